import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import type { KycClient } from '../../src/client/kyc-client';
import type { ApplicantDocument } from '../../src/domain/documents';
import { sampleFile, type CallFault, type Review } from '../../src/sandbox';
import type { ApplicantData } from '../../workflows/providers/contract';
import { allDocuments, newIdCard } from './applicant';
import { commentCanaries, personalCanaries, secretCanaries } from './canaries';
import type { TestInstallation } from './installation';

type StartRequest = Parameters<KycClient['onboarding']['start']>[0];

const { documentNumber: _inPictures, picture, ...applicant } = personalCanaries;
const everything = { ...personalCanaries, ...commentCanaries };

const refusal = (rejectType: 'RETRY' | 'FINAL'): Review => ({
  answer: 'RED',
  rejectType,
  labels: ['UNSATISFACTORY_PHOTOS'],
  moderationComment: commentCanaries.moderationComment,
  clientComment: commentCanaries.clientComment,
  items: [{ idDocType: 'ID_CARD', comment: commentCanaries.itemComment }],
});

/** What those outside an installation got to see of its errors. */
export interface SeenOutside {
  readonly errors: readonly string[];
  readonly webhookAnswers: readonly string[];
}

/** Cases of every kind, of people made of canaries: an approval, a resubmission, a rejection, and whatever may go wrong. */
export async function playCanaryStories(place: TestInstallation): Promise<SeenOutside> {
  const kyc = place.kyc();
  const callersGot: string[] = [];
  const webhookAnswers: string[] = [];

  await Promise.all([approval(), resubmission(), rejection(), mistakesOfCallers(), ...failuresOfTheProvider()]);
  await webhooks();
  await silenceOfTheBusiness();
  return { errors: callersGot, webhookAnswers };

  function request(subjectId: string, documents?: ApplicantDocument[]): StartRequest {
    // Somebody else each time, or they would be taken for duplicates.
    const somebody = { ...applicant, firstName: `${applicant.firstName}-${subjectId}` };
    const how = { provider: 'idngo', level: 'basic-kyc-level', collection: 'upload' } as const;
    return { subjectId, ...how, applicant: somebody, documents };
  }

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
        const answer = await fetch(`${place.webhookUrl}?name=${personalCanaries.lastName}`, {
          method: 'POST',
          headers,
          body,
        });
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
}

function described(error: unknown): string {
  return inspect(error, { depth: Infinity, maxStringLength: null });
}
