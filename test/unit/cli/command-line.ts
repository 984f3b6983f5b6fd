import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../src/cli/program';
import { terminal } from '../../../src/cli/terminal';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, as a user without any configuration of their own would. */
export async function kyc(line: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const written = { out: '', err: '' };
  const out = { write: (text: string) => (written.out += text) };
  const err = { write: (text: string) => (written.err += text) };
  const code = await run(
    line.split(' ').filter((word) => word !== ''),
    terminal(out, err, { HOME: emptyHome, KYC_STORE_URL: `pglite:${join(emptyHome, 'none')}`, ...env }),
  );
  return { code, ...written };
}

const emptyHome = mkdtempSync(join(tmpdir(), 'kyc-cli-'));
