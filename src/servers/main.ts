import { ensureServer } from './ensure';
import { serverFacts, type ServerKind } from './kinds';

/** `npm run servers`: obtains every server that the demo and the tests need, and says where they are. */
async function main(): Promise<void> {
  for (const kind of ['time-skipping', 'dev'] satisfies ServerKind[]) {
    try {
      const { path, how, version } = await ensureServer(kind, { report: console.log });
      console.log(`${serverFacts[kind].title} ${version} (${how}): ${path}`);
    } catch (error) {
      console.error((error as Error).message);
      process.exitCode = 1;
    }
  }
}

void main();
