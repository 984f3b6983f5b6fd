import type { CallLog } from '../call-log';
import type { Forgery } from '../faults';
import { ProviderSandbox } from '../provider-sandbox';
import type { Waiters } from '../waiters';
import type { WebhookSender } from '../webhook-sender';
import type { Errand } from './callbacks';
import type { IdentomatCredentials } from './credentials';
import type { HostedFlow, WillShow } from './hosted-flow';
import type { Finish } from './life-cycle';
import type { ListedPerson } from './listed-people';
import { outcomeSchema, type Outcome, type SessionStep } from './outcomes';
import type { Recordings, Session, SessionState } from './sessions';
import type { World } from './world';

/** What the company sees of a session, without personal data. */
export interface SessionView {
  readonly token: string;
  readonly name: string;
  readonly state: SessionState;
  /** The decision, as on the wire. */
  readonly result?: string;
  readonly configId?: string;
  readonly parent?: string;
  readonly finished: boolean;
  readonly callEnded: boolean;
  /** On the sandbox's clock. */
  readonly expiresAt: number;
}

interface Parts {
  readonly world: World;
  readonly log: CallLog;
  readonly sender: WebhookSender;
  readonly flow: HostedFlow;
  readonly waiters: Waiters;
}

/** Where the two hosts of Identomat are. */
export interface IdentomatHosts {
  readonly widgetUrl: string;
  readonly externalApiUrl: string;
}

/**
 * Holds the strings of the simulated Identomat: what it will decide, what its operators do, and what it has seen. A session is named by
 * its token or by its name (the README says where that comes from); a name means its latest session.
 */
export class IdentomatSandbox extends ProviderSandbox {
  constructor(
    readonly hosts: IdentomatHosts,
    readonly credentials: IdentomatCredentials,
    private readonly parts: Parts,
  ) {
    super(parts.log, parts.sender);
  }

  /** What happens to this one, session by session; replaces what was still to come. May be set before any session exists. */
  script(session: string, steps: readonly SessionStep[]): void {
    const { sessions, scripts } = this.parts.world;
    scripts.set(sessions.named(session)?.name ?? session, steps);
  }

  /** The same for whoever without a script begins a session next. */
  scriptNext(steps: readonly SessionStep[]): void {
    this.parts.world.scripts.setNext(steps);
  }

  /** What this user will show, in this and later sessions. */
  willShow(session: string, shown: WillShow): void {
    this.parts.flow.willShow(this.parts.world.sessions.named(session)?.name ?? session, shown);
  }

  /** The user opens the link and goes through all steps. Throws when there is no session, or it is over. */
  finishHosted(session: string): Finish {
    const { world, flow } = this.parts;
    const known = this.known(session);
    if (!world.sessions.isOpen(known)) throw new Error(`The session of ${known.name} is over.`);
    return flow.finish(known);
  }

  /** An operator decides, now or after its `afterMs`: the end of a manual check, or a later reversal. */
  decide(session: string, outcome: Outcome): void {
    const known = this.known(session);
    const decision = outcomeSchema.parse(outcome);
    const { timers, lifeCycle } = this.parts.world;
    if (decision.afterMs) timers.after(decision.afterMs, () => lifeCycle.decide(known, decision));
    else lifeCycle.decide(known, decision);
  }

  /** An operator took up so much in a video call; it appears after so many real milliseconds. Default: at once. */
  record(session: string, recordings: Recordings, afterMs = 0): void {
    this.parts.world.lifeCycle.record(this.known(session), recordings, afterMs);
  }

  session(session: string): SessionView | undefined {
    const known = this.parts.world.sessions.named(session);
    return known && this.view(known);
  }

  /** Every session of a name that was not deleted, oldest first. */
  sessionsOf(name: string): SessionView[] {
    return this.parts.world.sessions.of(name).map((session) => this.view(session));
  }

  /** Resolves when the session is in this state, or has this result; rejects with what it was instead. */
  reached(session: string, state: SessionState | (string & {}), timeoutMs = 5_000): Promise<SessionView> {
    const now = () => this.session(session);
    return this.parts.waiters.until(
      () => (now()?.state === state || now()?.result === state ? now() : undefined),
      timeoutMs,
      () =>
        `${session} was not ${state} within ${timeoutMs} ms, but ${now()?.result ?? now()?.state ?? 'unknown here'}.`,
    );
  }

  /** Resolves when the session has recordings; rejects when it has none in time. */
  async recorded(session: string, timeoutMs = 5_000): Promise<Recordings> {
    const known = this.known(session);
    return this.parts.waiters.until(
      () => known.recordings,
      timeoutMs,
      () => `The session of ${known.name} had no recordings within ${timeoutMs} ms.`,
    );
  }

  /** Identomat asks the company to send a code or a link to the user. */
  errand(errand: Errand, session: string, recipient: string): void {
    const { callbacks, widgetLink } = this.parts.world;
    const known = this.known(session);
    callbacks.errand(errand, known, recipient, widgetLink(known));
  }

  /** A list gains somebody, or says something else of them; monitored people whom it concerns are marked as changed now. */
  list(person: ListedPerson): void {
    const { monitoring, list, now } = this.parts.world;
    monitoring.changing(() => list.put(person), now());
  }

  /** A list loses somebody. */
  unlist(personId: string): void {
    const { monitoring, list, now } = this.parts.world;
    monitoring.changing(() => list.remove(personId), now());
  }

  /** Marks monitored people of this name as changed although nothing is different. Throws when there are none. */
  touchMonitored(fullName: string): void {
    const { monitoring, now } = this.parts.world;
    monitoring.touch(fullName, now());
  }

  /** Sends a callback about this session that claims an approval and is a lie. */
  forgeCallback(session: string, forgery: Forgery): void {
    const { world, sender } = this.parts;
    sender.sendForged(forgery, world.callbacks.callback('status-update', this.known(session)));
  }

  private known(session: string): Session {
    const known = this.parts.world.sessions.named(session);
    if (!known) throw new Error(`The sandbox knows no session ${session}.`);
    return known;
  }

  private view(session: Session): SessionView {
    const { token, name, outcome, configId, parent, finishedAt, callEnded, expiresAt } = session;
    const state = this.parts.world.sessions.stateOf(session);
    const finished = finishedAt !== undefined;
    return { token, name, state, result: outcome?.result, configId, parent, finished, callEnded, expiresAt };
  }
}
