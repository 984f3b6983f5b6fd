import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { KycClient } from '../../src/client/kyc-client';
import type { ApplicantDocument } from '../../src/domain/documents';
import type { ApplicantData } from '../../workflows/providers/contract';
import { sampleFile, type CallFault, type Review } from '../../src/sandbox';
import { freePorts } from '../../src/servers/ports';
import { allDocuments, newIdCard } from '../support/applicant';
import { commentCanaries, personalCanaries, secretCanaries } from '../support/canaries';
import { startInstallation, type TestInstallation } from '../support/installation';
import { startProviderProxy, type Answer, type Exchange } from '../support/provider-proxy';
import { describeWithDevServer } from '../support/with-server';
import type { WorkerProcess } from '../support/worker-process';
import { databaseText, fileNames, temporalTexts } from '../support/written';

type StartRequest = Parameters<KycClient['onboarding']['start']>[0];

const { documentNumber, picture, ...applicant } = personalCanaries;

/** Says in every answer more than was asked, as providers do, and repeats in a refusal what it was about. */
function talkative({ status, body }: Answer, { sent, path }: Exchange): Answer {
  if (sent.includes('answers-garbage')) return { status, body: Buffer.from(`<h1>${JSON.stringify(everything)}</h1>`) };
  if (sent.includes('answers-otherwise')) {
    const keyed = { [personalCanaries.email]: everything };
    return { status, body: Buffer.from(JSON.stringify({ id: everything, inspectionId: [keyed], review: keyed })) };
  }
  const answer = jsonObject(body);
  // The keys of this one are steps of the level.
  if (answer === undefined || path.endsWith('/requiredIdDocsStatus')) return { status, body };
  const more = status < 400 ? { people: everything } : { description: JSON.stringify(everything) };
  return { status, body: Buffer.from(JSON.stringify({ ...answer, ...more })) };
}

const everything = { ...personalCanaries, ...commentCanaries };

const refusal = (rejectType: 'RETRY' | 'FINAL'): Review => ({
  answer: 'RED',
  rejectType,
  labels: ['UNSATISFACTORY_PHOTOS'],
  moderationComment: commentCanaries.moderationComment,
  clientComment: commentCanaries.clientComment,
  items: [{ idDocType: 'ID_CARD', comment: commentCanaries.itemComment }],
});

describeWithDevServer('names, e-mail addresses, document numbers, comments and secrets', (path) => {
  let place: TestInstallation;
  let worker: WorkerProcess;
  let kyc: KycClient;
  let sentToProvider = '';
  const callersGot: string[] = [];
  const webhookAnswers: string[] = [];
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
    worker = await place.startWorker(undefined, { logLevel: 'DEBUG', metricsPort });
    kyc = place.kyc();

    await Promise.all([approval(), resubmission(), rejection(), mistakesOfCallers(), ...failuresOfTheProvider()]);
    await webhooks();
    await silenceOfTheBusiness();

    const temporal = await temporalTexts(place.client, 12);
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
      errors: callersGot.join('\n'),
      temporalLog: place.temporalLog.join('\n'),
    });
  }, 170_000);
  afterAll(() => place?.stop());

  const request = (subjectId: string, documents?: ApplicantDocument[]): StartRequest => ({
    subjectId,
    provider: 'idngo',
    level: 'basic-kyc-level',
    collection: 'upload',
    // Somebody else each time, or they would be taken for duplicates.
    applicant: { ...applicant, firstName: `${applicant.firstName}-${subjectId}` },
    documents,
  });

  async function approval() {
    const documents = await allDocuments(kyc, 'approved');
    const selfie = Buffer.concat([sampleFile('image/png', 'approved'), Buffer.from(picture)]);
    documents[2] = { ...documents[2]!, document: await kyc.documents.put(selfie, { mediaType: 'image/png' }) };
    await kyc.onboarding.start({ ...request('approved', documents), policy: { evidence: ['report', 'images'] } });
    expect((await kyc.onboarding.result('approved')).outcome).toBe('approved');
  }

  async function resubmission() {
    place.sandbox.idngo.script('asked-again', [refusal('RETRY'), { answer: 'GREEN' }]);
    await kyc.onboarding.start(request('asked-again', await allDocuments(kyc, 'asked-again')));
    await place.business.hears('asked-again', 'resubmission');
    await kyc.onboarding.submitApplicantData('asked-again', { placeOfBirth: personalCanaries.placeOfBirth });
    await kyc.onboarding.submitDocuments('asked-again', await newIdCard(kyc, 'asked-again'));
    await kyc.onboarding.result('asked-again');
  }

  async function rejection() {
    place.sandbox.idngo.script('rejected', [refusal('FINAL')]);
    await kyc.onboarding.start(request('rejected', await allDocuments(kyc, 'rejected')));
    expect((await kyc.onboarding.result('rejected')).outcome).toBe('rejected');
  }

  async function mistakesOfCallers() {
    const { email, firstName, phone } = personalCanaries;
    await refused(kyc.onboarding.start(request(email)));
    await refused(kyc.onboarding.start(request(phone)));
    await refused(kyc.onboarding.start(request(`${firstName} ${email}`)));
    await refused(kyc.onboarding.start({ ...request('careless'), applicant: { ...applicant, dateOfBirth: email } }));
    await refused(kyc.onboarding.start({ ...request('careless'), applicant: { [email]: email } as ApplicantData }));
    await refused(kyc.onboarding.start({ ...request('careless'), [email]: email } as StartRequest));
    await kyc.onboarding.start(request('careless'));
    await refused(kyc.onboarding.submitApplicantData('careless', { tin: `${email} ${phone}` }));
    const [document] = await allDocuments(kyc, 'careless');
    await refused(kyc.onboarding.submitDocuments('careless', [{ ...document!, type: email }]));
    await refused(kyc.onboarding.submitDocuments('careless', [{ ...document!, country: email, side: null }]));
    const gone = { ...document!.document, uri: `file:${email}` };
    await refused(
      kyc.onboarding.submitDocuments('careless', [
        { ...document!, type: 'PASSPORT', side: null, document: gone },
        { ...document!, type: 'SELFIE', side: null },
      ]),
    );
  }

  function failuresOfTheProvider(): Promise<void>[] {
    const atOpening: CallFault[] = [
      { call: 'createApplicant', answer: 400 },
      { call: 'createApplicant', answer: 401, errorCode: 4003 },
      { call: 'createApplicant', answer: 422 },
    ];
    const passing: CallFault[] = [
      { call: 'getRequiredIdDocsStatus', answer: 'time-out', times: 3 },
      { call: 'addIdDocument', answer: 500, at: 'after' },
      { call: 'addIdDocument', answer: 'reset', at: 'after' },
      { call: 'requestApplicantCheck', answer: 503, times: 3 },
      { call: 'getApplicantReviewStatus', answer: 429, times: 3 },
    ];
    const hitting = (kind: string, faults: readonly CallFault[]) =>
      faults.map((fault, index) => {
        const externalUserId = `${kind}-${index}`;
        place.sandbox.faults.add({ ...fault, externalUserId });
        return externalUserId;
      });
    return [
      ...['answers-otherwise', ...hitting('refused-at-opening', atOpening)].map((subjectId) =>
        refused(kyc.onboarding.start(request(subjectId))),
      ),
      ...['answers-garbage', ...hitting('in-the-way', passing)].map(async (subjectId) => {
        await kyc.onboarding.start(request(subjectId, await allDocuments(kyc, subjectId)));
        await kyc.onboarding.result(subjectId);
      }),
      refusedFile(),
      refusedLater(),
    ];
  }

  async function refusedFile() {
    place.sandbox.faults.add({ call: 'addIdDocument', answer: 400, externalUserId: 'refused-file', errorCode: 1004 });
    await kyc.onboarding.start(request('refused-file'));
    await refused(kyc.onboarding.submitDocuments('refused-file', await allDocuments(kyc, 'refused-file')));
  }

  /** The running case survives it and waits. */
  async function refusedLater() {
    await kyc.onboarding.start(request('refused-later'));
    const times = 'always';
    place.sandbox.faults.add({ call: 'requestApplicantCheck', answer: 403, externalUserId: 'refused-later', times });
    await kyc.onboarding.submitDocuments('refused-later', await allDocuments(kyc, 'refused-later'));
    await place.sandbox.idngo.called('requestApplicantCheck', { externalUserId: 'refused-later' }, 30_000);
  }

  /** Reads the genuine ones back, and sends what is none. */
  async function webhooks() {
    const [genuine] = place.sandbox.idngo.webhooks();
    const event = { ...(JSON.parse(genuine!.body) as object), ...everything, reviewResult: refusal('FINAL') };
    const stranger = { ...event, type: 'applicantReviewed', applicantId: 'ab'.repeat(12) };
    const bodies = [
      JSON.stringify(everything),
      JSON.stringify({ ...stranger, externalUserId: personalCanaries.email }),
      JSON.stringify({ ...stranger, externalUserId: 'approved', correlationId: personalCanaries.email }),
      `not JSON ${JSON.stringify(everything)}`,
      JSON.stringify({ ...event, filler: 'x'.repeat(1024 * 1024) }),
    ];
    const secretsTried = [secretCanaries.webhookSecret, personalCanaries.lastName];
    for (const body of bodies) {
      for (const secret of secretsTried) {
        const headers = {
          'x-payload-digest': createHmac('sha256', secret).update(body).digest('hex'),
          'x-payload-digest-alg': 'HMAC_SHA256_HEX',
          'x-forwarded-for': personalCanaries.email,
        };
        const answer = await fetch(`${place.webhookUrl}?name=${personalCanaries.lastName}`, { method: 'POST', headers, body });
        webhookAnswers.push(`${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`);
      }
    }
  }

  /** Passing trouble, with much ado. */
  async function silenceOfTheBusiness() {
    const { business } = place;
    business.answer = { status: 500, body: commentCanaries.businessAnswer };
    await kyc.onboarding.start(request('told-late', await allDocuments(kyc, 'told-late')));
    await business.hears('told-late', 'decision');
    business.answer = { status: 204 };
    await kyc.onboarding.result('told-late');
  }

  async function refused(call: Promise<unknown>) {
    callersGot.push(await call.then(() => expect('accepted').toBe('refused') as never, described));
  }

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

function jsonObject(body: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function described(error: unknown): string {
  return inspect(error, { depth: Infinity, maxStringLength: null });
}

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
