import type { DocumentType, Side } from './document-types';
import type { SessionStatus } from './outcome-script';
import type { SyntheticPerson } from './synthetic-people';

export type Json = Record<string, unknown>;

/** A stored file: what is needed to answer for it, without its bytes. */
export interface StoredFile {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly at: number;
}

/** Where a step was taken, as the caller said. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** What came of a session; every value as it goes over the wire. */
export interface Verdict {
  readonly verified: boolean | null;
  readonly onSanctionList: boolean | null;
  readonly ofacStatus: string | null;
  readonly dmvStatus: string | null;
  readonly score: number | null;
  readonly at: number;
}

/** What identity verification (IDV) and identity authentication (IDA) have in common. Times are milliseconds since the epoch. */
interface AnySession {
  readonly id: string;
  /** Whom it is about: the caller's key in `metadata`, or the session's own id. */
  readonly key: string;
  readonly createdAt: number;
  readonly userId: string;
  readonly clientId: string;
  readonly weightsId: string;
  readonly metadata: Json;
  readonly settings: Json;
  readonly webhookUrl?: string;
  status: SessionStatus;
  completedAt?: number;
  /** When the last step was taken; nothing is taken after it. */
  finalizedAt?: number;
  identityId?: string;
  sdkMetadata: Json;
  /** Liveness sessions that the device may still carry out. */
  openLiveness: number;
  livenessDetectedAt?: number;
  selfie?: StoredFile;
  /** Pictures of the active liveness steps, in their order. */
  readonly livenessSteps: StoredFile[];
  /** Where the front, the back and the selfie were taken. */
  readonly places: Partial<Record<Side | 'selfie', Place>>;
  verdict?: Verdict;
  readonly history: { readonly at: number; readonly event: string }[];
}

export interface IdvSession extends AnySession {
  readonly kind: 'idv';
  consented: boolean;
  consentedAt?: number;
  documentType: DocumentType;
  readonly images: Partial<Record<Side, StoredFile>>;
  /** Read off the front of the document; gone once anonymized. */
  person?: SyntheticPerson;
  anonymized: boolean;
}

export interface IdaSession extends AnySession {
  readonly kind: 'ida';
  readonly identityId: string;
}

export type Session = IdvSession | IdaSession;

/** Sessions of one kind. */
export class SessionRegister<Kind extends Session> {
  private readonly byId = new Map<string, Kind>();

  add(session: Kind): Kind {
    this.byId.set(session.id, session);
    return session;
  }

  find(id: string): Kind | undefined {
    return this.byId.get(id);
  }

  of(key: string): Kind[] {
    return [...this.byId.values()].filter((session) => session.key === key);
  }

  /** Newest first, so that what comes between two pages moves the second one. */
  newestFirst(): Kind[] {
    return [...this.byId.values()].reverse();
  }

  remove(session: Kind): void {
    this.byId.delete(session.id);
  }
}

export function note(session: Session, at: number, event: string): void {
  session.history.push({ at, event });
}
