import type { ApplicantDocument } from '../../src/domain/documents';
import { failureTypeOf, refusal } from '../../src/domain/failures';
import { idngoCalls } from '../../src/providers/idngo/calls.generated';
import type { IdngoOperations } from '../../src/providers/idngo/operations';
import { idngoVerdict } from '../../src/providers/idngo/verdict';
import { callActivity } from '../activity-calls';
import type { ApplicantData, Link, Opened, References, UploadReport, VerificationProvider } from './contract';
import { providerCalls } from './provider-calls';
import type { CallMode } from './provider-calls';

// Result by result, for beside them stands `clientComment`, which is meant for nobody but the account's own people.
const RESULT = ['reviewAnswer', 'reviewRejectType', 'rejectLabels', 'moderationComment'] as const;
const REVIEW = [
  ...['reviewStatus', 'attemptId', 'attemptCnt', 'reviewDate', 'levelName'],
  ...RESULT.map((field) => `reviewResult.${field}`),
];
const IMAGES = ['*.imageIds'];
const STEPS = [
  ...[...IMAGES, '*.idDocType', '*.country'],
  ...RESULT.flatMap((field) => [`*.reviewResult.${field}`, `*.imageReviewResults.*.${field}`]),
];
// The SDK token's lifetime by default (IDnGO: 600 s); the link lives longer and makes its own.
const ACCESS_TOKEN_SECONDS = 600;

/** IDnGO behind the provider contract. Its `externalUserId` is our `subjectId`: the natural key that makes `open` repeatable. */
export function idngoProvider(mode: () => CallMode): VerificationProvider {
  const idngo = providerCalls<IdngoOperations>('idngo', idngoCalls, mode);

  const readReview = (references: References) =>
    idngo.getApplicantReviewStatus(
      { applicantId: applicantOf(references) },
      { pick: REVIEW, summary: 'read the review' },
    );

  return {
    name: 'idngo',
    capabilities: {
      collection: ['hosted', 'upload'],
      // The vendor has no call that moves an applicant; a link or token for another level does it.
      levelChange: ['hosted'],
      duplicateSearch: true,
      evidence: ['report', 'images'],
    },

    async open(subjectId, level, applicant): Promise<Opened> {
      try {
        const made = await idngo.createApplicant(
          { externalUserId: subjectId, levelName: level, ...contact(applicant), fixedInfo: stated(applicant) },
          { pick: ['id', 'inspectionId'], summary: 'create the applicant' },
        );
        return { references: referencesOf(made), adopted: false };
      } catch (error) {
        if (failureTypeOf(error) !== 'kyc.provider.Conflict') throw error;
      }
      const found = await idngo.getApplicantByExternalUserId(
        { externalUserId: subjectId },
        { pick: ['id', 'inspectionId', 'review.levelName'], summary: 'the applicant exists: read it back' },
      );
      const actual = found.review?.levelName;
      if (actual !== undefined && actual !== level) {
        throw refusal(
          'kyc.provider.Conflict',
          `IDnGO already has an applicant for this subject on level '${actual}', not '${level}'. ` +
            `Start the onboarding with level '${actual}', then change the level of the case.`,
        );
      }
      return { references: referencesOf(found), adopted: true };
    },

    async find(subjectId) {
      try {
        const found = await idngo.getApplicantByExternalUserId(
          { externalUserId: subjectId },
          { pick: ['id', 'inspectionId'], summary: 'is there an applicant after all' },
        );
        return referencesOf(found);
      } catch (error) {
        if (failureTypeOf(error) !== 'kyc.provider.NotFound') throw error;
        return undefined;
      }
    },

    async link(subjectId, level, ttlSeconds, language): Promise<Link> {
      const [link, access] = await Promise.all([
        idngo.createWebSdkLink(
          { levelName: level, externalUserId: subjectId, ttlInSecs: ttlSeconds, locale: language },
          { pick: ['url'], summary: 'make a link' },
        ),
        idngo.createAccessToken(
          { userId: subjectId, levelName: level, ttlInSecs: Math.min(ttlSeconds, ACCESS_TOKEN_SECONDS) },
          { pick: ['token'], summary: 'make an SDK token' },
        ),
      ]);
      const expiresAt = new Date(Date.now() + ttlSeconds * 1000).toISOString();
      return { url: link.url, accessToken: access.token, expiresAt };
    },

    async updateApplicant(references, applicant) {
      await idngo.updateFixedInfo(
        { applicantId: applicantOf(references), ...stated(applicant) },
        { pick: [], summary: 'send what the applicant stated' },
      );
    },

    async imagesThere(references) {
      const applicantId = applicantOf(references);
      return imageIds(
        await idngo.getRequiredIdDocsStatus({ applicantId }, { pick: IMAGES, summary: 'which images are there' }),
      );
    },

    upload(references, documents, before, again) {
      const request = { applicantId: applicantOf(references), documents, known: before, again };
      return callActivity<UploadReport>('idngo.uploadDocuments', [request], {
        summary: `upload ${documents.map(nameOf).join(', ')}`,
        fast: false,
        attemptMs: 10 * 60_000,
        heartbeatMs: 3_000,
      });
    },

    submit: (references, since) =>
      callActivity<void>('idngo.requestReview', [{ applicantId: applicantOf(references), since }], {
        summary: 'ask for the review',
        fast: mode() === 'fast',
        attemptMs: 30_000,
      }),

    async read(references) {
      const review = await readReview(references);
      const verdict = idngoVerdict(review);
      if (verdict.status !== 'resubmit') return verdict;
      const steps = await idngo.getRequiredIdDocsStatus(
        { applicantId: applicantOf(references) },
        { pick: STEPS, summary: 'which items were refused' },
      );
      return idngoVerdict(review, steps);
    },

    watch: (references, from) =>
      callActivity<void>('idngo.watchApplicant', [{ applicantId: applicantOf(references), ...from }], {
        summary: 'look now and then, in case no webhook comes',
        fast: false,
        attemptMs: 30_000,
        heartbeatMs: 3_000,
        retry: { initialInterval: from.firstMs, backoffCoefficient: 2, maximumInterval: from.slowestMs },
      }),

    async duplicates(references) {
      const { checks } = await idngo.getSimilarSearchCheck(
        { applicantId: applicantOf(references) },
        { pick: ['checks'], summary: 'other applicants with the same data or face' },
      );
      return checks?.[0]?.similarSearchInfo?.duplicateApplicantHits?.length ?? 0;
    },

    async capture(references, what, subjectId) {
      const applicantId = applicantOf(references);
      if (what === 'report') {
        const report = await idngo.getApplicantReport(
          { applicantId, report: 'applicantReport', lang: 'en' },
          { summary: 'keep the report' },
        );
        return [{ ...report, origin: 'idngo.getApplicantReport' }];
      }
      const inspectionId = references['inspection'];
      if (inspectionId === undefined) return [];
      const steps = await idngo.getRequiredIdDocsStatus(
        { applicantId },
        { pick: IMAGES, summary: `images of ${subjectId}` },
      );
      return Promise.all(
        imageIds(steps).map(async (imageId) => {
          const image = await idngo.getInspectionImage({ inspectionId, imageId }, { summary: 'keep an image' });
          return { ...image, origin: `idngo.getInspectionImage ${imageId}` };
        }),
      );
    },

    async close(references) {
      try {
        await idngo.setApplicantPresence(
          { applicantId: applicantOf(references), status: 'deactivated' },
          { pick: [], summary: 'deactivate the applicant' },
        );
      } catch (error) {
        // Refused while a review runs (vendor), and pointless when the applicant is gone: the record stays as the provider has it.
        const type = failureTypeOf(error);
        if (type !== 'kyc.provider.Conflict' && type !== 'kyc.provider.Rejected' && type !== 'kyc.provider.NotFound')
          throw error;
      }
    },
  };
}

function applicantOf(references: References): string {
  const id = references['applicant'];
  if (id === undefined) throw refusal('kyc.case.WrongPhase', 'The applicant has not been created at IDnGO yet.');
  return id;
}

function referencesOf(applicant: { id?: string; inspectionId?: string }): References {
  if (applicant.id === undefined) throw refusal('kyc.provider.BadAnswer', 'IDnGO answered without an applicant id.');
  return { applicant: applicant.id, ...(applicant.inspectionId && { inspection: applicant.inspectionId }) };
}

function contact({ email, phone, language }: ApplicantData) {
  return { email, phone, lang: language };
}

function stated({ email: _email, phone: _phone, language: _language, dateOfBirth, ...same }: ApplicantData) {
  return { ...same, dob: dateOfBirth };
}

function imageIds(steps: Readonly<Record<string, { imageIds?: readonly string[] } | null>>): string[] {
  return Object.values(steps).flatMap((step) => step?.imageIds ?? []);
}

function nameOf({ type, side }: ApplicantDocument): string {
  return side ? `${type} ${side}` : type;
}
