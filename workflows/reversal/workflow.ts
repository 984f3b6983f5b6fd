import { condition, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import { providerActor, systemActor } from '../../src/domain/actor';
import type { ProviderHint } from '../../src/domain/hint';
import { isSettled } from '../../src/domain/verdict';
import type { Verdict } from '../../src/domain/verdict';
import type { DecisionOnRecord } from '../effects';
import { readDecision, recordInJournal, sendNotification, describeInstallation } from '../effects';
import { providerNamed } from '../providers';

export interface ReversalInput {
  readonly subjectId: string;
  readonly provider: string;
  /** The workflow id of the onboarding that was decided. */
  readonly caseId: string;
}

export interface ReversalResult {
  /** `confirmed`: the provider still says what was decided. `reversed`: it says something else now, and the business was told. */
  readonly finding: 'confirmed' | 'reversed';
  readonly said: string;
}

const providerHint = defineSignal<[ProviderHint]>('providerHint');
// A read may be older than the hint that caused it: it is repeated this often, over about two minutes.
const PAUSES_MS = [2_000, 5_000, 15_000, 30_000, 60_000];

/**
 * A decided applicant can turn RED weeks later (IDnGO: found on a blacklist after approval). The onboarding is over by then; this short
 * process reads what the provider says now, puts a change on the record and tells the business. It never changes the decision itself.
 */
export async function decisionReversal(input: ReversalInput): Promise<ReversalResult> {
  let hints = 0;
  setHandler(providerHint, () => void (hints += 1));

  const startedAt = new Date().toISOString();
  const [decision, installation] = await Promise.all([readDecision(input.caseId), describeInstallation()]);
  const provider = providerNamed(input.provider, () => 'fast');

  let verdict: Verdict = await provider.read(decision.references);
  for (const pause of PAUSES_MS) {
    if (verdict.revision !== decision.revision) break;
    const seen = hints;
    await condition(() => hints > seen, pause, { summary: 'read again: the hint may be ahead of the read' });
    verdict = await provider.read(decision.references);
  }

  const finding = contradicts(verdict, decision) ? 'reversed' : 'confirmed';
  const at = new Date().toISOString();
  const { workflowId, firstExecutionRunId, historyLength } = workflowInfo();
  const facts = {
    caseId: input.caseId,
    decided: decision.outcome,
    now: verdict.status,
    reasons: verdict.reasons,
    said: verdict.said,
  };
  await recordInJournal({
    workflowId,
    chain: firstExecutionRunId,
    version: 1,
    historyLength,
    entries: [
      { kind: 'looked-again', at, actor: systemActor.id, facts: { caseId: input.caseId, hints } },
      {
        kind: finding === 'reversed' ? 'decision-reversed' : 'decision-confirmed',
        at,
        actor: providerActor(provider.name).id,
        facts,
      },
    ],
    row: {
      process: 'reversal',
      subjectId: input.subjectId,
      phase: 'closed',
      outcome: finding,
      provider: provider.name,
      startedAt,
      closedAt: at,
    },
  });
  if (finding === 'reversed' && installation.notifies) {
    const id = `${workflowId}#${firstExecutionRunId}`;
    await sendNotification({ id, kind: 'reversal', subjectId: input.subjectId, caseId: input.caseId, at, facts });
  }
  return { finding, said: verdict.said };
}

/**
 * Only an end that differs from the decided one, and that was not known when a person decided otherwise, reverses it. A review that runs
 * again is not an end yet, and sends its own hint; of a case that was given up, no end of the provider's was awaited.
 */
function contradicts(verdict: Verdict, { outcome, revision }: DecisionOnRecord): boolean {
  const decided = outcome === 'approved' || outcome === 'rejected';
  return decided && isSettled(verdict) && verdict.status !== outcome && verdict.revision !== revision;
}
