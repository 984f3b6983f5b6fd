import type { JournalRecord } from '../src/domain/journal';
import { refusal } from '../src/domain/failures';
import type { Journal } from '../src/store/store';
import type { DecisionOnRecord } from '../workflows/effects';
import type { Findings } from '../workflows/providers/contract';
import type { Activities } from './dependencies';

export function journalActivities(journal: Journal): Activities {
  return {
    'journal.record': (record: JournalRecord) => journal.record(record),

    /** What an onboarding decided, from its evidence: the newest `decided`. */
    'journal.decision': async (caseId: string): Promise<DecisionOnRecord> => {
      const entries = (await journal.entries(caseId)).reverse();
      const decided = entries.find(({ kind }) => kind === 'decided');
      if (!decided) throw refusal('kyc.case.NotFound', `The journal holds no decision of ${caseId}.`);
      return {
        outcome: String(decided.facts?.['outcome']),
        references: (decided.facts?.['references'] ?? {}) as Record<string, string>,
        revision: decided.facts?.['revision'] as string | undefined,
        findings: decided.facts?.['findings'] as Findings | undefined,
      };
    },
  };
}
