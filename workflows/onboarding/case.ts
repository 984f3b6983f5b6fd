import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Duration, SearchAttributeUpdatePair } from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time';
import { providerActor, systemActor } from '../../src/domain/actor';
import type { EvidenceEntry } from '../../src/domain/journal';
import type { NotificationKind } from '../../src/domain/notification';
import { searchAttributes } from '../../src/domain/search-attributes';
import { providerNamed } from '../providers';
import type { VerificationProvider } from '../providers/contract';
import { lengthOf, waitForApplicant } from './deadlines';
import { missingOf } from './documents';
import { CaseJournal } from './journal';
import { Lookout } from './lookout';
import type { OnboardingInput, OnboardingOutcome, OnboardingPhase, OnboardingSummary } from './messages';
import { Outbox } from './outbox';
import { newState } from './state';
import type { OnboardingState } from './state';

const TIMELINE_LENGTH = 40;
const SEEN_EVENTS = 200;

/** One running onboarding: its memory, and the few ways in which steps and messages may touch the world outside it. */
export class OnboardingCase {
  readonly id = workflowInfo().workflowId;
  readonly state: OnboardingState;
  readonly lookout: Lookout;
  /** Refused for good before the applicant existed: the caller's mistake, told to whoever waits in `begin`. */
  refusedAtOpening?: Error;
  private steps?: CancellationScope;
  private shown?: string;
  private nudges = 0;
  private nudgesAtStep = 0;
  private readonly journal = new CaseJournal(this);
  private readonly outbox: Outbox;
  private readonly providers = new Map<string, VerificationProvider>();

  constructor(readonly input: OnboardingInput) {
    this.state = (input.carried as OnboardingState | undefined) ?? newState(input, this.now());
    this.lookout = new Lookout(this);
    this.outbox = new Outbox(this.state, ({ kind }, type) =>
      this.note(`could not tell the business: ${kind}`, {
        kind: 'not-told',
        actor: systemActor.id,
        facts: { kind, type },
      }),
    );
  }

  /** Who has the case. */
  get provider(): VerificationProvider {
    return this.providerNamed(this.state.provider);
  }

  /** Throws for a name that nobody has registered. */
  providerNamed(name: string): VerificationProvider {
    const known = this.providers.get(name) ?? providerNamed(name, () => this.state.policy.providerCalls);
    this.providers.set(name, known);
    return known;
  }

  now(): string {
    return new Date().toISOString();
  }

  get resumed(): boolean {
    return this.input.carried !== undefined;
  }

  enter(phase: OnboardingPhase): void {
    Object.assign(this.state, { phase, since: this.now() });
    this.setDeadline();
    this.lookout.dismiss();
  }

  /** Counts from the beginning of the phase, so that a policy that changes meanwhile changes the present wait. */
  setDeadline(): void {
    const { state } = this;
    const lasts = lengthOf(state);
    state.dueAt = lasts === undefined ? undefined : this.after(lasts, Date.parse(state.since));
  }

  after(lasts: Duration, from = Date.now()): string {
    return new Date(from + msToNumber(lasts)).toISOString();
  }

  /** Notes a step for people, and proves it in the journal; see {@link CaseJournal.note}. */
  note(text: string, ...entries: Omit<EvidenceEntry, 'at'>[]): void {
    const at = this.now();
    this.state.timeline = [...this.state.timeline, { at, text }].slice(-TIMELINE_LENGTH);
    this.describe();
    this.journal.note(entries.map((entry) => ({ ...entry, at })));
  }

  recorded(): Promise<void> {
    return this.journal.recorded();
  }

  /** Tells the business beside the steps, once what it is told is on the record. */
  async tell(kind: NotificationKind, facts: Record<string, unknown>): Promise<void> {
    const { id: caseId, state, input } = this;
    if (!state.notifies) return;
    const id = `${caseId}#${state.version}.${kind}`;
    const at = this.now();
    await this.recorded();
    this.outbox.add({ id, kind, subjectId: input.subjectId, caseId, at, facts });
  }

  /** Resolves when the business knows everything, or has refused to. */
  told(): Promise<void> {
    return this.outbox.send();
  }

  /** Brings the search attributes up to date; called where the case comes to rest, so that passing through a phase costs nothing. */
  show(): void {
    const { state } = this;
    const pairs: SearchAttributeUpdatePair[] = [
      { key: searchAttributes.phase, value: state.phase },
      { key: searchAttributes.outcome, value: state.outcome ?? null },
      { key: searchAttributes.provider, value: state.provider },
      { key: searchAttributes.level, value: state.level },
      { key: searchAttributes.attempt, value: state.attempt },
      { key: searchAttributes.dueAt, value: state.dueAt ? new Date(state.dueAt) : null },
      { key: searchAttributes.queue, value: state.phase === 'manual_review' ? 'onboarding' : null },
    ];
    const now = JSON.stringify(pairs.map(({ value }) => value));
    if (now === this.shown) return;
    this.shown = now;
    upsertSearchAttributes(pairs);
    this.describe();
  }

  /**
   * Waits, shown as such, for `ready` or until `at`; a withdrawal or a history that has grown long also ends it. A step that comes to
   * rest has got through: what was refused before is forgotten.
   */
  rest(ready: () => boolean, at?: string, what?: string): Promise<'ready' | 'due'> {
    this.state.trouble = undefined;
    return this.wait(ready, at, what);
  }

  /** The same, for a step that has not got through. */
  async wait(ready: () => boolean, at?: string, what?: string): Promise<'ready' | 'due'> {
    await this.recorded();
    this.show();
    const over = () => ready() || this.nudges !== this.nudgesAtStep || this.mayCarryOn();
    if (at === undefined) await condition(over);
    else {
      const ms = Date.parse(at) - Date.now();
      if (ms <= 0 && !over()) return 'due';
      if (ms > 0 && !(await condition(over, ms, { summary: what }))) return 'due';
    }
    return 'ready';
  }

  /** Rests, and looks at the provider now and then. Most hints come within the first minute: until then one timer is all that it costs. */
  async restWatching(ready: () => boolean, at?: string, what?: string): Promise<'ready' | 'due'> {
    const { firstLook } = this.state.policy.review;
    const firstLookAt = this.after(firstLook, Date.parse(this.state.since));
    if (this.now() < firstLookAt && (at === undefined || firstLookAt < at)) {
      const waited = await this.rest(ready, firstLookAt, 'a first look, should no hint come');
      if (waited === 'ready') return 'ready';
    }
    // A watch that is posted with the last breath of a history would look for nobody.
    if (this.mayCarryOn()) return 'ready';
    this.lookout.post(msToNumber(firstLook));
    return this.rest(ready, at, what);
  }

  /** Runs the case's steps, which a withdrawal cuts short wherever they are. */
  async untilWithdrawn(steps: () => Promise<void>): Promise<void> {
    // A withdrawal may stand already: messages that waited for a worker are answered before the first step.
    if (this.state.withdrawal) return;
    this.steps = new CancellationScope();
    try {
      await this.steps.run(steps);
    } catch (error) {
      if (!isCancellation(error)) throw error;
      this.state.withdrawal ??= { reason: 'cancelled in Temporal', actor: systemActor };
    }
  }

  interrupt(): void {
    this.steps?.cancel();
  }

  /** Each step looks at everything anew: what changed before it needs no nudge. */
  beginStep(): void {
    this.nudgesAtStep = this.nudges;
  }

  /** Ends the present step's wait, so that the step sees what a message changed. */
  nudge(): void {
    this.nudges += 1;
  }

  /** The decision, on the record with what it rests on. Nobody is told here: that follows once the history holds it. */
  async settle(
    outcome: OnboardingOutcome,
    decidedBy: string,
    why: string,
    facts: Record<string, unknown> = {},
  ): Promise<true> {
    const { state } = this;
    // A withdrawal that was accepted meanwhile stands.
    if (state.withdrawal && outcome !== 'withdrawn') return true;
    this.enter('closed');
    Object.assign(state, { outcome, decidedBy });
    const { attempt, reasons, judged, findings, references } = state;
    // What the provider had said by then, whoever decided: only what it says later can contradict the decision.
    const fact = { outcome, why, attempt, reasons, revision: judged, references, findings, ...facts };
    this.note(`${outcome} by ${decidedBy}`, { kind: 'decided', actor: decidedBy, facts: fact });
    await this.recorded();
    return true;
  }

  get providerActor(): string {
    return providerActor(this.provider.name).id;
  }

  /** When the applicant is reminded next; nothing outside the phases that wait for the applicant, or once all reminders are out. */
  nextReminder(): string | undefined {
    const { state } = this;
    const wait = waitForApplicant(state);
    const after = wait?.reminders[state.remindersSent];
    return after === undefined ? undefined : this.after(after, Date.parse(state.since));
  }

  /** When the business is told that an applicant is still on hold; nothing in other phases, or once it was told. */
  nextAlert(): string | undefined {
    const { phase, onHoldReported, policy, since } = this.state;
    return phase === 'on_hold' && !onHoldReported
      ? this.after(policy.review.onHoldAlert, Date.parse(since))
      : undefined;
  }

  /** Goes on in a new history when this one has grown long and no message is half answered. */
  async carryOn(): Promise<void> {
    if (!this.mayCarryOn()) return;
    await this.recorded();
    if (!this.mayCarryOn()) return;
    await continueAsNew({ ...this.input, documents: undefined, carried: this.state });
  }

  /** A message that is half answered would be lost with this history: its answer comes first, and meanwhile the case waits as ever. */
  private mayCarryOn(): boolean {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    const isLong = continueAsNewSuggested || historyLength >= this.state.policy.historyLimit;
    return isLong && allHandlersFinished();
  }

  /** Whether this event is new; remembers it. */
  isNews(eventKey: string): boolean {
    const { state } = this;
    if (state.seenEvents.includes(eventKey)) return false;
    state.seenEvents = [...state.seenEvents, eventKey].slice(-SEEN_EVENTS);
    return true;
  }

  summary(): OnboardingSummary {
    const { state, input } = this;
    return {
      caseId: this.id,
      subjectId: input.subjectId,
      phase: state.phase,
      outcome: state.outcome,
      provider: state.provider,
      level: state.level,
      collection: state.collection,
      attempt: state.attempt,
      requirements: state.requirements,
      missing: missingOf(state.requirements, state.handedIn),
      verdict: state.verdict,
      link: state.link,
      policy: state.policy,
      version: state.version,
    };
  }

  private describe(): void {
    const { state } = this;
    const lines = state.timeline.slice(-12).map(({ at, text }) => `- ${at.slice(0, 16).replace('T', ' ')} ${text}`);
    setCurrentDetails(
      `**${state.phase}** (${state.provider}, ${state.level}, attempt ${state.attempt})\n\n${lines.join('\n')}`,
    );
  }
}
