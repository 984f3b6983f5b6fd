import { kyc } from './command-line';

/** Nothing listens there. */
const NOWHERE = '--address 127.0.0.1:1';

test.each([
  ['', 'Usage: temporal-kyc'],
  ['nonsense', "unknown command 'nonsense'"],
  ['operations --colour', "unknown option '--colour'"],
  ['operations --provider acme', "There is no provider 'acme'. Known: idngo, identomat, vultsecurity."],
  ['case', 'Usage: temporal-kyc case'],
  ['case list --limit many', 'Give a whole number from 1 to 500.'],
  ['case show', "missing required argument 'case'"],
  ['case show kyc/onboarding', 'A case is named by its subject'],
  ['case explain kyc/reversal/user-42', 'Only onboardings explain themselves'],
  ['sandbox --port 70000', 'Give a whole number from 1 to 65535.'],
  ['sandbox --vultsecurity-port none', 'Give a whole number from 1 to 65535.'],
  ['sandbox --webhook-url ftp://127.0.0.1', 'Give an address such as'],
  ['onboard', "missing required argument 'subject'"],
  ['onboard user-42 --collection telepathy', 'Give hosted or upload.'],
  ['onboard user-42 --document PASSPORT', 'Give TYPE:COUNTRY:SIDE:FILE'],
  ['onboard user-42 --document PASSPORT:KAZ::notes.txt', 'The file must end in .jpg'],
  ['onboard user-42 --document PASSPORT:KAZ::absent.jpg', 'absent.jpg cannot be read.'],
  ['onboard user-42 --applicant absent.json', 'absent.json cannot be read (ENOENT).'],
  ['onboard user-42 --location here', 'Give latitude and longitude in degrees'],
  ['routes', "required option '--openapi <file>' not specified"],
  ['routes --openapi absent.json', 'The OpenAPI file absent.json cannot be opened (ENOENT)'],
  ['worker', 'No provider is configured. Set the variables of one (idngo: KYC_IDNGO_APP_TOKEN, '],
  ['worker', 'identomat: KYC_IDENTOMAT_COMPANY_KEY, KYC_IDENTOMAT_CALLBACK_API_KEY; vultsecurity: KYC_VULTSECURITY_'],
  ['webhooks', 'No provider is configured'],
])('`temporal-kyc %s` ends with 2 and says: %s', async (line, said) => {
  const { code, out, err } = await kyc(line);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(said);
});

test('a wrong configuration is wrong use, and its values are not shown', async () => {
  const { code, err } = await kyc('worker', { KYC_IDNGO_APP_TOKEN: 'hush' });
  expect(code).toBe(2);
  expect(err).toContain('kyc.config.Invalid');
  expect(err).toContain('providers.idngo.appToken');
  expect(err).not.toContain('hush');
});

test('a Temporal that does not answer is a failure, with what to do about it and without a stack', async () => {
  const { code, err } = await kyc(`case explain user-42 ${NOWHERE}`);
  expect(code).toBe(1);
  expect(err).toMatch(/^kyc.temporal.Unavailable: Temporal does not answer at 127.0.0.1:1. Start it/);
  expect(err).not.toContain('    at ');
});

test('with --json a failure is JSON on stdout as well', async () => {
  const { code, out } = await kyc(`case explain user-42 --json ${NOWHERE}`);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ ok: false, error: { type: 'kyc.temporal.Unavailable' } });
});

test('a stack is shown to whoever sets KYC_DEBUG', async () => {
  const { err } = await kyc('operations --provider acme', { KYC_DEBUG: '1' });
  expect(err).toContain('    at ');
});
