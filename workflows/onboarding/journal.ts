import { workflowInfo } from '@temporalio/workflow';
import type { EvidenceEntry, JournalRecord, ProcessRow, ProviderReference } from '../../src/domain/journal';
import { recordInJournal } from '../effects';
import type { OnboardingInput } from './messages';
import type { OnboardingState } from './state';

/** The case's side of the journal: what it has noted, and whether that stands in the store. */
export class CaseJournal {
  private unwritten: JournalRecord[] = [];
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly kyc: { readonly id: string; readonly input: OnboardingInput; readonly state: OnboardingState },
  ) {}

  /**
   * Writes one transaction while the case goes on. A workflow task ends only when its local activities have, so that nobody outside sees
   * a step before it is on the record.
   */
  note(entries: readonly EvidenceEntry[]): void {
    const { state, id } = this.kyc;
    state.version += 1;
    const { firstExecutionRunId, historyLength } = workflowInfo();
    const record: JournalRecord = {
      workflowId: id,
      chain: firstExecutionRunId,
      version: state.version,
      historyLength,
      entries,
      row: this.row(),
      references: this.references(),
    };
    this.unwritten.push(record);
    const write: Promise<void> = recordInJournal(record, true).then(
      () => {
        this.writing.delete(write);
        this.unwritten = this.unwritten.filter((one) => one !== record);
      },
      // A withdrawal cuts writes short as it does everything; what is cut is written again below. Other failures are met there, too.
      () => void this.writing.delete(write),
    );
    this.writing.add(write);
  }

  /** Resolves when every step noted so far stands in the journal: writing one again changes nothing there. */
  async recorded(): Promise<void> {
    if (this.writing.size > 0) await Promise.all(this.writing);
    for (const record of [...this.unwritten]) {
      await recordInJournal(record);
      this.unwritten = this.unwritten.filter((one) => one !== record);
    }
  }

  private row(): ProcessRow {
    const { state, input } = this.kyc;
    return {
      process: 'onboarding',
      subjectId: input.subjectId,
      phase: state.phase,
      outcome: state.outcome,
      provider: state.provider,
      level: state.level,
      queue: state.phase === 'manual_review' ? 'onboarding' : undefined,
      attempt: state.attempt,
      dueAt: state.dueAt,
      startedAt: state.startedAt,
      closedAt: state.phase === 'closed' ? new Date().toISOString() : undefined,
    };
  }

  private references(): ProviderReference[] {
    const { state, input } = this.kyc;
    const { subjectId } = input;
    const { provider, collection } = state;
    const made = Object.entries(state.references).map(([kind, reference]) => ({ provider, kind, reference }));
    // Where the provider collects, its "arrived" and "pending" are news; where we upload, they echo what we did ourselves.
    const hosted = made.filter(({ kind }) => kind === 'applicant' && collection === 'hosted');
    return [
      ...made,
      ...hosted.map((reference) => ({ ...reference, kind: 'hosted-applicant' })),
      { provider, kind: 'external-user', reference: subjectId },
    ];
  }
}
