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
  const decision = await readDecision(input.caseId);
  const { notifies } = await describeInstallation();
  const provider = providerNamed(input.provider, () => 'fast');
  let heard = hints;
  const read = () => {
    heard = hints;
    return provider.read(decision.references, decision.findings);
  };

  let verdict = await read();
  for (const pause of PAUSES_MS) {
    if (verdict.revision !== decision.revision) break;
    await condition(() => hints > heard, pause, { summary: 'read again: the hint may be ahead of the read' });
    verdict = await read();
  }

  for (let version = 1; ; version += 1) {
    const found: Finding = { input, decision, verdict, hints, version, startedAt };
    await putOnRecord(found);
    if (findingOf(found) === 'reversed' && notifies) await tell(found);
    const known = verdict.revision;
    // A hint that came meanwhile may announce something newer than what was read: nobody else will look.
    while (hints > heard && verdict.revision === known) verdict = await read();
    if (verdict.revision === known) return { finding: findingOf(found), said: verdict.said };
  }
}

/** What one look has found. */
interface Finding {
  readonly input: ReversalInput;
  readonly decision: DecisionOnRecord;
  readonly verdict: Verdict;
  /** Received so far. */
  readonly hints: number;
  readonly version: number;
  readonly startedAt: string;
}

function findingOf({ verdict, decision }: Finding): ReversalResult['finding'] {
  return contradicts(verdict, decision) ? 'reversed' : 'confirmed';
}

async function putOnRecord(found: Finding): Promise<void> {
  const { input, hints, version, startedAt } = found;
  const { subjectId, provider, caseId } = input;
  const finding = findingOf(found);
  const at = new Date().toISOString();
  const { workflowId, firstExecutionRunId, historyLength } = workflowInfo();
  await recordInJournal({
    workflowId,
    chain: firstExecutionRunId,
    version,
    historyLength,
    entries: [
      { kind: 'looked-again', at, actor: systemActor.id, facts: { caseId, hints } },
      { kind: `decision-${finding}`, at, actor: providerActor(provider).id, facts: factsOf(found) },
    ],
    row: { process: 'reversal', subjectId, phase: 'closed', outcome: finding, provider, startedAt, closedAt: at },
  });
}

function tell(found: Finding): Promise<void> {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  return sendNotification({
    id: `${workflowId}#${firstExecutionRunId}.${found.version}`,
    kind: 'reversal',
    subjectId: found.input.subjectId,
    caseId: found.input.caseId,
    at: new Date().toISOString(),
    facts: factsOf(found),
  });
}

function factsOf({ input, decision, verdict }: Finding) {
  const { status, reasons, said } = verdict;
  return { caseId: input.caseId, decided: decision.outcome, now: status, reasons, said };
}

/**
 * Only an end that differs from the decided one, and that was not known when a person decided otherwise, reverses it. A review that runs
 * again is not an end yet, and sends its own hint; what has run out or was deleted at the provider takes nothing back; of a case that was
 * given up, no end of the provider's was awaited.
 */
function contradicts(verdict: Verdict, { outcome, revision }: DecisionOnRecord): boolean {
  const decided = outcome === 'approved' || outcome === 'rejected';
  const speaks = isSettled(verdict) && verdict.status !== 'expired';
  return decided && speaks && verdict.status !== outcome && verdict.revision !== revision;
}
