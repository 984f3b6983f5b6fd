import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { KycClient } from '../../src/client/kyc-client';
import type { ApplicantDocument } from '../../src/domain/documents';
import type { ApplicantData } from '../../workflows/providers/contract';
import type { CallFault, Review } from '../../src/sandbox';
import { freePorts } from '../../src/servers/ports';
import { allDocuments, newIdCard } from '../support/applicant';
import { commentCanaries, personalCanaries, secretCanaries } from '../support/canaries';
import { startInstallation, type TestInstallation } from '../support/installation';
import { startProviderProxy, type Answer, type Exchange } from '../support/provider-proxy';
import { describeWithDevServer } from '../support/with-server';
import type { WorkerProcess } from '../support/worker-process';
import { databaseText, fileNames, temporalTexts } from '../support/written';

type StartRequest = Parameters<KycClient['onboarding']['start']>[0];

const { documentNumber: _document, picture, ...applicant } = personalCanaries;

/** Says in every answer more than was asked, as providers do, and repeats in a refusal what it was about. */
function talkative({ status, body }: Answer, { sent }: Exchange): Answer {
  if (sent.includes('answers-garbage')) return { status, body: Buffer.from(`<h1>${JSON.stringify(everything)}</h1>`) };
  if (sent.includes('answers-otherwise')) {
    const keyed = { [personalCanaries.email]: everything };
    return { status, body: Buffer.from(JSON.stringify({ id: everything, inspectionId: [keyed], review: keyed })) };
  }
  const answer = jsonObject(body);
  if (answer === undefined) return { status, body };
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
      'current details': temporal.currentDetails,
      histories: temporal.outsidePayloads,
      metrics: await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
      database: await databaseText(place.served.url),
      'file names': await fileNames(join(place.folder, 'documents')),
      'webhook log': JSON.stringify(place.webhookLog),
      'webhook answers': webhookAnswers.join('\n'),
      'errors of callers': callersGot.join('\n'),
      'Temporal log': place.temporalLog.join('\n'),
      'worker log': worker.log,
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
    documents[2] = { ...documents[2]!, document: await kyc.documents.put(Buffer.from(picture), { mediaType: 'image/png' }) };
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

  const placesWatched = [
    'visibility',
    'current details',
    'histories',
    'metrics',
    'database',
    'file names',
    'webhook log',
    'webhook answers',
    'errors of callers',
    'Temporal log',
    'worker log',
  ];

  test.each(placesWatched)('do not stand in: %s', (where) => {
    const text = places[where]!;
    expect(text.length).toBeGreaterThan(where === 'Temporal log' ? -1 : 20);
    const canaries = { ...personalCanaries, ...commentCanaries, ...secrets };
    const found = Object.entries(canaries).filter(([, canary]) => text.includes(canary));
    expect(found.map(([name, canary]) => `${name}: ${surroundings(text, canary)}`)).toEqual([]);
  });

  test('stand where they belong: at the provider and, until these are encrypted, in payloads', () => {
    const { clientComment: _never, errorDescription: _lost, businessAnswer: _ignored, ...comments } = commentCanaries;
    for (const canary of [...Object.values(applicant), picture]) expect(sentToProvider).toContain(canary);
    for (const canary of [...Object.values(applicant), ...Object.values(comments)]) expect(inPayloads).toContain(canary);
    expect(JSON.stringify(place.business.told)).toContain(commentCanaries.itemComment);
  });

  test('a comment that is not for the applicant, and what a refusal said, do not even stand in payloads', () => {
    for (const canary of [commentCanaries.clientComment, commentCanaries.errorDescription, ...Object.values(secrets)]) {
      expect(inPayloads).not.toContain(canary);
    }
    expect(JSON.stringify(place.business.told)).not.toMatch(/Canaria-(Client|Error|Business)/);
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

function surroundings(text: string, canary: string): string {
  const at = text.indexOf(canary);
  return text.slice(Math.max(0, at - 200), at + 200);
}
