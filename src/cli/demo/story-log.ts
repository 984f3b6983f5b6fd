import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '../terminal';

/** Who did something in a story. `case` is the durable process itself. */
export type Voice = 'business' | 'applicant' | 'operator' | 'webhook' | 'case' | ProviderVoice;
type ProviderVoice = 'IDnGO' | 'Identomat' | 'VultSecurity';

/** One line of a timeline. */
export interface Happening {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly who: Voice;
  readonly what: string;
}

/** Answers what has happened since it was asked last. */
export type Source = () => Promise<Happening[]> | Happening[];

const LOOK_MS = 150;
const VOICE_WIDTH = 12;

/** The timeline of one story, told while it happens: what people say is mixed with what the sources saw, in the order of time. */
export class StoryLog {
  private pending: Happening[] = [];
  private readonly over = new AbortController();
  private readonly looking: Promise<void>;
  private readonly began = Date.now();
  private latest = this.began;

  constructor(
    private readonly page: Page,
    private readonly sources: readonly Source[],
  ) {
    this.looking = this.look();
  }

  say(who: Voice, what: string): void {
    this.pending.push({ at: Date.now(), who, what });
  }

  /** Tells the rest. */
  async end(): Promise<void> {
    this.over.abort();
    await this.looking;
    await this.gather();
    this.tell(Infinity);
  }

  private async look(): Promise<void> {
    while (!this.over.signal.aborted) {
      // What happened before the question is in the answers; what came later may be known in part, and has to wait its turn.
      const asked = Date.now();
      await this.gather();
      this.tell(asked);
      await delay(LOOK_MS, undefined, { signal: this.over.signal }).catch(() => {});
    }
  }

  private async gather(): Promise<void> {
    const found = await Promise.all(this.sources.map(async (source) => source()));
    this.pending.push(...found.flat());
  }

  private tell(until: number): void {
    const due = this.pending.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    this.pending = this.pending.filter(({ at }) => at > until);
    for (const { at, who, what, times } of counted(due)) {
      // A case's clock stands still while it works: what it did is told no earlier than what it rests on.
      this.latest = Math.max(this.latest, at);
      const since = `+${((this.latest - this.began) / 1000).toFixed(1)} s`.padStart(8);
      const line = `${this.page.paint('dim', since)}  ${this.page.paint(colours[who], who.padEnd(VOICE_WIDTH))}  ${what}`;
      this.page.line(times > 1 ? `${line} (${times} times)` : line);
    }
  }
}

const colours = {
  business: 'cyan',
  applicant: 'yellow',
  operator: 'red',
  IDnGO: 'magenta',
  Identomat: 'magenta',
  VultSecurity: 'magenta',
  webhook: 'blue',
  case: 'green',
} as const satisfies Record<Voice, string>;

/** The same thing several times in a row is said once. */
function counted(happenings: readonly Happening[]): (Happening & { times: number })[] {
  const told: (Happening & { times: number })[] = [];
  for (const happening of happenings) {
    const last = told.at(-1);
    if (last && last.who === happening.who && last.what === happening.what) last.times += 1;
    else told.push({ ...happening, times: 1 });
  }
  return told;
}
