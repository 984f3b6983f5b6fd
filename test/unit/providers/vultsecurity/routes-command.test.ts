import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { addRoutes } from '../../../../src/cli/commands/routes';
import { reportFailure } from '../../../../src/cli/failure';
import { terminal } from '../../../../src/cli/terminal';
import { drawnOperations, openApiFile } from './open-api-file';

const folder = mkdtempSync(join(tmpdir(), 'kyc-routes-'));
const file = join(folder, 'kyc-api.json');
afterAll(() => rmSync(folder, { recursive: true }));

async function routes(content: unknown, ...flags: string[]) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const written = { out: '', err: '' };
  const here = terminal(
    { write: (text: string) => (written.out += text) },
    { write: (text: string) => (written.err += text) },
    {},
  );
  const program = new Command('temporal-kyc').exitOverride();
  addRoutes(program, here);
  const code = await program.parseAsync(['routes', '--openapi', file, ...flags], { from: 'user' }).then(
    () => 0,
    (error: unknown) => reportFailure(error, here, false),
  );
  return { code, ...written };
}

const withoutPing = () => drawnOperations().map((one) => (one.path === '/v2/ping' ? { ...one, summary: 'Pong' } : one));

test('routes prints the table of a complete file, its hosts and its token address, and ends with 0', async () => {
  const { code, out } = await routes(openApiFile());
  expect(code).toBe(0);
  expect(out).toMatch(/^OPERATION +METHOD +PATH +QUERY$/m);
  expect(out).toMatch(/^getRequirements +GET +\/v2\/get-requirements +client_id, user_id, type_e, data_source_e$/m);
  expect(out).toContain('https://kyc-api.example');
  expect(out).toContain('https://login.example/oauth2/token');
  expect(out).toContain('53 of 53 operations have a route.');
});

test('routes says what a file lacks, and ends with 1', async () => {
  const { code, out } = await routes(openApiFile(withoutPing(), { info: { version: '3.0.0' } }));
  expect(code).toBe(1);
  expect(out).toContain('Not in the file\nping (Utility: Ping)');
  expect(out).toContain('In the file, and none of the operations\nGET /v2/ping (Utility: Pong)');
  expect(out).toContain('version 3.0.0');
  expect(out).toContain('52 of 53 operations have a route.');
});

test('routes --json prints the report as one document', async () => {
  const { code, out } = await routes(openApiFile(withoutPing()), '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    unmatched: [{ operation: 'ping', section: 'Utility', title: 'Ping' }],
    ambiguous: [],
    unused: ['GET /v2/ping (Utility: Pong)'],
    matched: { getApiStatus: { method: 'GET', path: '/v2/get-api-status' } },
  });
});

test('routes refuses a file that it cannot read, as wrong use', async () => {
  const { code, err } = await routes('openapi: 3.0.0');
  expect(code).toBe(2);
  expect(err).toContain('is not JSON');
});
