import type { Timers } from '../timers';
import type { IdentomatCallbacks } from './callbacks';
import type { Outcome, SessionScripts, SessionStep } from './outcomes';
import { hasStep, type Recordings, type Session, type SessionRegister, type Shown } from './sessions';

interface LifeCycleOptions {
  readonly scripts: SessionScripts;
  readonly sessions: SessionRegister;
  readonly callbacks: IdentomatCallbacks;
  readonly timers: Timers;
  readonly now: () => number;
  readonly newId: () => string;
  /** From the user's finish to the decision, or to the operator's queue, in real milliseconds. */
  readonly reviewMs: number;
  /** From the end of a video call to its recordings, in real milliseconds. */
  readonly recordingMs: number;
  /** Told after every change of a state. */
  readonly changed: () => void;
}

/** What the user is told at the end. */
export type Finish = 'finished' | 'left' | 'over';

/** Moves sessions on: the user finishes, something or somebody decides, a decision is turned. */
export class LifeCycle {
  constructor(private readonly options: LifeCycleOptions) {}

  begun(session: Session): void {
    const { scripts, sessions } = this.options;
    scripts.begin(session.name, sessions.countOf(session.name));
    this.options.changed();
  }

  opened(session: Session): void {
    if (!this.options.sessions.isOpen(session)) return;
    this.note(session, 'PAGE_LOADED');
  }

  /** The user goes through all steps. A script may let them leave instead. */
  finish(session: Session, shown: Shown): Finish {
    const { scripts, sessions, now, callbacks, reviewMs } = this.options;
    if (!sessions.isOpen(session)) return 'over';
    this.note(session, 'PAGE_LOADED');
    const step = scripts.next(session.name);
    if (step === 'expire') {
      session.expiresAt = now();
      this.options.changed();
      return 'left';
    }
    session.finishedAt = now();
    session.shown = shown;
    this.note(session, 'SESSION_FINISHED');
    if (hasStep(session, 'video-call')) this.record(session, { shots: 2, videos: 1 });
    callbacks.statusUpdate(session);
    if (step !== undefined && step !== 'never') this.later(session, reviewMs, () => this.follow(session, step));
    this.options.changed();
    return 'finished';
  }

  /** Gives this result now, whatever the script says: an operator's decision, or a later reversal. */
  decide(session: Session, outcome: Outcome): void {
    if (this.options.sessions.find(session.token) !== session) return; // deleted in the meantime
    session.turn++;
    session.outcome = outcome;
    session.decidedAt = this.options.now();
    session.underManualCheck = false;
    this.options.callbacks.statusUpdate(session);
    this.options.changed();
    const { reversal } = outcome;
    if (reversal) this.later(session, reversal.afterMs ?? 0, () => this.decide(session, reversal));
  }

  /** What the operator took up appears a while after the call. */
  record(session: Session, recordings: Recordings, afterMs = this.options.recordingMs): void {
    this.options.timers.after(afterMs, () => {
      session.recordings = recordings;
      this.options.changed();
    });
  }

  private follow(session: Session, step: SessionStep): void {
    if (typeof step === 'object') {
      return this.later(session, step.afterMs ?? 0, () => this.decide(session, step));
    }
    if (step !== 'manual-check') return;
    session.underManualCheck = true;
    this.options.callbacks.statusUpdate(session);
    this.options.changed();
    const next = this.options.scripts.next(session.name);
    if (next !== undefined) this.later(session, this.options.reviewMs, () => this.follow(session, next));
  }

  private later(session: Session, ms: number, then: () => void): void {
    const { turn } = session;
    const isStill = () => session.turn === turn && this.options.sessions.find(session.token) === session;
    this.options.timers.after(ms, () => isStill() && then());
  }

  private note(session: Session, type: string): void {
    session.activities.unshift({ id: this.options.newId(), type, at: this.options.now() }); // newest first
  }
}
