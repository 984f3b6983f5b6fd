export { createIdngoClient, type IdngoClient } from './client';
export { idngoOperations, type IdngoOperations } from './operations';
