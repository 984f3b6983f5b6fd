import { kyc } from './command-line';

const commands = [
  'demo',
  'worker',
  'webhooks',
  'sandbox',
  'doctor',
  'onboard',
  'operations',
  'routes',
  'case list',
  'case show',
  'case explain',
];

test('the command lists every command there is', async () => {
  const { code, out } = await kyc('--help');
  expect(code).toBe(0);
  for (const command of commands) expect(out).toContain(`\n  ${command.split(' ')[0]}`);
});

test.each(commands)('%s has help with an example, and speaks JSON', async (command) => {
  const { code, out, err } = await kyc(`${command} --help`);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/Examples?:\n {2}\$ temporal-kyc /);
  expect(out).toContain('--json');
});

test('the version is that of the package', async () => {
  const { code, out } = await kyc('--version');
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});
