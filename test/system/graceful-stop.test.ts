import { EventEmitter, once } from 'node:events';
import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import { allDocuments } from '../support/applicant';
import { startInstallation, type TestInstallation } from '../support/installation';
import { startProviderProxy } from '../support/provider-proxy';
import { describeWithDevServer } from '../support/with-server';

describeWithDevServer('a worker that is asked to stop (SIGTERM)', (path) => {
  const provider = new EventEmitter();
  let place: TestInstallation;
  beforeAll(async () => {
    // Uploads stay on their way until the test says so.
    const before = async ({ path: at }: { path: string }) => {
      if (!at.endsWith('/info/idDoc')) return;
      provider.emit('upload');
      await once(provider, 'go on');
    };
    place = await startInstallation({
      path,
      sandbox: { idngo: { reviewMs: 50 } },
      inFrontOfProvider: (baseUrl) => startProviderProxy(baseUrl, { before }),
    });
  }, 60_000);
  afterAll(() => place?.stop());

  test('finishes the uploads that are under way and takes nothing new; another worker goes on from there', async () => {
    const kyc = place.kyc();
    const subjectId = 'stopped';
    const worker = await place.startWorker(undefined, { logLevel: 'INFO' });
    const documents = await allDocuments(kyc, subjectId);
    const arrived = once(provider, 'upload');
    const decided = kyc.onboarding
      .start({ subjectId, provider: 'idngo', level: 'basic-kyc-level', collection: 'upload', documents })
      .then(() => kyc.onboarding.result(subjectId));
    await arrived;

    worker.terminate();
    await worker.logs('DRAINING');
    provider.emit('go on');
    provider.on('upload', () => setImmediate(() => provider.emit('go on')));
    expect(await worker.exits()).toBe(0);
    expect(place.sandbox.idngo.effectsOn(subjectId)).toMatchObject({ 'image-added': 3 });
    const handle = place.client.workflow.getHandle(onboardingWorkflowId(subjectId));
    const { raw } = await handle.describe();
    expect(raw.pendingActivities ?? []).toEqual([]);

    await place.startWorker();
    expect((await decided).outcome).toBe('approved');
    expect(place.sandbox.idngo.effectsOn(subjectId)).toEqual({
      'applicant-created': 1,
      'image-added': 3,
      'review-opened': 1,
    });
    const { events } = await handle.fetchHistory();
    const attempts = (events ?? []).flatMap(
      ({ activityTaskStartedEventAttributes: started }) => started?.attempt ?? [],
    );
    expect([...new Set(attempts)]).toEqual([1]);
  });
});
