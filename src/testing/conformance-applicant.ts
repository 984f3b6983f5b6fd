import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect, isDeepStrictEqual } from 'node:util';
import type { OnboardingPolicyInput } from '../../workflows/onboarding/policy';
import type { ApplicantData } from '../../workflows/providers/contract';
import type { NotificationKind } from '../domain/notification';
import { onboardingWorkflowId } from '../domain/workflow-ids';
import type { EffectCounts } from '../sandbox';
import { historyText } from './conformance-history';
import type { Mend, ProviderRig, ProviderTrouble, ScriptedOutcome } from './conformance-rig';

// What needs no time, such as a webhook, is given this long to come about by itself: a case that decides in the very moment in which one of
// its timers fires makes the time-skipping server (1.38) stand still.
const GRACE_MS = 250;
const GLANCE_MS = 10;
// Most waits of ours are over in minutes. All of it is less than a day, after which the business would hear a reminder.
const LEAPS = [...Array<'1 minute'>(20).fill('1 minute'), ...Array<'20 minutes'>(30).fill('20 minutes')];

/**
 * Evidence that comes or does not, by when the case happened to look, and evidence of how documents travelled: no scenario is about it.
 */
const incidental = ['in-review', 'session-begun', 'documents-submitted', 'review-requested', 'evidence-kept'];

/** What a case has come to, as its witnesses tell it. */
export interface Ending {
  readonly outcome: string;
  readonly decidedBy: string;
  readonly attempts: number;
  readonly evidence: readonly string[];
  readonly told: readonly NotificationKind[];
}

/** One made-up applicant of a scenario: what they do, and what is seen of their case. Complaints name the member of the rig to look at. */
export class ConformanceApplicant {
  readonly subjectId: string;
  readonly caseId: string;

  constructor(
    private readonly rig: ProviderRig,
    scenario: string,
  ) {
    this.subjectId = `case-${scenario}-${randomUUID().slice(0, 8)}`;
    this.caseId = onboardingWorkflowId(this.subjectId);
  }

  get environment() {
    return this.rig.environment();
  }

  script(...outcomes: ScriptedOutcome[]): Promise<void> {
    return this.ask(`script(${outcomes.join(', ')})`, () => this.rig.script(this.subjectId, outcomes));
  }

  fault(trouble: ProviderTrouble): Promise<Mend> {
    return this.ask(`fault(${trouble})`, () => this.rig.fault(this.subjectId, trouble));
  }

  flip(outcome: ScriptedOutcome): Promise<void> {
    return this.ask(`flip(${outcome})`, () => this.rig.flip(this.subjectId, outcome));
  }

  hooks(trouble: keyof NonNullable<ProviderRig['hooks']>): Promise<void> {
    return this.ask(`hooks.${trouble}`, () => this.rig.hooks?.[trouble](this.subjectId));
  }

  effects(): Promise<EffectCounts> {
    return this.ask('effects', () => this.rig.effects(this.subjectId));
  }

  /** Resolves when the case is open. */
  start(policy?: OnboardingPolicyInput): Promise<unknown> {
    return this.asTimePasses(this.starts(policy));
  }

  /** The same, with no time passing. */
  starts(policy?: OnboardingPolicyInput): Promise<unknown> {
    const { provider, level, collection, circumstances } = this.rig;
    const { onboarding } = this.environment.kyc;
    const { subjectId } = this;
    const applicant = this.stated();
    const how = { provider: provider.name, level, collection, circumstances };
    return watched(onboarding.start({ subjectId, ...how, applicant, policy }));
  }

  /** Resolves when the applicant has done what was asked. */
  acts(attempt = 1): Promise<void> {
    return this.asTimePasses(this.acting(attempt));
  }

  /** The same, with no time passing. */
  acting(attempt = 1): Promise<void> {
    const act = () => this.rig.applicantActs(this.subjectId, attempt);
    return watched(this.ask(`applicantActs(attempt ${attempt})`, act));
  }

  /** Lets time pass until the present link has run out, and asks for a fresh one. */
  async getsAnotherLink(): Promise<void> {
    await this.environment.sleep('2 hours');
    await this.same('the phase', await this.phase(), 'collecting');
    await this.asTimePasses(this.environment.kyc.onboarding.renewLink(this.subjectId));
  }

  /** Resolves when the business was told, with no time passing: only a webhook can have brought it about. */
  async hearsAtOnce(kind: NotificationKind): Promise<void> {
    try {
      await this.environment.hears(this.subjectId, kind);
    } catch (error) {
      throw this.complaint(`a webhook should have woken the case. Look at hooks, and at the receiver's row`, error);
    }
  }

  /** Lets time pass until the business was told. */
  async hears(kind: NotificationKind, nth = 1): Promise<void> {
    const heard = () => this.told().filter((one) => one === kind).length >= nth;
    await this.passes(`'${kind}' number ${nth} was told to nobody`, async () => heard());
  }

  async reaches(phase: string): Promise<void> {
    await this.passes(`the case was never '${phase}'`, async () => (await this.phase()) === phase);
  }

  async recorded(kind: string, workflowId = this.caseId): Promise<void> {
    const { journal } = this.environment.store;
    await this.passes(`'${kind}' was not put on the record of ${workflowId}`, async () =>
      (await journal.entries(workflowId)).some((entry) => entry.kind === kind),
    );
  }

  async phase(): Promise<string> {
    return (await this.environment.kyc.onboarding.state(this.subjectId)).phase;
  }

  told(): NotificationKind[] {
    return this.environment.told.filter(({ subjectId }) => subjectId === this.subjectId).map(({ kind }) => kind);
  }

  async historyLength(): Promise<number> {
    const handle = this.environment.temporal.client.workflow.getHandle(this.caseId);
    return (await handle.describe()).historyLength;
  }

  /** How many webhooks have reached this case, or what looks at it after its end. */
  async arrivals(): Promise<number> {
    const deliveries = await this.environment.store.deliveries.recent(500);
    const ours = deliveries.filter(({ workflowIds }) => workflowIds.some((id) => id.includes(`/${this.subjectId}`)));
    return ours.reduce((sum, { copies }) => sum + copies, 0);
  }

  /** Lets time pass until the case is closed, and tells how it ended. */
  async ends(): Promise<Ending> {
    await this.reaches('closed');
    const { kyc, store } = this.environment;
    const { outcome, decidedBy, attempts } = await this.asTimePasses(kyc.onboarding.result(this.subjectId));
    const evidence = (await store.journal.entries(this.caseId)).map(({ kind }) => kind);
    return {
      outcome,
      decidedBy,
      attempts,
      evidence: evidence.filter((kind) => !incidental.includes(kind)),
      told: this.told(),
    };
  }

  /** Compares; a difference names this applicant, and shows the case as people see it. */
  async same(what: string, actual: unknown, expected: unknown): Promise<void> {
    if (!isDeepStrictEqual(actual, expected)) {
      throw this.complaint(`${what} is ${inspect(actual)}, not ${inspect(expected)}. ${await this.seen()}`);
    }
  }

  /** Keys and what the provider knows of people stand nowhere; what the applicant stated stands in nothing that is never encrypted. */
  async keepsSecrets(workflowId = this.caseId): Promise<void> {
    const { everything, inTheClear } = await historyText(this.environment.temporal.client, workflowId);
    const told = JSON.stringify(this.environment.told.filter(({ subjectId }) => subjectId === this.subjectId));
    const { secrets } = this.rig;
    secrets.forEach((secret, at) => {
      for (const [where, text] of Object.entries({ 'the history': everything, 'what the business was told': told })) {
        if (text.includes(secret)) throw this.complaint(`secrets[${at}] of the rig stands in ${where} (${workflowId})`);
      }
    });
    for (const [field, value] of Object.entries(this.stated())) {
      if (inTheClear.includes(value))
        throw this.complaint(`the applicant's ${field} stands in the history in the clear`);
      if (told.includes(value)) throw this.complaint(`the business was told the applicant's ${field}`);
    }
  }

  complaint(text: string, cause?: unknown): Error {
    const { provider, collection } = this.rig;
    return new Error(`${provider.name} (${collection}), ${this.subjectId}: ${text}.`, { cause });
  }

  /** Somebody else for every case: applicants with the same name would be taken for one person. */
  private stated(): ApplicantData & Record<string, string> {
    const own = this.subjectId.slice(-8);
    return {
      firstName: `Canaria-Firstname-${own}`,
      lastName: `Canaria-Lastname-${own}`,
      email: `canaria.${own}@example.test`,
    };
  }

  /** Lets time pass in leaps until it is ready. */
  async passes(otherwise: string, ready: () => Promise<boolean>): Promise<void> {
    for (const leap of LEAPS) {
      if (await soon(ready)) return;
      await this.environment.sleep(leap);
    }
    if (await ready()) return;
    throw this.complaint(`${otherwise} within 10 hours: look at script, flip and applicantActs. ${await this.seen()}`);
  }

  /** Time passes only for what does not come about without it. */
  async asTimePasses<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const settled = () => void (over = true);
    work.then(settled, settled);
    for (const leap of LEAPS) {
      if (await soon(async () => over)) break;
      await this.environment.sleep(leap);
    }
    return work;
  }

  private async ask<T>(member: string, call: () => T | Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw this.complaint(`the rig's ${member} failed: ${error instanceof Error ? error.message : 'no error'}`, error);
    }
  }

  private async seen(): Promise<string> {
    const { phase, providerSaid, timeline } = await this.environment.kyc.onboarding.explain(this.subjectId);
    const steps = timeline.map(({ text }) => text).join('; ');
    return `Phase: ${phase}. The provider said: ${providerSaid ?? 'nothing yet'}. Timeline: ${steps || 'empty'}`;
  }
}

/** Its failure is heard by whoever waits for it, which may be later. */
function watched<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

/** Whether it comes about within the grace. */
async function soon(ready: () => Promise<boolean>): Promise<boolean> {
  for (const until = Date.now() + GRACE_MS; Date.now() < until; await delay(GLANCE_MS)) {
    if (await ready()) return true;
  }
  return false;
}
