import type { ApplicantDocument } from '../../src/domain/documents';
import { failureTypeOf, refusal } from '../../src/domain/failures';
import type { Verdict } from '../../src/domain/verdict';
import { vultsecurityCalls } from '../../src/providers/vultsecurity/calls.generated';
import { vultsecurityDocuments } from '../../src/providers/vultsecurity/reading';
import type { VultsecurityOperations } from '../../src/providers/vultsecurity/operations';
import { callActivity } from '../activity-calls';
import type { CapturedDocument, Findings, References, UploadReport, VerificationProvider } from './contract';
import { providerCalls } from './provider-calls';
import type { CallMode, ProviderCalls } from './provider-calls';

type Vultsecurity = ProviderCalls<VultsecurityOperations>;

const PROGRESS = ['document_front_given', 'document_back_given', 'liveness_detected'];

/**
 * VultSecurity behind the provider contract, driven by the server: we hand in what the vendor's component on a device would. A session
 * serves one attempt, and its id is the case's reference; there is no key of ours, and no page of the vendor's to send a person to.
 */
export function vultsecurityProvider(mode: () => CallMode): VerificationProvider {
  const vultsecurity = providerCalls<VultsecurityOperations>('vultsecurity', vultsecurityCalls, mode);

  const openSession = (subjectId: string, consented: boolean | undefined) =>
    callActivity<References>('vultsecurity.openSession', [{ subjectId, consented }], {
      summary: 'open a session',
      fast: false,
      attemptMs: 60_000,
      heartbeatMs: 3_000,
    });

  return {
    name: 'vultsecurity',
    capabilities: {
      collection: ['upload'],
      levelChange: [],
      duplicateSearch: false,
      evidence: ['images'],
      demands: ['consented', 'location'],
      applicantData: false,
    },

    open: async (subjectId, _level, _applicant, circumstances) => ({
      references: await openSession(subjectId, circumstances?.consented),
      adopted: false,
    }),

    // A session that nobody has the id of is never used, and expires.
    find: async () => undefined,

    nextAttempt: ({ subjectId, circumstances }) => openSession(subjectId, circumstances?.consented),

    link: async () => {
      throw refusal('kyc.case.WrongPhase', 'VultSecurity has no pages of its own that a link could lead to.');
    },

    // The vendor reads everything off the document: there is no call for what the person states.
    updateApplicant: async () => {},

    async imagesThere(references) {
      try {
        const progress = await vultsecurity.readIdvSdkSession(
          { session_id: sessionOf(references) },
          { pick: PROGRESS, summary: 'which images are there' },
        );
        return [
          ...(progress.document_front_given ? ['document_front'] : []),
          ...(progress.document_back_given ? ['document_back'] : []),
          ...(progress.liveness_detected ? ['selfie'] : []),
        ];
      } catch (error) {
        // Before the consent every other call may fail (vendor), and then nothing is there.
        if (failureTypeOf(error) !== 'kyc.provider.Rejected') throw error;
        return [];
      }
    },

    upload(references, documents, before, again, circumstances) {
      const request = { session: sessionOf(references), documents, known: before, again, circumstances };
      return callActivity<UploadReport>('vultsecurity.uploadDocuments', [request], {
        summary: `upload ${documents.map(nameOf).join(', ')}`,
        fast: false,
        attemptMs: 10 * 60_000,
        heartbeatMs: 3_000,
      });
    },

    submit: (references) =>
      callActivity<Findings>('vultsecurity.finalizeSession', [{ session: sessionOf(references) }], {
        summary: 'finalize the session',
        fast: false,
        attemptMs: 90_000,
        heartbeatMs: 3_000,
      }),

    read: (references, findings) =>
      callActivity<Verdict>('vultsecurity.readVerdict', [{ session: sessionOf(references), findings }], {
        summary: 'read the verdict',
        fast: mode() === 'fast',
        attemptMs: 10_000,
      }),

    watch: (references, from) =>
      callActivity<void>('vultsecurity.watchSession', [{ session: sessionOf(references), ...from }], {
        summary: 'look now and then, in case no webhook comes',
        fast: false,
        attemptMs: 30_000,
        heartbeatMs: 3_000,
        retry: { initialInterval: from.firstMs, backoffCoefficient: 2, maximumInterval: from.slowestMs },
      }),

    duplicates: async () => 0,

    capture: async (references, what) =>
      what === 'images' ? captureImages(vultsecurity, sessionOf(references)) : nothingThere('report'),

    // The vendor can only delete or anonymize a session, and that is erasure's to do; one that nobody finalizes expires.
    close: async () => {},
  };
}

/** The document's sides and the selfie. What is not stored is answered with nothing, or refused (not documented). */
async function captureImages(vultsecurity: Vultsecurity, session: string): Promise<CapturedDocument[]> {
  const { document_type_e: type } = await vultsecurity.readIdvSession(
    { session_id: session },
    { pick: ['document_type_e'], summary: 'which document it was' },
  );
  const kept = await Promise.all(
    filesOf(type).map(async (file): Promise<CapturedDocument[]> => {
      try {
        const image = await vultsecurity.downloadDocument(
          { session_id: session, storage_file_type_e: file },
          { summary: 'keep an image' },
        );
        return image ? [{ ...image, origin: `vultsecurity.downloadDocument ${file}` }] : [];
      } catch (error) {
        const failure = failureTypeOf(error);
        if (failure !== 'kyc.provider.NotFound' && failure !== 'kyc.provider.Rejected') throw error;
        return [];
      }
    }),
  );
  const found = kept.flat();
  return found.length > 0 ? found : nothingThere('image');
}

type StoredFile = Parameters<Vultsecurity['downloadDocument']>[0]['storage_file_type_e'];

function filesOf(type: string | undefined): StoredFile[] {
  const sides = Object.values(vultsecurityDocuments)
    .filter((known) => known.type === type)
    .flatMap((known): StoredFile[] =>
      known.hasBack ? [`${known.stored}_front`, `${known.stored}_back`] : [`${known.stored}_front`],
    );
  return [...sides, 'selfie', 'liveness_passive'];
}

function nothingThere(what: string): never {
  throw refusal('kyc.provider.NotFound', `VultSecurity holds no ${what} of this session.`);
}

function sessionOf(references: References): string {
  const session = references['session'];
  if (session === undefined) throw refusal('kyc.case.WrongPhase', 'No session has been opened at VultSecurity yet.');
  return session;
}

function nameOf({ type, side }: ApplicantDocument): string {
  return side ? `${type} ${side}` : type;
}
