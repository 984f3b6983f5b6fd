import { fullNameOf, type ListedPerson } from './listed-people';
import { nameScore } from './name-score';

export interface ScreeningQuery {
  readonly fullName: string;
  /** Milliseconds since the epoch. */
  readonly birthdayFrom?: number;
}

export interface ScreeningHit {
  readonly score: number;
  readonly person: ListedPerson;
}

/** The score from which monitoring takes a change for one of the monitored person. Assumed. */
const monitoringThreshold = 80;

/** The lists that people are screened against; they change, as lists do. */
export class ScreeningList {
  private people: ListedPerson[];

  constructor(people: readonly ListedPerson[]) {
    this.people = [...people];
  }

  find(personId: string): ListedPerson | undefined {
    return this.people.find((person) => person.personId === personId);
  }

  /** Puts somebody on the list, or changes what it says of them. */
  put(person: ListedPerson): void {
    this.people = [...this.people.filter(({ personId }) => personId !== person.personId), person];
  }

  remove(personId: string): void {
    this.people = this.people.filter((person) => person.personId !== personId);
  }

  /** The best first. Whoever was born before the range that is asked for is no hit; without a known birthday they are. */
  search({ fullName, birthdayFrom }: ScreeningQuery, threshold: number): ScreeningHit[] {
    return this.people
      .filter(({ birthday }) => !(birthday && birthdayFrom !== undefined && Date.parse(birthday) < birthdayFrom))
      .map((person) => ({ person, score: scoreOf(fullName, person) }))
      .filter(({ score }) => score >= threshold)
      .sort((a, b) => b.score - a.score || a.person.personId.localeCompare(b.person.personId));
  }
}

function scoreOf(asked: string, person: ListedPerson): number {
  const names = [fullNameOf(person), ...person.spellings, ...person.aliases];
  return Math.max(...names.map((name) => nameScore(asked, name)));
}

export interface MonitoringRecord extends ScreeningQuery {
  readonly id: string;
  /** When a list last changed about somebody of this name, on the sandbox's clock. */
  updatedAt?: number;
}

/** Who is watched for changes of the lists. */
export class Monitoring {
  private records: MonitoringRecord[] = [];

  constructor(private readonly list: ScreeningList) {}

  /** The same name and birthday again is the same person; capitals and outer blanks do not count. Assumed. */
  find({ fullName, birthdayFrom }: ScreeningQuery): MonitoringRecord | undefined {
    const key = fullName.trim().toLowerCase();
    return this.records.find(
      (record) => record.fullName.trim().toLowerCase() === key && record.birthdayFrom === birthdayFrom,
    );
  }

  add(record: MonitoringRecord): void {
    this.records.push(record);
  }

  /** Whom it was about; undefined when it was not there. */
  remove(id: string): MonitoringRecord | undefined {
    const record = this.records.find((known) => known.id === id);
    this.records = this.records.filter((known) => known !== record);
    return record;
  }

  /** Oldest first; with a moment, those that changed after it. */
  updatedAfter(moment: number | undefined): MonitoringRecord[] {
    if (moment === undefined) return [...this.records];
    return this.records.filter(({ updatedAt }) => updatedAt !== undefined && updatedAt > moment);
  }

  /** A list changes: whoever is watched and has a hit less, more, or another one than before, is marked. */
  changing(change: () => void, now: number): MonitoringRecord[] {
    const hitsOf = (record: MonitoringRecord) => JSON.stringify(this.list.search(record, monitoringThreshold));
    const before = new Map(this.records.map((record) => [record, hitsOf(record)]));
    change();
    const changed = this.records.filter((record) => hitsOf(record) !== before.get(record));
    changed.forEach((record) => (record.updatedAt = now));
    return changed;
  }

  /** Marks a record although nothing is different, as lists that are published anew do. Throws when nobody of this name is watched. */
  touch(fullName: string, now: number): void {
    const touched = this.records.filter((record) => record.fullName === fullName);
    if (touched.length === 0) throw new Error('Nobody of this name is on monitoring.');
    touched.forEach((record) => (record.updatedAt = now));
  }
}
