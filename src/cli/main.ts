#!/usr/bin/env node
import { run } from './program';
import { terminal } from './terminal';

// The reader of a pipe may leave first: `temporal-kyc operations | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void run(process.argv.slice(2), terminal(process.stdout, process.stderr, process.env)).then((code) => {
  process.exitCode = code;
});
