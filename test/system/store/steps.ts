import type { JournalRecord } from '../../../src/domain/journal';

export function stepAt(workflowId: string, version: number): JournalRecord {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    workflowId,
    chain: 'chain-1',
    version,
    historyLength: 10 * version,
    entries: [{ kind: `step-${version}`, at, actor: 'onboarding' }],
    row: { process: 'onboarding', subjectId: 'subject-1', phase: 'in_review', startedAt: at },
  };
}

export function versionsUpTo(last: number): number[] {
  return Array.from({ length: last }, (_, at) => at + 1);
}
