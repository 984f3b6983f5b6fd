import { refusal } from '../../src/domain/failures';
import type { ApplicantData } from '../providers/contract';

const rules: Readonly<Record<keyof ApplicantData, { readonly shape: RegExp; readonly must: string }>> = {
  firstName: { shape: /^.{1,256}$/su, must: 'be 1 to 256 characters' },
  lastName: { shape: /^.{1,256}$/su, must: 'be 1 to 256 characters' },
  middleName: { shape: /^.{1,256}$/su, must: 'be 1 to 256 characters' },
  dateOfBirth: { shape: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, must: 'be a date, YYYY-MM-DD' },
  country: { shape: /^[A-Z]{3}$/, must: 'be ISO 3166-1 alpha-3, such as KAZ' },
  nationality: { shape: /^[A-Z]{3}$/, must: 'be ISO 3166-1 alpha-3, such as KAZ' },
  placeOfBirth: { shape: /^.{1,256}$/su, must: 'be 1 to 256 characters' },
  gender: { shape: /^[MF]$/, must: 'be M or F' },
  tin: { shape: /^[A-Za-z0-9 -]{1,64}$/, must: 'be 1 to 64 letters and digits' },
  email: { shape: /^[^\s@]{1,64}@[^\s@]{1,189}$/, must: 'be an e-mail address' },
  phone: { shape: /^[+0-9][0-9 ().-]{2,31}$/, must: 'be a telephone number' },
  language: { shape: /^[a-z]{2}$/, must: 'be ISO 639-1, such as en' },
};

/** Refuses fields that are unknown or malformed, naming each; values are personal data and never repeated. */
export function assertApplicantData(data: ApplicantData): void {
  if (typeof data !== 'object' || data === null)
    throw refusal('kyc.input.InvalidRequest', 'applicant must be an object.');
  const problems = Object.entries(data)
    .filter(([, value]) => value !== undefined && value !== null)
    .flatMap(([field, value]) => {
      const rule = Object.hasOwn(rules, field) ? rules[field as keyof ApplicantData] : undefined;
      if (rule === undefined) return [`an unknown field (known: ${Object.keys(rules).join(', ')})`];
      return typeof value === 'string' && rule.shape.test(value) ? [] : [`${field} must ${rule.must}`];
    });
  if (problems.length > 0) throw refusal('kyc.input.InvalidRequest', `applicant: ${problems.slice(0, 20).join('; ')}.`);
}
