import { createHash } from 'node:crypto';

/** Somebody whom nobody has ever met, as they stand in an invented document. */
export interface SyntheticPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly sex: 'F' | 'M';
  /** `YYYY-MM-DD`, as all dates here. */
  readonly birthday: string;
  readonly issued: string;
  readonly expires: string;
  readonly documentNumber: string;
  readonly personalNumber: string;
  readonly country: string;
}

const names = {
  F: ['Synthia', 'Mocklyn', 'Testina', 'Fabrika', 'Examplia'],
  M: ['Sampleon', 'Testor', 'Mockbert', 'Dummond', 'Placido'],
} as const;
const surnames = ['Exemplar', 'Specimen', 'Mockwell', 'Testovsky', 'Fixtureman', 'Placeholder', 'Stubbs-Sample'];

/** The same person for the same marker. */
export function syntheticPerson(marker: string): SyntheticPerson {
  const hash = createHash('sha256').update(`person/${marker}`).digest();
  const at = (index: number, size: number) => hash[index]! % size;
  const two = (value: number) => String(value).padStart(2, '0');
  const date = (year: number, index: number) => `${year}-${two(at(index, 12) + 1)}-${two(at(index + 1, 28) + 1)}`;
  const sex = at(0, 2) === 0 ? 'F' : 'M';
  return {
    firstName: names[sex][at(1, names[sex].length)]!,
    lastName: surnames[at(2, surnames.length)]!,
    sex,
    birthday: date(1955 + at(3, 45), 4),
    issued: date(2021 + at(6, 3), 7),
    expires: date(2031 + at(6, 3), 7),
    documentNumber: `XX${String(hash.readUInt32BE(9) % 10_000_000).padStart(7, '0')}`,
    personalNumber: String(hash.readUInt32BE(13)).padStart(12, '0'),
    country: 'UTO', // Utopia, the specimen country of ICAO 9303
  };
}
