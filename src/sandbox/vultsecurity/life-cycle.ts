import type { Identifiers } from '../identifiers';
import type { Timers } from '../timers';
import { hasBack, isStateIssued } from './document-types';
import type { IdentityRegister } from './identities';
import { outcomeSchema, type Outcome, type OutcomeScripts } from './outcome-script';
import { badRequest } from './refusals';
import { note, type IdaSession, type IdvSession, type Session, type Verdict } from './sessions';

interface LifeCycleOptions {
  readonly scripts: OutcomeScripts;
  readonly authenticationScripts: OutcomeScripts;
  readonly identities: IdentityRegister;
  readonly ids: Identifiers;
  readonly timers: Timers;
  readonly now: () => number;
  /** Until a session that nobody finalizes expires, on the sandbox's clock. */
  readonly sessionLifetimeMs: number;
  /** The status of a session changed. */
  readonly wakeUp: (session: Session) => void;
  /** Told after every change of a status. */
  readonly changed: () => void;
}

/** Moves sessions through their statuses: in progress until they are finalized or expire, then whatever the script says. */
export class LifeCycle {
  /** How often each session was decided: what was to follow from an older decision comes no more. */
  private readonly decisions = new WeakMap<Session, number>();

  constructor(private readonly options: LifeCycleOptions) {}

  /** Ends the steps. Throws 400 when some are missing (assumed), or when it was done before. */
  finalize(session: Session): void {
    const missing = missingSteps(session);
    if (missing.length > 0) throw badRequest(`The session cannot be finalized yet; missing: ${missing.join(', ')}`);
    const { scripts, now } = this.options;
    session.finalizedAt = now();
    note(session, now(), 'finalized');
    this.follow(session, session.kind === 'idv' ? scripts.next(session.key) : this.authentication(session));
  }

  /** What was to happen to it happens no more. */
  forget(session: Session): void {
    this.decisions.delete(session);
  }

  /** Gives this outcome now, after its `afterMs`, whatever the script says. */
  decide(session: Session, outcome: Outcome): void {
    this.follow(session, outcomeSchema.parse(outcome));
  }

  /** Sessions expire while nobody looks; to be called before one is looked at. */
  expire(session: Session): void {
    const { now, sessionLifetimeMs } = this.options;
    if (session.status !== 'in_progress' || session.finalizedAt !== undefined) return;
    if (now() - session.createdAt < sessionLifetimeMs) return;
    session.status = 'expired';
    note(session, now(), 'expired');
    this.options.changed();
  }

  private authentication({ key, identityId }: IdaSession): Outcome {
    const scripted = this.options.authenticationScripts.next(key);
    // There is no face left to compare with.
    return this.options.identities.find(identityId)?.anonymized ? { verified: false } : scripted;
  }

  private follow(session: Session, outcome: Outcome): void {
    const decision = (this.decisions.get(session) ?? 0) + 1;
    this.decisions.set(session, decision);
    if (!outcome.afterMs) return this.settle(session, outcome);
    this.options.timers.after(outcome.afterMs, () => {
      if (this.decisions.get(session) === decision) this.settle(session, outcome);
    });
  }

  private settle(session: Session, outcome: Outcome): void {
    const { now, wakeUp, changed } = this.options;
    session.status = outcome.status ?? 'complete';
    session.verdict = verdictOf(session, outcome, now());
    session.completedAt = session.status === 'complete' ? now() : undefined;
    note(session, now(), session.status);
    if (session.kind === 'idv') this.makeKnown(session, session.verdict);
    wakeUp(session);
    changed();
    if (outcome.then) this.follow(session, outcome.then);
  }

  /** A session with a verdict yields an identity; a later verdict changes it. When the vendor does so is assumed. */
  private makeKnown(session: IdvSession, verdict: Verdict): void {
    const { identities, ids, now } = this.options;
    if (verdict.verified === null || session.anonymized) return;
    const known = identities.find(session.identityId ?? '');
    if (known) known.verdict = verdict;
    else
      session.identityId = identities.add({ ...whatIsKnownOf(session), id: ids.uuid(), createdAt: now(), verdict }).id;
  }
}

function whatIsKnownOf(session: IdvSession) {
  const { key, clientId, userId, metadata, documentType, livenessDetectedAt, person, images, selfie } = session;
  const own = { ...images }; // anonymizing the session must not empty it
  return {
    key,
    clientId,
    userId,
    metadata,
    documentType,
    livenessDetectedAt,
    person,
    images: own,
    selfie,
    anonymized: false,
  };
}

function missingSteps(session: Session): string[] {
  const liveness = { liveness: session.livenessDetectedAt !== undefined };
  const steps =
    session.kind === 'ida'
      ? liveness
      : {
          'document type': session.documentType !== 'unknown',
          'document front': session.images.front !== undefined,
          'document back': session.images.back !== undefined || !hasBack(session.documentType),
          ...liveness,
        };
  return Object.entries(steps)
    .filter(([, taken]) => !taken)
    .map(([step]) => step);
}

function verdictOf(session: Session, outcome: Outcome, at: number): Verdict {
  const { verified = true, onSanctionList = false } = outcome;
  const askable = session.kind === 'idv' && isStateIssued(session.documentType);
  const {
    ofacStatus = onSanctionList ? 'match' : 'clear',
    dmvStatus = askable && verified !== null ? (verified ? 'match' : 'mismatch') : 'unknown',
    score = verified === null ? null : verified ? 92 : 31,
  } = outcome;
  return { verified, onSanctionList, ofacStatus, dmvStatus, score, at };
}
