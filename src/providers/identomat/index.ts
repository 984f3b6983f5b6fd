export { createIdentomatClient, type IdentomatClient } from './client';
export { identomatOperations, type IdentomatOperations } from './operations';
export { identomatOptions, type IdentomatConfig } from './options';
