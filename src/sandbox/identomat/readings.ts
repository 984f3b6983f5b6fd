import type { SyntheticPerson } from './people';

/** What the vendor reads from documents, in its own field names: US-style dates beside ISO ones, `Issue` beside `Issued`. */

type Reading = Readonly<Record<string, unknown>>;

/** `1/8/1980`, without leading zeros. */
export function usDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${month}/${day}/${year}`;
}

const isoTime = (date: string) => `${date}T00:00:00.000Z`;

function named({ firstName, lastName }: SyntheticPerson): Reading {
  return { Given_Names_en_US: firstName, Surname_en_US: lastName };
}

function born({ birthday }: SyntheticPerson): Reading {
  return { Date_of_Birth_en_US: usDate(birthday), Date_of_Birth_ISO: isoTime(birthday) };
}

function issued({ issued: date }: SyntheticPerson): Reading {
  return { Date_of_Issue_en_US: usDate(date), Date_of_Issued_ISO: isoTime(date) };
}

function expiring({ expires }: SyntheticPerson): Reading {
  return { Date_of_Expiry_en_US: usDate(expires), Date_of_Expiry_ISO: isoTime(expires) };
}

function numbered({ documentNumber, country }: SyntheticPerson): Reading {
  return { Document_Number_en_US: documentNumber, Issuing_State_Code_en_US: country };
}

function national({ country }: SyntheticPerson): Reading {
  return { Nationality_Code_en_US: country, Nationality_en_US: country };
}

export function cardFront(person: SyntheticPerson): Reading {
  const { country, sex, personalNumber } = person;
  return {
    ...named(person),
    citizenship: country,
    Sex_en_US: sex,
    Personal_Number_en_US: personalNumber,
    ...born(person),
    ...expiring(person),
    ...numbered(person),
  };
}

export function cardBack(person: SyntheticPerson): Reading {
  return {
    ...issued(person),
    Place_of_Birth_en_US: 'Synthetic Town',
    ...named(person),
    ...national(person),
    Sex_en_US: person.sex,
    Personal_Number_en_US: person.personalNumber,
    ...born(person),
    ...expiring(person),
    ...numbered(person),
    mrz: machineReadable('ID', person),
  };
}

export function licenseFront(person: SyntheticPerson): Reading {
  return {
    ...named(person),
    Personal_Number_en_US: person.personalNumber,
    ...born(person),
    ...issued(person),
    ...numbered(person),
    Authority_en_US: 'Synthetic Road Office',
    Address_en_US: '1 Example Street, Synthetic Town',
    Drivers_License_Class_en_US: 'B',
  };
}

export const licenseBack = ({ country }: SyntheticPerson): Reading => ({ Issuing_State_Code_en_US: country });

export function residenceFront(person: SyntheticPerson): Reading {
  const parts = [named(person), national(person), born(person), expiring(person), numbered(person)];
  return Object.assign({ Sex_en_US: person.sex }, ...parts) as Reading;
}

export function residenceBack(person: SyntheticPerson): Reading {
  return { ...residenceFront(person), ...issued(person), mrz: machineReadable('IR', person) };
}

/** Both zones of the page, side by side. */
export function passportPage(person: SyntheticPerson): { mrzData: Reading; visualData: Reading } {
  const mrzData = { ...residenceFront(person), mrz: machineReadable('P<', person) };
  const visualData = {
    ...residenceFront(person),
    ...issued(person),
    Personal_Number_en_US: person.personalNumber,
    Authority_en_US: 'Synthetic Passport Office',
  };
  return { mrzData, visualData };
}

/** The normalised form beside what was read. */
export function normalised(person: SyntheticPerson, now: number): Reading {
  const { firstName, lastName, birthday, issued: issueDate, expires, country, sex } = person;
  return {
    first_name: firstName,
    last_name: lastName,
    birthday: usDate(birthday),
    birthday_time: isoTime(birthday),
    age: ageAt(birthday, now),
    citizenship: country,
    nationality: country,
    document_number: person.documentNumber,
    document_issued: usDate(issueDate),
    document_issued_time: isoTime(issueDate),
    document_expires: usDate(expires),
    document_expires_time: isoTime(expires),
    personal_number: person.personalNumber,
    issuing_state: country,
    sex,
  };
}

function ageAt(birthday: string, now: number): number {
  const [year, month, day] = birthday.split('-').map(Number) as [number, number, number];
  const today = new Date(now);
  const hadBirthday =
    today.getUTCMonth() + 1 > month || (today.getUTCMonth() + 1 === month && today.getUTCDate() >= day);
  return today.getUTCFullYear() - year - (hadBirthday ? 0 : 1);
}

/** Three short lines that look the part; like the vendor's samples they carry no valid check digits. */
function machineReadable(
  kind: string,
  { country, documentNumber, birthday, sex, lastName, firstName }: SyntheticPerson,
) {
  const filled = (text: string) =>
    text
      .toUpperCase()
      .replace(/[^A-Z0-9<]/g, '<')
      .padEnd(30, '<');
  const compact = birthday.slice(2).replaceAll('-', '');
  return [`${kind}${country}${documentNumber}`, `${compact}0${sex}0000000${country}`, `${lastName}<<${firstName}`]
    .map(filled)
    .join('\n');
}
