// Which queues exist, what runs on each, and how a worker is started and stopped.
export { limitedQueues } from './queues';
export type { LimitedQueue } from './queues';
export { runKycWorker } from './run';
export type { RunKycWorkerOptions } from './run';
