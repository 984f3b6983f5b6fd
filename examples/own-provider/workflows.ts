/* The worker's workflow module: makes Acme known before any case runs. Workflows of your own are exported beside it. */
import { registerProvider } from 'temporal-kyc/adapter';
import { acmeProvider } from './acme-provider';

registerProvider('acme', acmeProvider);
