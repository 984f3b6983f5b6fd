import type { ApplicantDocument, DocumentRef } from '../../src/domain/documents';
import type { FailureType } from '../../src/domain/failures';
import type { Verdict } from '../../src/domain/verdict';

/** `hosted`: the provider collects, behind a link. `upload`: the caller hands documents in. */
export type CollectionMode = 'hosted' | 'upload';

/** What the applicant stated. Every field is optional; what is given is compared with the documents. Personal data. */
export interface ApplicantData {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly middleName?: string;
  /** `YYYY-MM-DD`. */
  readonly dateOfBirth?: string;
  /** ISO 3166-1 alpha-3. */
  readonly country?: string;
  readonly nationality?: string;
  readonly placeOfBirth?: string;
  readonly gender?: 'M' | 'F';
  /** Taxpayer number. */
  readonly tin?: string;
  readonly email?: string;
  readonly phone?: string;
  /** ISO 639-1: the language of links and messages. */
  readonly language?: string;
}

/** One step that the level asks for: any of these document types fulfils it. */
export interface Requirement {
  /** IDENTITY, SELFIE, PROOF_OF_ADDRESS, … */
  readonly step: string;
  readonly types: readonly string[];
  /** What was wrong, when it is asked for again; may be shown to the applicant. */
  readonly comment?: string;
  readonly rejectLabels?: readonly string[];
  /** Sides that must come again; absent means the whole document. */
  readonly sides?: readonly ('front' | 'back')[];
}

/** A person's way into the provider's own collection pages. */
export interface Link {
  readonly url: string;
  /** For the provider's SDK, where it has one. Lives shorter than the link. */
  readonly accessToken?: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** {@link VerificationProvider.link}'s answer. */
export interface IssuedLink extends Link {
  /** The link began a session of its own: these replace the references of the case. */
  readonly references?: References;
  /** The person has been through the provider's pages already: nothing new was handed out, and the verdict is worth a look. */
  readonly finished?: boolean;
}

/** What a provider may demand beside documents and data. Personal data. */
export interface Circumstances {
  /** That the person agreed to the provider's processing: only ever `true`, and only when they did. */
  readonly consented?: true;
  /** Where the person is while giving the documents, in degrees. Never invented: what is not known is left out. */
  readonly location?: { readonly latitude: number; readonly longitude: number };
}

/** What a provider says once, when it is asked to decide, and never again: kept with the case, and handed back at every read. */
export type Findings = Readonly<Record<string, boolean>>;

/** A further attempt at a provider whose sessions serve one attempt each. */
export interface FurtherAttempt {
  readonly subjectId: string;
  readonly level: string;
  readonly applicant: ApplicantData;
  readonly circumstances?: Circumstances;
  /** Those of the attempt that is over. */
  readonly references: References;
}

/** A copy of something that a provider holds. */
export interface CapturedDocument extends DocumentRef {
  /** Which call it came from, and what of: `identomat.getGeneralDocument utility-bill`. */
  readonly origin?: string;
}

/** The provider's ids of one case: `{ applicant: '…', inspection: '…' }`. */
export type References = Readonly<Record<string, string>>;

export interface Opened {
  readonly references: References;
  /** The applicant was there already: made by an attempt whose answer was lost, or by an earlier case. */
  readonly adopted: boolean;
}

/** What the provider could not take, document by document; everything else arrived. */
export interface UploadReport {
  readonly accepted: readonly { readonly document: number; readonly imageId?: string }[];
  readonly refused: readonly { readonly document: number; readonly type: FailureType; readonly message: string }[];
}

/** What a provider can do; the process asks before it promises. */
export interface ProviderCapabilities {
  readonly collection: readonly CollectionMode[];
  /** Whether a running case can move to another level, and in which collection. */
  readonly levelChange: readonly CollectionMode[];
  readonly duplicateSearch: boolean;
  readonly evidence: readonly ('report' | 'images')[];
  /** What must be known before documents can be handed in. Absent: nothing. */
  readonly demands?: readonly (keyof Circumstances)[];
  /** Whether what the applicant states is sent to the provider. Absent: it is. */
  readonly applicantData?: boolean;
}

/**
 * What the processes need of a provider. Workflow code knows no provider but through this; implemented over activity proxies.
 * Every method may be repeated: after a crash it is, and none may then show a person something twice.
 */
export interface VerificationProvider {
  readonly name: string;
  readonly capabilities: ProviderCapabilities;
  open(subjectId: string, level: string, applicant: ApplicantData, circumstances?: Circumstances): Promise<Opened>;
  /** What an `open` made whose answer nobody heard; undefined when there is nothing. */
  find(subjectId: string): Promise<References | undefined>;
  /**
   * A way in, fresh or still good. A provider whose link is a session of its own needs `now`, what the case holds, and answers with the
   * references that replace it; at no time do two of its links work.
   */
  link(
    subjectId: string,
    level: string,
    ttlSeconds: number,
    language?: string,
    now?: { readonly references: References; readonly link?: Link },
  ): Promise<IssuedLink>;
  /**
   * Only where a session serves one attempt: called for every attempt after the first, before its link or its documents. The references
   * replace those of the case, and everything is asked for again.
   */
  nextAttempt?(attempt: FurtherAttempt): Promise<References>;
  updateApplicant(references: References, applicant: ApplicantData): Promise<void>;
  /** The images that are there now. */
  imagesThere(references: References): Promise<readonly string[]>;
  /**
   * Uploads in parallel, the sides of one document in order. `before` is what was there when this submission was first tried; `again`
   * says that it has been tried: what arrived since is then its own, and not sent twice.
   */
  upload(
    references: References,
    documents: readonly ApplicantDocument[],
    before: readonly string[],
    again: boolean,
    circumstances?: Circumstances,
  ): Promise<UploadReport>;
  /**
   * Asks for the review of an attempt, unless the provider has already moved on from `since`. What it finds takes the place of earlier
   * findings, which belong to another attempt.
   */
  submit(references: References, since: string | undefined): Promise<Findings | void>;
  /** The truth. */
  read(references: References, findings?: Findings): Promise<Verdict>;
  /**
   * Resolves when the provider's state is neither `from.status` nor the revision already known; costs no history while it waits.
   * Pauses double from `firstMs` to `slowestMs`.
   */
  watch(references: References, from: WatchFrom): Promise<void>;
  /** How many other applicants the provider takes for the same person. */
  duplicates(references: References): Promise<number>;
  /** Copies of what the provider holds, into the document store. */
  capture(references: References, what: 'report' | 'images', subjectId: string): Promise<readonly CapturedDocument[]>;
  /** Ends the case at the provider as far as it can be ended; never fails because it is ended already. */
  close(references: References): Promise<void>;
}

export interface WatchFrom {
  readonly status: Verdict['status'];
  readonly revision?: string;
  readonly firstMs: number;
  readonly slowestMs: number;
  readonly findings?: Findings;
}
