// Obtaining and starting Temporal servers for development, tests and the demo. Not for production, and not for workflow code.
export { ensureServer, ServerUnavailable, type EnsureOptions } from './ensure';
export { findServer, type FailedStep, type How, type Search, type Server } from './find';
export { serverFacts, type ServerKind } from './kinds';
export { startDevServer, type DevServer, type DevServerOptions } from './dev-server';
