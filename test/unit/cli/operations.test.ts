import { operations } from '../../../src/providers';
import { kyc } from './command-line';

test('operations --json prints every row, each with what a repeat does and its quota', async () => {
  const { code, out } = await kyc('operations --json');
  expect(code).toBe(0);
  const rows = JSON.parse(out) as Record<string, unknown>[];
  expect(rows).toEqual(operations);
  const count = (provider: string) => rows.filter((row) => row['provider'] === provider).length;
  expect([count('idngo'), count('identomat'), count('vultsecurity'), rows.length]).toEqual([33, 42, 53, 128]);
  expect(rows.find(({ operation }) => operation === 'importApplicant')).toEqual({
    provider: 'idngo',
    operation: 'importApplicant',
    method: 'POST',
    path: expect.stringContaining('/'),
    effect: expect.any(String),
    limit: { queue: 'import', requests: 10, perSeconds: 10 },
  });
});

test('operations prints a table for people, without colours where no terminal is', async () => {
  const { out } = await kyc('operations');
  const [head, ...rows] = out.trimEnd().split('\n');
  expect(head).toMatch(/^PROVIDER +OPERATION +A REPEAT +QUOTA +METHOD +PATH$/);
  expect(rows).toHaveLength(operations.length);
  expect(out).toContain('10 in 10 s');
  expect(out).toContain('1 at a time');
});

test.each(['idngo', 'identomat', 'vultsecurity'])('operations --provider %s prints its rows only', async (provider) => {
  const { out } = await kyc(`operations --provider ${provider}`);
  const [, ...rows] = out.trimEnd().split('\n');
  expect(rows).toHaveLength(operations.filter((row) => row.provider === provider).length);
  for (const row of rows) expect(row).toMatch(new RegExp(`^${provider} `));
});
