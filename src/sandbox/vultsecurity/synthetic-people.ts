import { createHash } from 'node:crypto';

/** What the vendor reads off a document. Nobody: made up, and always the same for the same key. */
export interface SyntheticPerson {
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  readonly gender: string;
  readonly birthDate: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly documentNumber: string;
}

const firstNames = ['Synthia', 'Mockwell', 'Samplina', 'Fixton', 'Dummira', 'Testopher'];
const lastNames = ['Example', 'Placeholder', 'Specimen', 'Stubbs-Sample', 'Fixture', 'Lorem'];

export function syntheticPerson(key: string): SyntheticPerson {
  const digest = createHash('sha256').update(key).digest();
  const pick = <T>(from: readonly T[], at: number) => from[digest[at]! % from.length]!;
  const two = (number: number) => String(number).padStart(2, '0');
  return {
    firstName: pick(firstNames, 0),
    middleName: 'Q',
    lastName: pick(lastNames, 1),
    gender: 'unknown',
    birthDate: `${1950 + (digest[2]! % 50)}-${two(1 + (digest[3]! % 12))}-${two(1 + (digest[4]! % 28))}`,
    street: `${1 + digest[5]!} Example Street`,
    city: 'Synthetic Springs',
    state: 'ZZ', // no state has this code
    postalCode: '00000',
    documentNumber: `SYN${digest.readUInt32BE(6)}`,
  };
}
