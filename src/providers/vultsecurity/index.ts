export { vultsecurityOperations, type VultsecurityOperations } from './operations';
export { createVultsecurityClient, type VultsecurityClient } from './client';
export { vultsecurityOptions, type VultsecurityConfig } from './options';
