import type { Identifiers } from '../identifiers';
import type { Question, Step } from './configurations';
import type { Outcome } from './outcomes';
import type { SyntheticPerson } from './people';

/** What a user shows to the camera. */
export interface Shown {
  /** `id`, `passport`, `driver_license` or `residence_permit`. */
  readonly documentType: string;
  /** `utility-bill`, `bank-statement`, … */
  readonly generalDocuments: readonly string[];
  readonly person: SyntheticPerson;
}

/** What an operator took up during a video call. */
export interface Recordings {
  readonly shots: number;
  readonly videos: number;
}

export interface Session {
  readonly token: string;
  /** What stands for the caller's own reference, which Identomat does not have: see the README. */
  readonly name: string;
  readonly parent?: string;
  readonly configId?: string;
  readonly flags: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
  readonly beganAt: number;
  /** Until then the user may finish. */
  expiresAt: number;
  finishedAt?: number;
  shown?: Shown;
  underManualCheck: boolean;
  outcome?: Outcome;
  decidedAt?: number;
  /** Grows with every decision: what was to come before comes no more. */
  turn: number;
  recordings?: Recordings;
  callEnded: boolean;
  readonly activities: { readonly id: string; readonly type: string; readonly at: number }[];
}

/** `in-progress`: the user has not finished, or nothing was decided. `expired`: they never did. */
export type SessionState = 'in-progress' | 'manual-check' | 'expired' | 'decided';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The sessions of the company, by token and by name. */
export class SessionRegister {
  private readonly byToken = new Map<string, Session>();
  private readonly begun = new Map<string, number>();

  constructor(
    private readonly ids: Identifiers,
    private readonly now: () => number,
  ) {}

  /** 40 lower-case letters and digits. */
  newToken(): string {
    const hex = `${this.ids.uuid()}${this.ids.uuid()}${this.ids.uuid()}`.replaceAll('-', '');
    return Array.from({ length: 40 }, (_, at) => alphabet[parseInt(hex.slice(2 * at, 2 * at + 2), 16) % 36]).join('');
  }

  add(session: Session): Session {
    this.byToken.set(session.token, session);
    this.begun.set(session.name, this.countOf(session.name) + 1);
    return session;
  }

  find(token: string): Session | undefined {
    return this.byToken.get(token);
  }

  /** By token, or the latest of a name. */
  named(nameOrToken: string): Session | undefined {
    return this.byToken.get(nameOrToken) ?? this.of(nameOrToken).at(-1);
  }

  /** Oldest first. */
  of(name: string): Session[] {
    return [...this.byToken.values()].filter((session) => session.name === name);
  }

  /** How many were ever begun under a name, deleted ones too. */
  countOf(name: string): number {
    return this.begun.get(name) ?? 0;
  }

  delete({ token }: Session): void {
    this.byToken.delete(token);
  }

  stateOf(session: Session): SessionState {
    if (session.outcome) return 'decided';
    if (session.finishedAt === undefined && this.now() >= session.expiresAt) return 'expired';
    return session.underManualCheck ? 'manual-check' : 'in-progress';
  }

  /** Whether the user may still do something. */
  isOpen(session: Session): boolean {
    return session.finishedAt === undefined && this.stateOf(session) === 'in-progress';
  }
}

export function hasStep({ steps }: Session, type: string): boolean {
  return steps.some((step) => step.type === type);
}

/** Every question of every questionnaire, with the key of its step. */
export function questionsOf({
  steps,
}: Pick<Session, 'steps'>): { readonly stepKey: string; readonly question: Question }[] {
  return steps.flatMap(({ key, questions = [] }) => questions.map((question) => ({ stepKey: key, question })));
}
