/* The other route: the application's workflows and those of temporal-kyc, exported from one file. See existing-worker.ts. */
export * from 'temporal-kyc/workflows';
export * from './workflows';
