import fc from 'fast-check';
import { assertApplicantData } from '../../../workflows/onboarding/applicant-data';
import type { ApplicantData } from '../../../workflows/providers/contract';

const whole: Required<ApplicantData> = {
  firstName: 'Quokka',
  lastName: 'Example',
  middleName: 'Á. Ö.',
  dateOfBirth: '1990-02-28',
  country: 'KAZ',
  nationality: 'LVA',
  placeOfBirth: 'Exampletown',
  gender: 'M',
  tin: '900228-000000',
  email: 'quokka@example.com',
  phone: '+7 701 000-00-00',
  language: 'en',
};

function refusalOf(data: unknown) {
  try {
    assertApplicantData(data as ApplicantData);
  } catch (error) {
    return error as Error & { type: string };
  }
  throw new Error('it was accepted');
}

test('an applicant who states everything is accepted, and one who states nothing', () => {
  expect(() => assertApplicantData(whole)).not.toThrow();
  expect(() => assertApplicantData({})).not.toThrow();
  expect(() => assertApplicantData({ firstName: undefined })).not.toThrow();
});

test.each<[string, unknown, string]>([
  ['firstName', '', 'be 1 to 256 characters'],
  ['lastName', 'x'.repeat(257), 'be 1 to 256 characters'],
  ['middleName', 5, 'be 1 to 256 characters'],
  ['dateOfBirth', '28.02.1990', 'be a date, YYYY-MM-DD'],
  ['dateOfBirth', '1990-13-01', 'be a date, YYYY-MM-DD'],
  ['dateOfBirth', '1990-01-32', 'be a date, YYYY-MM-DD'],
  ['country', 'KZ', 'be ISO 3166-1 alpha-3, such as KAZ'],
  ['nationality', ['KAZ'], 'be ISO 3166-1 alpha-3, such as KAZ'],
  ['placeOfBirth', {}, 'be 1 to 256 characters'],
  ['gender', 'male', 'be M or F'],
  ['tin', '', 'be 1 to 64 letters and digits'],
  ['email', 'quokka.example.com', 'be an e-mail address'],
  ['phone', 'seven', 'be a telephone number'],
  ['language', 'eng', 'be ISO 639-1, such as en'],
])('%s %j is refused', (field, value, must) => {
  expect(refusalOf({ ...whole, [field]: value })).toMatchObject({
    type: 'kyc.input.InvalidRequest',
    message: `applicant: ${field} must ${must}.`,
  });
});

test('a field that nobody knows is refused, saying which are known', () => {
  const known = `an unknown field (known: ${Object.keys(whole).join(', ')})`;
  expect(refusalOf({ passportNumber: 'N0000000' }).message).toBe(`applicant: ${known}.`);
  expect(refusalOf({ toString: 'x' }).message).toBe(`applicant: ${known}.`);
});

test('every field that is wrong is named at once', () => {
  expect(refusalOf({ gender: 'x', email: 'x', country: 'x' }).message).toBe(
    'applicant: gender must be M or F; email must be an e-mail address; country must be ISO 3166-1 alpha-3, such as KAZ.',
  );
});

test.each([undefined, null, 'Quokka Example', 5])('%j is no applicant', (data) => {
  expect(refusalOf(data)).toMatchObject({ type: 'kyc.input.InvalidRequest', message: 'applicant must be an object.' });
});

test('what was stated is never repeated, neither a value nor the name of a field that is not ours', () => {
  const stated = fc.string({ minLength: 6, maxLength: 300 }).map((text) => `${text}✱${text}`);
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(whole), 'another'), stated, (field, value) => {
      const { message, stack } = refusalOf({ [field]: { value }, [value]: value });
      expect(`${message}\n${stack}`).not.toContain(value);
    }),
  );
});
