import type { DocumentType } from './document-types';
import type { IdvSession, StoredFile, Verdict } from './sessions';
import type { SyntheticPerson } from './synthetic-people';

/** Somebody whom a finished IDV session made known. It has data of its own: deleting the session leaves it, anonymizing empties it. */
export interface Identity {
  readonly id: string;
  readonly key: string;
  readonly createdAt: number;
  readonly clientId: string;
  readonly userId: string;
  readonly metadata: Record<string, unknown>;
  readonly documentType: DocumentType;
  readonly livenessDetectedAt?: number;
  verdict: Verdict;
  person?: SyntheticPerson;
  images: IdvSession['images'];
  selfie?: StoredFile;
  anonymized: boolean;
}

export class IdentityRegister {
  private readonly byId = new Map<string, Identity>();

  add(identity: Identity): Identity {
    this.byId.set(identity.id, identity);
    return identity;
  }

  find(id: string): Identity | undefined {
    return this.byId.get(id);
  }

  newestFirst(): Identity[] {
    return [...this.byId.values()].reverse();
  }
}

export function anonymize(identity: Identity): void {
  identity.anonymized = true;
  identity.person = undefined;
  identity.images = {};
  identity.selfie = undefined;
}
