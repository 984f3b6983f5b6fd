import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { StartedOnboarding } from '../../src/client/onboarding';
import type { StartOnboarding } from '../../src/client/start-request';
import type { EvidenceEntry } from '../../src/domain/journal';
import type { NotificationKind } from '../../src/domain/notification';
import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import { Waiters } from '../../src/sandbox/waiters';
import { createKycTestEnvironment, type KycTestEnvironment, type KycTestEnvironmentOptions } from '../../src/testing';
import { describeWithTimeSkipping } from './with-server';

const PATIENCE_MS = 20_000;

/** What became of a case, as its witnesses tell it. */
export interface CaseStory {
  readonly outcome?: string;
  /** What people read in the case. */
  readonly timeline: readonly string[];
  /** Kinds, oldest first. */
  readonly evidence: readonly string[];
  /** Kinds of notifications, oldest first. */
  readonly told: readonly string[];
  /** What a person at the provider would see; `…-again` is something repeated. */
  readonly effects: Readonly<Record<string, number>>;
}

/** A test environment, and what the tests of processes ask of it time and again. */
export class Flow {
  private started?: KycTestEnvironment;
  private readonly waiters = new Waiters();
  private readonly recordings: (EvidenceEntry & { readonly workflowId: string })[] = [];

  async begin(options: KycTestEnvironmentOptions): Promise<void> {
    const env = (this.started = await createKycTestEnvironment(options));
    // Who waits for a step of a case waits for its evidence: the journal is told of every one.
    const { journal } = env.store;
    const record = journal.record.bind(journal);
    journal.record = async (step) => {
      await record(step);
      this.recordings.push(...step.entries.map((entry) => ({ ...entry, workflowId: step.workflowId })));
      this.waiters.changed();
    };
  }

  async end(): Promise<void> {
    this.waiters.stop();
    await this.started?.stop();
  }

  get env(): KycTestEnvironment {
    if (this.started === undefined) throw new Error('The environment is there once the tests run.');
    return this.started;
  }

  get kyc() {
    return this.env.kyc;
  }

  get idngo() {
    return this.env.sandbox.idngo;
  }

  get faults() {
    return this.env.sandbox.faults;
  }

  start(subjectId: string, more: Partial<StartOnboarding> = {}): Promise<StartedOnboarding> {
    return this.kyc.onboarding.start({
      subjectId,
      provider: 'idngo',
      level: 'basic-kyc-level',
      collection: 'upload',
      ...more,
    });
  }

  /** The nth evidence of a kind, once it is on the record; rejects with what is there instead. */
  recorded(subjectId: string, kind: string, nth = 1): Promise<EvidenceEntry> {
    const workflowId = subjectId.includes('/') ? subjectId : onboardingWorkflowId(subjectId);
    const about = () => this.recordings.filter((one) => one.workflowId === workflowId);
    return this.waiters.until(
      () => about().filter((one) => one.kind === kind)[nth - 1],
      PATIENCE_MS,
      () => {
        const instead = about().map((one) => one.kind);
        return `${workflowId}: no evidence '${kind}' number ${nth} within ${PATIENCE_MS} ms, but ${instead.join(', ') || 'none'}.`;
      },
    );
  }

  hears(subjectId: string, kind: NotificationKind, nth?: number) {
    return this.env.hears(subjectId, kind, nth);
  }

  sleep(duration: Parameters<KycTestEnvironment['sleep']>[0]): Promise<void> {
    return this.env.sleep(duration);
  }

  /** The operations that were called for an applicant, in the order of their answers. */
  calls(subjectId: string): string[] {
    return this.idngo.calls({ externalUserId: subjectId }).map(({ operation }) => operation);
  }

  async story(subjectId: string): Promise<CaseStory> {
    const caseId = onboardingWorkflowId(subjectId);
    const { journal } = this.env.store;
    const [{ timeline }, entries, row] = await Promise.all([
      this.kyc.onboarding.explain(subjectId),
      journal.entries(caseId),
      journal.process(caseId),
    ]);
    return {
      outcome: row?.outcome,
      timeline: timeline.map(({ text }) => text),
      evidence: entries.map(({ kind }) => kind),
      told: this.env.told.filter((one) => one.subjectId === subjectId).map(({ kind }) => kind),
      effects: this.idngo.effectsOn(subjectId),
    };
  }
}

/** `describe` over one environment of its own: a time-skipping server, the sandbox, a worker. Its tests run one after the other. */
export function describeFlow(name: string, tests: (flow: Flow) => void, options: KycTestEnvironmentOptions = {}): void {
  describeWithTimeSkipping(name, () => {
    const flow = new Flow();
    beforeAll(() => {
      quieten();
      return flow.begin({ ...options, worker: { ...workerOfTests(), ...options.worker } });
    }, 60_000);
    afterAll(() => flow.end(), 30_000);
    tests(flow);
  });
}

/** With KYC_TEST_NO_CACHE=1 every workflow task replays the whole history, which finds what is not deterministic. */
function workerOfTests(): KycTestEnvironmentOptions['worker'] {
  const codePath = process.env.KYC_TEST_WORKFLOW_BUNDLE;
  return {
    ...(codePath !== undefined && { workflowBundle: { codePath } }),
    ...(process.env.KYC_TEST_NO_CACHE === '1' && { maxCachedWorkflows: 0 }),
  };
}

/** What goes wrong on purpose, a worker reports as warnings. */
export function quieten(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
  });
}
