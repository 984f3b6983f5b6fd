/** What identifies somebody; the vendor wants at least one. */
export const identifyingFields = ['firstName', 'lastName', 'personalNumber', 'documentNumber', 'birthday'] as const;

export type BlacklistEntry = Readonly<Partial<Record<(typeof identifyingFields)[number], string>>>;

export interface BlacklistRecord extends BlacklistEntry {
  readonly id: string;
  readonly reason: string;
  readonly notes: null;
}

export class Blacklist {
  private records: BlacklistRecord[] = [];

  all(): readonly BlacklistRecord[] {
    return this.records;
  }

  /** All identifying fields alike is a duplicate. Assumed. */
  find(entry: BlacklistEntry): BlacklistRecord | undefined {
    return this.records.find((record) => identifyingFields.every((field) => record[field] === entry[field]));
  }

  add(record: BlacklistRecord): void {
    this.records.push(record);
  }

  /** Whether it was there. */
  remove(id: string): boolean {
    const rest = this.records.filter((record) => record.id !== id);
    const removed = rest.length < this.records.length;
    this.records = rest;
    return removed;
  }
}
