import { createHash } from 'node:crypto';
import type { Identifiers } from '../identifiers';

/** The access tokens that were issued. Expiry goes by the sandbox's clock. */
export class AccessTokens {
  private readonly expiry = new Map<string, number>();

  constructor(
    private readonly ids: Identifiers,
    private readonly now: () => number,
    readonly lifetimeSeconds: number,
  ) {}

  issue(): string {
    const token = `synthetic-${this.ids.uuid()}`;
    this.expiry.set(digest(token), this.now() + this.lifetimeSeconds * 1000);
    return token;
  }

  /** Why a token is not taken; undefined when it is. */
  objection(token: string): 'unknown' | 'expired' | undefined {
    const expiresAt = this.expiry.get(digest(token));
    if (expiresAt === undefined) return 'unknown';
    return this.now() < expiresAt ? undefined : 'expired';
  }

  /** None of those issued so far is taken any more. */
  revokeAll(): void {
    this.expiry.clear();
  }
}

// By digest, so that looking one up takes no longer for a token that is nearly right.
function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
