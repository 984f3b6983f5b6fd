import { strToU8, zipSync } from 'fflate';
import { idngoCalls } from '../../src/providers/idngo/calls.generated';
import { sampleFile, type CallRecord } from '../../src/sandbox';
import type { KycClient } from '../../src/client/kyc-client';
import { startInstallation, type TestInstallation } from '../support/installation';
import type { limitedCalls } from '../support/limited-calls';
import { describeWithDevServer } from '../support/with-server';

const leastShareOfQuota = 0.7;

describeWithDevServer('two worker processes at the limited endpoints of a provider', (path) => {
  let place: TestInstallation;
  let calls: (operation: string) => CallRecord[];
  const workersAt: Record<string, Set<string>> = {};

  beforeAll(async () => {
    const workflowsPath = require.resolve('../support/limited-calls');
    place = await startInstallation({ path, sideWorkers: 'inline', workflowsPath });
    await Promise.all([place.startWorker(), place.startWorker()]);
    const kyc = place.kyc();
    await kyc.onboarding.start({
      subjectId: 'alike',
      provider: 'idngo',
      level: 'basic-kyc-level',
      collection: 'upload',
    });
    const { applicantId } = place.sandbox.idngo.applicant('alike')!;
    const archives = await Promise.all(Array.from({ length: 40 }, (_, index) => archiveOf(kyc, `imported-${index}`)));
    const handle = await place.client.workflow.start<typeof limitedCalls>('limitedCalls', {
      workflowId: 'limited-calls',
      taskQueue: 'kyc',
      args: [{ applicantId, searches: 28, reports: 20, archives }],
    });
    await handle.result();

    calls = (operation) => place.sandbox.idngo.calls({ operation });
    const { events = [] } = await handle.fetchHistory();
    for (const { activityTaskStartedEventAttributes: started } of events ?? []) {
      if (!started) continue;
      const scheduled = events![Number(started.scheduledEventId) - 1]!.activityTaskScheduledEventAttributes!;
      (workersAt[scheduled.activityType!.name!] ??= new Set()).add(started.identity!);
    }
  }, 120_000);
  afterAll(() => place?.stop());

  describe.each(['findSimilarByTextAndFace', 'importApplicant'] as const)('%s', (operation) => {
    const { requests, perSeconds } = idngoCalls[operation].limit;

    test(`is called at most ${requests} times in any ${perSeconds} seconds, and never too often for the provider`, () => {
      expect(place.sandbox.idngo.windowMax(operation, perSeconds)).toBeLessThanOrEqual(requests);
      expect(calls(operation).map(({ status }) => status)).toEqual(calls(operation).map(() => 200));
    });

    test(`uses no less than ${leastShareOfQuota * 100} % of the quota while calls are waiting`, () => {
      const arrived = calls(operation).map(({ at }) => at);
      const took = (Math.max(...arrived) - Math.min(...arrived)) / 1000;
      const leastPossible = (Math.ceil(arrived.length / requests) - 1) * perSeconds;
      const share = leastPossible / took;
      process.stderr.write(
        `${operation}: ${arrived.length} calls within ${took.toFixed(1)} s, ${(share * 100).toFixed(0)} % of the quota\n`,
      );
      expect(share).toBeGreaterThanOrEqual(leastShareOfQuota);
    });

    test('is called by both workers', () => expect(workersAt[`idngo.${operation}`]?.size).toBe(2));
  });

  test('the report, of which the provider makes one at a time, is never asked for by two at once', () => {
    expect(calls('getApplicantReport').map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(place.sandbox.idngo.concurrencyMax('getApplicantReport')).toBe(1);
    expect(workersAt['idngo.getApplicantReport']?.size).toBe(2);
  });
});

/** An approved applicant as the provider takes them in. */
async function archiveOf(kyc: KycClient, externalUserId: string) {
  const review = {
    createDate: '2022-11-21 08:25:32+0000',
    levelName: 'basic-kyc-level',
    reviewStatus: 'completed',
    reviewResult: { reviewAnswer: 'GREEN' },
  };
  const applicant = {
    externalUserId,
    info: { firstName: 'Synthia', lastName: externalUserId, country: 'KAZ' },
    review,
  };
  const json = (value: object) => strToU8(JSON.stringify(value));
  const image = (what: string) => new Uint8Array(sampleFile('image/png', `${externalUserId} ${what}`));
  const zip = zipSync({
    'applicant.json': json(applicant),
    'passport/applicantIdDoc.json': json({ idDocType: 'PASSPORT', country: 'KAZ' }),
    'passport/image.png': image('passport'),
    'selfie/applicantIdDoc.json': json({ idDocType: 'SELFIE', country: 'KAZ' }),
    'selfie/image.png': image('selfie'),
  });
  return kyc.documents.put(zip, { mediaType: 'application/zip' });
}
