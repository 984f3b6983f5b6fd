import { join } from 'node:path';
import { freePorts } from '../../src/servers/ports';
import { commentCanaries, personalCanaries, secretCanaries } from '../support/canaries';
import { playCanaryStories } from '../support/canary-stories';
import { startInstallation, type TestInstallation } from '../support/installation';
import { startProviderProxy } from '../support/provider-proxy';
import { talkative } from '../support/talkative-provider';
import { describeWithDevServer } from '../support/with-server';
import { databaseText, fileNames, temporalTexts } from '../support/written';

const { documentNumber, picture, ...applicant } = personalCanaries;

describeWithDevServer('names, e-mail addresses, document numbers, comments and secrets', (path) => {
  let place: TestInstallation;
  let sentToProvider = '';
  const places: Record<string, string> = {};
  let inPayloads: string;
  let secrets: Record<string, string>;

  beforeAll(async () => {
    const { notificationSecret, ...credentials } = secretCanaries;
    place = await startInstallation({
      path,
      sandbox: { idngo: { reviewMs: 50, credentials } },
      notificationSecret,
      sideWorkers: 'inline',
      inFrontOfProvider: (baseUrl) =>
        startProviderProxy(baseUrl, {
          async before({ sent }) {
            sentToProvider += sent.toString('latin1');
          },
          alter: talkative,
        }),
    });
    secrets = { ...secretCanaries, storePassword: new URL(place.served.url).password };
    const [metricsPort] = await freePorts(1);
    const worker = await place.startWorker(undefined, { logLevel: 'DEBUG', metricsPort });
    const { errors, webhookAnswers } = await playCanaryStories(place);

    const temporal = await temporalTexts(place.client, 17);
    inPayloads = temporal.withPayloads;
    Object.assign(places, {
      visibility: temporal.visibility,
      currentDetails: temporal.currentDetails,
      histories: temporal.outsidePayloads,
      workerLog: worker.log,
      metrics: await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
      database: await databaseText(place.served.url),
      fileNames: await fileNames(join(place.folder, 'documents')),
      webhookLog: JSON.stringify(place.webhookLog),
      webhookAnswers: webhookAnswers.join('\n'),
      errors: errors.join('\n'),
      temporalLog: place.temporalLog.join('\n'),
    });
  }, 170_000);
  afterAll(() => place?.stop());

  // With something that does stand there: a search through nothing finds nothing.
  test.each([
    ['workflow ids, search attributes and memos', 'visibility', 'kyc/onboarding/asked-again'],
    ['current details', 'currentDetails', 'approved'],
    ['failures in histories (payloads are encrypted in a later version)', 'histories', 'createApplicant answered 401'],
    ['the log of a worker', 'workerLog', 'createApplicant answered 401'],
    ['metrics', 'metrics', 'temporal_activity_execution_failed'],
    ['the database', 'database', 'kyc/onboarding/asked-again'],
    ['names of files', 'fileNames', '.bin'],
    ['the log of the webhook receiver', 'webhookLog', 'bad-signature'],
    ['answers to webhooks', 'webhookAnswers', 'bad-signature'],
    ['errors that callers get', 'errors', 'kyc.input.InvalidSubjectId'],
    ['the log of Temporal', 'temporalLog', ''],
  ] as const)('do not stand in %s', (_where, place, expected) => {
    const text = places[place]!;
    expect(text.includes(expected)).toBe(true);
    expect(foundIn(text, { ...personalCanaries, ...commentCanaries, ...secrets })).toEqual([]);
  });

  test('stand where they belong: at the provider and, until these are encrypted, in payloads', () => {
    const { moderationComment, itemComment } = commentCanaries;
    expect(missingIn(sentToProvider, { ...applicant, picture })).toEqual([]);
    expect(missingIn(inPayloads, { ...applicant, moderationComment, itemComment })).toEqual([]);
    expect(missingIn(JSON.stringify(place.business.told), { itemComment })).toEqual([]);
  });

  test('do not even stand in payloads or notifications when no process needs them', () => {
    const { clientComment, errorDescription, businessAnswer } = commentCanaries;
    const needless = { clientComment, errorDescription, businessAnswer, documentNumber, picture, ...secrets };
    expect(foundIn(inPayloads, needless)).toEqual([]);
    expect(foundIn(JSON.stringify(place.business.told), { ...needless, ...personalCanaries })).toEqual([]);
  });
});

/** What was found, each with what stands around it. */
function foundIn(text: string, canaries: Readonly<Record<string, string>>): string[] {
  return Object.entries(canaries)
    .map(([name, canary]) => ({ name, at: text.indexOf(canary) }))
    .filter(({ at }) => at >= 0)
    .map(({ name, at }) => `${name}: ${text.slice(Math.max(0, at - 200), at + 200)}`);
}

function missingIn(text: string, canaries: Readonly<Record<string, string>>): string[] {
  return Object.entries(canaries).flatMap(([name, canary]) => (text.includes(canary) ? [] : [name]));
}
