import { CancellationScope } from '@temporalio/workflow';
import type { DocumentRef } from '../../src/domain/documents';
import { failureTypeOf, refusal } from '../../src/domain/failures';
import type { Verdict } from '../../src/domain/verdict';
import { identomatCalls } from '../../src/providers/identomat/calls.generated';
import type { IdentomatOperations } from '../../src/providers/identomat/operations';
import { callActivity } from '../activity-calls';
import type { CapturedDocument, IssuedLink, References, VerificationProvider } from './contract';
import { providerCalls } from './provider-calls';
import type { CallMode, ProviderCalls } from './provider-calls';

type Identomat = ProviderCalls<IdentomatOperations>;
/** What the activity `identomat.openSession` answers. */
type BegunSession = { finished: true } | { finished?: undefined; session: string; url: string; expiresAt: string };

const notYet: Verdict = { status: 'collecting', items: [], reasons: [], revision: '-', said: 'no session yet' };

/**
 * Identomat behind the provider contract. It has no applicants and keeps no id of ours: all that there is of a person is the session
 * behind a link, good for one attempt and for a quarter of an hour by default. So the link begins the session, and its token is the
 * case's only reference.
 */
export function identomatProvider(mode: () => CallMode): VerificationProvider {
  const identomat = providerCalls<IdentomatOperations>('identomat', identomatCalls, mode);

  return {
    name: 'identomat',
    capabilities: {
      // The API takes images for reading only (OCR, comparison): no call puts a document into a session.
      collection: ['hosted'],
      // Another level is another session; while the link of the first one works, there would be two.
      levelChange: [],
      duplicateSearch: false,
      evidence: ['report', 'images'],
      applicantData: false,
    },

    open: async () => ({ references: {}, adopted: false }),
    find: async () => undefined,

    // A token cannot be taken back, so its link is handed out again for as long as it works: there are never two that do.
    async link(subjectId, level, _ttlSeconds, language, now): Promise<IssuedLink> {
      const session = now?.references['session'];
      const present = session === undefined ? undefined : now?.link;
      if (present && Date.parse(present.expiresAt) > Date.now()) return present;
      const begun = await callActivity<BegunSession>(
        'identomat.openSession',
        [{ subjectId, level, language, instead: present && session }],
        { summary: 'begin a session', fast: false, attemptMs: 30_000, heartbeatMs: 3_000 },
      );
      if (begun.finished) return { ...present!, finished: true };
      return { url: begun.url, expiresAt: begun.expiresAt, references: { session: begun.session } };
    },

    // The link that follows begins the session.
    nextAttempt: async () => ({}),

    // What the person states goes to a session only while it begins, as answers of a questionnaire that the account defines.
    updateApplicant: async () => {},
    imagesThere: async () => refuseUploads(),
    upload: async () => refuseUploads(),
    submit: async () => refuseUploads(),

    async read(references) {
      const session = references['session'];
      if (session === undefined) return notYet;
      return callActivity<Verdict>('identomat.readVerdict', [{ session }], {
        summary: 'read the result',
        fast: mode() === 'fast',
        attemptMs: 10_000,
      });
    },

    async watch(references, from) {
      const session = references['session'];
      if (session === undefined) return CancellationScope.current().cancelRequested;
      return callActivity<void>('identomat.watchSession', [{ session, ...from }], {
        summary: 'look now and then, in case no callback comes',
        fast: false,
        attemptMs: 30_000,
        heartbeatMs: 3_000,
        retry: { initialInterval: from.firstMs, backoffCoefficient: 2, maximumInterval: from.slowestMs },
      });
    },

    duplicates: async () => 0,

    capture: async (references, what) => {
      const session = sessionOf(references);
      return what === 'report' ? captureReport(identomat, session) : captureImages(identomat, session);
    },

    // A session that nobody finishes ends by itself within its lifetime; the vendor can only delete it, and that is erasure's to do.
    close: async () => {},
  };
}

async function captureReport(identomat: Identomat, session: string): Promise<CapturedDocument[]> {
  const report = await identomat.exportSessionAsPdf(
    { sessionId: session, exportSession: true, exportProofOfAddress: true },
    { summary: 'keep the report' },
  );
  return report ? [{ ...report, origin: 'identomat.exportSessionAsPdf' }] : nothingThere('report');
}

const images = ['getCardFrontImage', 'getCardBackImage', 'getPassportImage', 'getFaceImage'] as const;

/** Which of the images there are depends on the document; the vendor says so by having none of the others. */
async function captureImages(identomat: Identomat, session: string): Promise<CapturedDocument[]> {
  // Before the images are under way: what fails here must leave none of them without anybody who waits for it.
  const proofs = await proofsOfAddress(identomat, session);
  const kept = await Promise.all([
    ...images.map((image) =>
      ifThere(`identomat.${image}`, identomat[image]({ session_token: session }, { summary: 'keep an image' })),
    ),
    ...proofs.map((typeId) =>
      ifThere(
        `identomat.getGeneralDocument ${typeId}`,
        identomat.getGeneralDocument({ session_token: session, typeId }, { summary: 'keep a proof of address' }),
      ),
    ),
  ]);
  const found = kept.flat();
  return found.length > 0 ? found : nothingThere('image');
}

const TYPE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** As the pages spell them (`utility-bill`), which is how they are asked for. */
async function proofsOfAddress(identomat: Identomat, session: string): Promise<string[]> {
  const { generalDocuments } = await identomat.getResult(
    { session_token: session },
    { pick: ['generalDocuments.*.pages.*.typeId'], summary: 'which proofs of address there are' },
  );
  const pages = Object.values(generalDocuments ?? {}).flatMap((document) => Object.values(document?.pages ?? {}));
  const types = pages.flatMap((page) => (typeof page?.typeId === 'string' ? [page.typeId] : []));
  return [...new Set(types)].filter((type) => TYPE_ID.test(type)).slice(0, 20);
}

/** A medium that is not there is answered with nothing, an error code or a 404 (none of it documented). */
async function ifThere(origin: string, fetched: Promise<DocumentRef | null>): Promise<CapturedDocument[]> {
  try {
    const document = await fetched;
    return document ? [{ ...document, origin }] : [];
  } catch (error) {
    const type = failureTypeOf(error);
    if (type !== 'kyc.provider.NotFound' && type !== 'kyc.provider.Rejected') throw error;
    return [];
  }
}

function nothingThere(what: string): never {
  throw refusal('kyc.provider.NotFound', `Identomat holds no ${what} of this session.`);
}

function refuseUploads(): never {
  throw refusal('kyc.case.WrongPhase', 'Identomat collects behind its own link: nothing can be uploaded or submitted.');
}

function sessionOf(references: References): string {
  const session = references['session'];
  if (session === undefined) throw refusal('kyc.case.WrongPhase', 'No session has been begun at Identomat yet.');
  return session;
}
