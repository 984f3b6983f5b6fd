import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file or folder below the package's `servers/`, found from the sources as well as from `lib/`. */
export function recipe(name: string): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'servers', name);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder))
      throw new Error(`servers/${name} is missing from this installation of temporal-kyc`);
  }
}
