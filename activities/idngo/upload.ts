import { Context } from '@temporalio/activity';
import type { ApplicantDocument } from '../../src/domain/documents';
import { isTwoSided } from '../../src/domain/documents';
import { kycFailureIn } from '../../src/domain/failures';
import type { UploadReport } from '../../workflows/providers/contract';
import { stayAlive } from '../heartbeat';
import type { IdngoClient } from './client';

export interface UploadRequest {
  readonly applicantId: string;
  readonly documents: readonly ApplicantDocument[];
  /** Images that were there before the first attempt. */
  readonly known: readonly string[];
  /** Tried before by an activity that ended otherwise: look first, as an attempt that repeats does. */
  readonly again?: boolean;
}

type Accepted = UploadReport['accepted'][number];
type Refused = UploadReport['refused'][number];

/**
 * Uploads documents in parallel and the sides of one document in order. Every call adds an image, so an attempt that repeats a lost one
 * looks first: what arrived since is not sent again (reference: retrying an upload). A file that the provider refuses is reported, and
 * does not stop the others.
 */
export function uploadDocuments(client: IdngoClient) {
  return ({ applicantId, documents, known, again = false }: UploadRequest): Promise<UploadReport> =>
    stayAlive(async () => {
      const repeats = again || Context.current().info.attempt > 1;
      const arrived = repeats ? await arrivedSince(client, applicantId, known) : new Map<string, string[]>();
      const uploads = byDocument(documents).map((pages) =>
        uploadPages(client, applicantId, pages, arrived.get(pages[0]!.type) ?? []),
      );
      // A failure counts once all have ended: what is still on its way would not be seen by the next attempt, and be sent twice.
      await Promise.allSettled(uploads);
      const outcomes = await Promise.all(uploads);
      return {
        accepted: outcomes.flatMap(({ accepted }) => accepted),
        refused: outcomes.flatMap(({ refused }) => refused),
      };
    });
}

type Page = ApplicantDocument & { readonly index: number };

/** Front before back: the provider takes the first image of a step for the front. */
function byDocument(documents: readonly ApplicantDocument[]): Page[][] {
  const groups = new Map<string, Page[]>();
  documents.forEach((document, index) => {
    groups.set(document.type, [...(groups.get(document.type) ?? []), { ...document, index }]);
  });
  const rank = ({ side }: Page) => (side === 'back' ? 1 : 0);
  return [...groups.values()].map((pages) => pages.sort((a, b) => rank(a) - rank(b)));
}

async function uploadPages(
  client: IdngoClient,
  applicantId: string,
  pages: readonly Page[],
  arrived: readonly string[],
) {
  const accepted: Accepted[] = [];
  const refused: Refused[] = [];
  const signal = Context.current().cancellationSignal;
  for (const [at, { index, type, country, side, document }] of pages.entries()) {
    const there = arrived[at];
    if (there !== undefined) {
      accepted.push({ document: index, imageId: there });
      continue;
    }
    const idDocSubType = side === 'front' ? 'FRONT_SIDE' : side === 'back' ? 'BACK_SIDE' : undefined;
    try {
      const answer = await client.addIdDocument(
        { applicantId, metadata: { idDocType: type, country, ...(isTwoSided(type) && { idDocSubType }) }, document },
        { signal },
      );
      // The vendor's quality check: such an image counts as not handed in, and another one is needed.
      const errors = answer.errors ?? [];
      if (errors.length > 0) refused.push({ document: index, type: 'kyc.provider.Rejected', message: codesOf(errors) });
      else accepted.push({ document: index, imageId: answer.imageId });
    } catch (error) {
      const failure = kycFailureIn(error);
      if (failure === undefined || !failure.nonRetryable || !concernsTheFile(failure.type)) throw error;
      refused.push({ document: index, type: failure.type, message: failure.message });
    }
  }
  return { accepted, refused };
}

function concernsTheFile(type: string): boolean {
  return (
    type.startsWith('kyc.input.') ||
    ['kyc.provider.Rejected', 'kyc.provider.TooLarge', 'kyc.provider.UnsupportedMediaType'].includes(type)
  );
}

/** New images by document type, in the order in which they arrived. */
async function arrivedSince(
  client: IdngoClient,
  applicantId: string,
  known: readonly string[],
): Promise<Map<string, string[]>> {
  const steps = await client.getRequiredIdDocsStatus({ applicantId });
  const arrived = new Map<string, string[]>();
  for (const step of Object.values(steps)) {
    if (!step?.idDocType) continue;
    const images = (step.imageIds ?? []).filter((id) => !known.includes(id));
    // Two steps may be met by documents of one type.
    arrived.set(step.idDocType, [...(arrived.get(step.idDocType) ?? []), ...images]);
  }
  return arrived;
}

/** The vendor's codes (`dataNotReadable`); anything that is not a plain word could be about the person, and is left out. */
function codesOf(errors: readonly string[]): string {
  const codes = errors.filter((error) => /^[A-Za-z]{1,64}$/.test(error)).slice(0, 10);
  return codes.join(', ') || 'refused by the quality check';
}
