import { Context } from '@temporalio/activity';
import type { ApplicantDocument } from '../../src/domain/documents';
import { kycFailureIn } from '../../src/domain/failures';
import type { FailureType } from '../../src/domain/failures';
import {
  isVultsecurityDocument,
  vultsecurityDocuments,
  type VultsecurityDocument,
} from '../../src/providers/vultsecurity/reading';
import type { Circumstances, UploadReport } from '../../workflows/providers/contract';
import { stayAlive } from '../heartbeat';
import type { VultsecurityClient } from './client';
import { ensureConsent } from './consent';
import type { Progress } from './progress';

export interface UploadRequest {
  readonly session: string;
  readonly documents: readonly ApplicantDocument[];
  /** What was there before the first attempt: `document_front`, `document_back`, `selfie`. */
  readonly known: readonly string[];
  /** Tried before by an activity that ended otherwise: look first, as an attempt that repeats does. */
  readonly again?: boolean;
  readonly circumstances?: Circumstances;
}

/** A document with its place in the submission. */
type Page = ApplicantDocument & { readonly index: number };
type Location = NonNullable<Circumstances['location']>;
type Refused = UploadReport['refused'][number];

/**
 * Takes a session through its steps, in the vendor's order: consent, kind of document, front, back, liveness. An attempt that repeats a
 * lost one skips what has arrived since. A file that is refused is reported; the steps that do not need it go on.
 */
export function uploadDocuments(client: VultsecurityClient) {
  return ({ session, documents, known, again = false, circumstances = {} }: UploadRequest): Promise<UploadReport> =>
    stayAlive(async () => {
      const pages = documents.map((document, index) => ({ ...document, index }));
      const { consented, location } = circumstances;
      if (!consented || !location) return refuseAll(pages, unknownCircumstances(circumstances));

      const signal = Context.current().cancellationSignal;
      const progress = await ensureConsent(client, session, signal);
      const repeats = again || Context.current().info.attempt > 1;
      const run = new Submission(client, session, location, progress, repeats ? known : undefined, signal);
      await run.handInDocument(pages.filter(({ type }) => type !== 'SELFIE'));
      await run.handInSelfie(pages.filter(({ type }) => type === 'SELFIE'));
      return { accepted: run.accepted, refused: run.refused };
    });
}

/** One submission to one session. */
class Submission {
  readonly accepted: { document: number; imageId: string }[] = [];
  readonly refused: Refused[] = [];

  constructor(
    private readonly client: VultsecurityClient,
    private readonly session: string,
    private readonly location: Location,
    private readonly progress: Progress,
    /** When this submission was tried before: what was there before that. */
    private readonly before: readonly string[] | undefined,
    private readonly signal: AbortSignal,
  ) {}

  async handInDocument(pages: readonly Page[]): Promise<void> {
    const type = pages.find((page) => isVultsecurityDocument(page.type))?.type as VultsecurityDocument | undefined;
    for (const page of pages.filter((one) => one.type !== type)) {
      this.refuse(page, 'kyc.input.UnexpectedDocument', 'A session at VultSecurity takes one document.');
    }
    if (type === undefined) return;
    const { type: document_type_e, hasBack } = vultsecurityDocuments[type];
    const ours = pages.filter((page) => page.type === type);
    // What becomes of images when the kind of document changes under them is not documented.
    const { document_front_given: given, document_type_e: chosen } = this.progress;
    if (given && chosen !== document_type_e) {
      for (const page of ours)
        this.refuse(page, 'kyc.input.UnexpectedDocument', 'Another document was handed in before.');
      return;
    }
    if (chosen !== document_type_e) {
      await this.client.updateDocumentType({ session_id: this.session, document_type_e }, { signal: this.signal });
    }
    for (const page of ours.filter(({ side }) => side !== 'back')) await this.handInImage(page, 'document_front');
    for (const page of ours.filter(({ side }) => side === 'back')) {
      if (hasBack) await this.handInImage(page, 'document_back');
      else this.refuse(page, 'kyc.input.UnexpectedDocument', `A ${type} has no back.`);
    }
  }

  async handInSelfie(pages: readonly Page[]): Promise<void> {
    for (const page of pages) {
      // Every evaluation may count as an attempt of the person's: none that is not needed.
      if (this.progress.liveness_detected) this.accepted.push({ document: page.index, imageId: 'selfie' });
      else await this.taking(page, 'selfie', () => this.proveLiveness(page));
    }
  }

  private async handInImage(page: Page, image: 'document_front' | 'document_back'): Promise<void> {
    if (this.before && !this.before.includes(image) && this.progress[`${image}_given`]) {
      this.accepted.push({ document: page.index, imageId: image });
      return;
    }
    const add = image === 'document_front' ? this.client.addDocumentFrontImage : this.client.addDocumentBackImage;
    const { latitude, longitude } = this.location;
    // Text here and numbers in the liveness calls (vendor).
    const place = { latitude: latitude.toFixed(6), longitude: longitude.toFixed(6) };
    await this.taking(page, image, () =>
      add({ session_id: this.session, ...place, image: page.document }, { signal: this.signal }),
    );
  }

  /** In place of the vendor's component on the device, which would do this with the token. */
  private async proveLiveness({ document }: Page): Promise<void> {
    const { latitude, longitude } = this.location;
    const step = { session_id: this.session, latitude, longitude };
    await this.client.generateIdvLivenessSession(step, { signal: this.signal });
    await this.client.processIdvLivenessSession({ ...step, images: [document] }, { signal: this.signal });
  }

  private async taking(page: Page, imageId: string, handIn: () => Promise<unknown>): Promise<void> {
    try {
      await handIn();
      this.accepted.push({ document: page.index, imageId });
    } catch (error) {
      const failure = kycFailureIn(error);
      if (failure === undefined || !failure.nonRetryable || !concernsTheFile(failure.type)) throw error;
      this.refuse(page, failure.type, failure.message);
    }
  }

  private refuse({ index }: Page, type: FailureType, message: string): void {
    this.refused.push({ document: index, type, message });
  }
}

function unknownCircumstances({ consented, location }: Circumstances): string {
  const missing = [...(consented ? [] : ["the person's consent"]), ...(location ? [] : ['the location'])];
  return `VultSecurity takes no document without ${missing.join(' and ')}. Give it and hand the document in again.`;
}

function refuseAll(pages: readonly Page[], message: string): UploadReport {
  return {
    accepted: [],
    refused: pages.map(({ index }) => ({ document: index, type: 'kyc.input.InvalidRequest', message })),
  };
}

function concernsTheFile(type: string): boolean {
  return (
    type.startsWith('kyc.input.') ||
    ['kyc.provider.Rejected', 'kyc.provider.TooLarge', 'kyc.provider.UnsupportedMediaType'].includes(type)
  );
}
