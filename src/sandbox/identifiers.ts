import { createHash } from 'node:crypto';

/** Ids that look like the provider's and are the same in every run with the same seed. */
export class Identifiers {
  private count = 0;

  constructor(private readonly seed: string) {}

  /** 24 lower-case hex characters. */
  objectId(): string {
    return this.digest().slice(0, 24);
  }

  /** Unguessable enough for a link on loopback: 16 hex characters. */
  code(): string {
    return this.digest().slice(0, 16);
  }

  uuid(): string {
    const hex = this.digest();
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  }

  /** Ten digits, growing. */
  number(): number {
    return 1_400_000_000 + ++this.count;
  }

  private digest(): string {
    return createHash('sha256').update(`${this.seed}/${++this.count}`).digest('hex');
  }
}

/** The same shuffle for the same seed, and never the order that came in (given two or more). */
export function seededShuffle<T>(items: readonly T[], seed: string): T[] {
  const keyed = items.map((item, at) => ({
    item,
    at,
    key: createHash('sha256').update(`${seed}/${at}`).digest('hex'),
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  if (keyed.every(({ at }, now) => at === now)) keyed.reverse();
  return keyed.map(({ item }) => item);
}
