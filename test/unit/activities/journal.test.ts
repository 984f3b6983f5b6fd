import { createActivities } from '../../../activities';
import { journalActivities } from '../../../activities/journal';
import { notificationActivities } from '../../../activities/notification';
import type { Notification } from '../../../src/domain/notification';
import type { Journal, Store } from '../../../src/store/store';
import { attempt } from './attempt';

const entry = (chain: string, kind: string, facts: Record<string, unknown> = {}) => ({ chain, kind, facts });
const opened = (chain: string) => entry(chain, 'opened');
const decided = (chain: string, outcome: string, revision?: string) =>
  entry(chain, 'decided', { outcome, revision, references: { applicant: `applicant of ${chain}` } });

/** A journal that holds this evidence of one case, oldest first. */
function decisionIn(...evidence: ReturnType<typeof entry>[]) {
  const journal = {
    entries: async (id: string) =>
      id === 'kyc/onboarding/user-42'
        ? evidence.map((one, position) => ({
            ...one,
            at: '2026-01-02T03:04:05.000Z',
            actor: 'system',
            version: position + 1,
            position: 0,
          }))
        : [],
  } as Partial<Journal> as Journal;
  return journalActivities(journal)['journal.decision']!('kyc/onboarding/user-42' as never);
}

describe('the decision on record', () => {
  test('is the newest one, with the references and the verdict that it rests on', async () => {
    expect(
      await decisionIn(
        opened('run-1'),
        decided('run-1', 'expired'),
        opened('run-2'),
        entry('run-2', 'verdict'),
        decided('run-2', 'approved', 'r-9'),
      ),
    ).toEqual({ outcome: 'approved', references: { applicant: 'applicant of run-2' }, revision: 'r-9' });
  });

  test('rests on no verdict when a person made it', async () => {
    expect(await decisionIn(opened('run-1'), decided('run-1', 'rejected'))).toMatchObject({
      outcome: 'rejected',
      revision: undefined,
    });
  });

  test('of an earlier chain stands while a later one is open, with its own references', async () => {
    expect(await decisionIn(opened('run-1'), decided('run-1', 'approved'), opened('run-2'))).toMatchObject({
      references: { applicant: 'applicant of run-1' },
    });
  });

  test.each([
    ['nothing happened', []],
    ['the case is open', [opened('run-1')]],
  ])('is missing when %s, and the case is named', async (_what, evidence) => {
    await expect(decisionIn(...evidence)).rejects.toMatchObject({
      type: 'kyc.case.NotFound',
      message: 'The journal holds no decision of kyc/onboarding/user-42.',
    });
  });
});

describe('telling the business', () => {
  const notification: Notification = {
    id: 'kyc/onboarding/user-42#3.decision',
    kind: 'decision',
    subjectId: 'user-42',
    caseId: 'kyc/onboarding/user-42',
    at: '2026-01-02T03:04:05.000Z',
    facts: { outcome: 'approved' },
  };

  test('goes through the notifier, and a failure of it is the activity’s', async () => {
    const sent: unknown[] = [];
    const failure = new Error('receiver answered 500');
    const { 'notification.send': send } = notificationActivities({
      send: async (one, options) => {
        sent.push([one, options?.signal?.aborted]);
        if (sent.length === 1) throw failure;
      },
    });
    await expect(attempt().run(send as never, notification)).rejects.toBe(failure);
    await attempt().run(send as never, notification);
    expect(sent).toEqual([
      [notification, false],
      [notification, false],
    ]);
  });

  test.each([
    ['somebody listens', { send: async () => {} }, true],
    ['nobody listens', undefined, false],
  ])('a case learns at its start whether %s', async (_what, notifier, notifies) => {
    const activities = createActivities({ store: {} as Store, notifier, maxDocumentBytes: 1_000 });
    expect(await activities['installation.describe']!()).toEqual({ notifies, maxDocumentBytes: 1_000 });
  });
});
