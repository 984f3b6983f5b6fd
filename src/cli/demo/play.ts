import { setTimeout as delay } from 'node:timers/promises';
import { onboardingWorkflowId } from '../../domain/workflow-ids';
import type { Page } from '../terminal';
import { caseSteps, providerEffects, verdictHooks } from './sources';
import type { Stage } from './stage';
import { must, type Scene, type Story } from './story';
import { StoryLog } from './story-log';

/** How a story went. */
export interface Played {
  readonly story: Story;
  readonly caseId: string;
  readonly seconds: number;
  /** Absent when the case was not decided. */
  readonly outcome?: string;
  /** What was not as it should be. */
  readonly failure?: unknown;
}

const STORY_MS = 60_000;
const PHASE_MS = 30_000;
const LOOK_MS = 100;

/** Plays a story and holds what came of it against what should have: outcome, evidence, and what the provider saw. Never rejects. */
export async function play(story: Story, stage: Stage, run: string, page: Page, stop: AbortSignal): Promise<Played> {
  const subjectId = `demo-${story.name}-${run}`;
  const caseId = onboardingWorkflowId(subjectId);
  const { kyc, client, sandbox } = stage;
  const log = new StoryLog(page, [
    caseSteps(kyc, client, subjectId),
    providerEffects(sandbox, story.provider, subjectId),
    verdictHooks(sandbox, story.provider, subjectId),
  ]);
  const scene = sceneOf(subjectId, stage, log);
  let outcome: string | undefined;
  const performance = async () => {
    await story.play(scene);
    ({ outcome } = await kyc.onboarding.result(subjectId));
    must(outcome === story.outcome, `The case ended ${outcome}, not ${story.outcome}.`);
    await assertRecorded(story, caseId, stage);
    assertSeen(story, subjectId, stage);
    await story.after?.(scene);
  };
  const began = Date.now();
  const failure = await inTime(performance(), stop).then(
    () => undefined,
    (error: unknown) => error,
  );
  const seconds = (Date.now() - began) / 1000;
  await log.end();
  return { story, caseId, seconds, outcome, failure };
}

function sceneOf(subjectId: string, stage: Stage, log: StoryLog): Scene {
  const { kyc, sandbox } = stage;
  return {
    subjectId,
    kyc,
    sandbox,
    say: (who, what) => log.say(who, what),
    // From the index: of two questions to a busy case at the same time Temporal turns one away for a second.
    async reached(phase) {
      for (const deadline = Date.now() + PHASE_MS; ; await delay(LOOK_MS)) {
        const now = await stage.served.store.journal.process(onboardingWorkflowId(subjectId));
        if (now?.phase === phase) return;
        must(Date.now() < deadline, `The case is ${now?.phase ?? 'unknown'} after ${PHASE_MS / 1000} s, not ${phase}.`);
      }
    },
    async crashWorker() {
      const { pid } = stage.worker;
      await stage.worker.kill();
      log.say('operator', `kill -9 of worker ${pid}; nobody runs the case now`);
      const worker = await stage.replaceWorker();
      log.say('operator', `worker ${worker.pid} is up, and knows nothing but what Temporal tells it`);
    },
  };
}

async function assertRecorded({ evidence }: Story, caseId: string, { served }: Stage): Promise<void> {
  const recorded = (await served.store.journal.entries(caseId)).map(({ kind }) => kind);
  let from = 0;
  for (const kind of evidence) {
    const at = recorded.indexOf(kind, from);
    must(
      at >= 0,
      `The evidence lacks '${kind}' after ${evidence[evidence.indexOf(kind) - 1] ?? 'the beginning'}: ${recorded.join(', ')}.`,
    );
    from = at + 1;
  }
}

function assertSeen({ provider, effects }: Story, subjectId: string, { sandbox }: Stage): void {
  const seen = sandbox[provider].effectsOn(subjectId);
  const differences = [...new Set([...Object.keys(effects), ...Object.keys(seen)])]
    .filter((effect) => (effects[effect] ?? 0) !== (seen[effect] ?? 0))
    .map((effect) => `${effect} ${seen[effect] ?? 0} times instead of ${effects[effect] ?? 0}`);
  must(differences.length === 0, `The provider saw ${differences.join(', ')}.`);
}

async function inTime(performance: Promise<void>, stop: AbortSignal): Promise<void> {
  const done = new AbortController();
  const late = delay(STORY_MS, undefined, { signal: AbortSignal.any([done.signal, stop]) }).then(
    () => must(false, `The story was not over after ${STORY_MS / 1000} s.`),
    () => must(!stop.aborted, 'Stopped before its end.'),
  );
  try {
    await Promise.race([performance, late]);
  } finally {
    done.abort();
    await late.catch(() => {});
    // Whatever it still runs into now has no listener any more.
    performance.catch(() => {});
  }
}
