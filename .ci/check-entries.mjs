import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// The package imports itself by name, and so through its own `exports`. Node guesses the names of a CommonJS module without running
// it; what it cannot guess is missing in `import { … }`, and no type checker notices.
const require = createRequire(import.meta.url);
const { name, exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

for (const entry of Object.keys(exports).filter((path) => !path.endsWith('.json'))) {
  const specifier = name + entry.slice(1);
  const required = Object.keys(require(specifier));
  const imported = await import(specifier);
  const lost = required.filter((key) => !(key in imported));
  if (lost.length > 0) {
    console.error(`${specifier}: not importable by name from an ES module: ${lost.join(', ')}`);
    process.exitCode = 1;
  } else {
    console.log(`${specifier}: ${required.length} names`);
  }
}
