import type { Identifiers } from '../identifiers';

/** A link on which the user completes the verification, or an action. */
export interface HostedLink {
  readonly code: string;
  readonly externalUserId: string;
  readonly levelName: string;
  readonly externalActionId?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export class HostedLinks {
  private readonly byCode = new Map<string, HostedLink>();

  constructor(
    private readonly ids: Identifiers,
    private readonly now: () => number,
  ) {}

  create(link: Omit<HostedLink, 'code' | 'expiresAt'>, ttlSeconds: number): HostedLink {
    const created = { ...link, code: this.ids.code(), expiresAt: this.now() + ttlSeconds * 1000 };
    this.byCode.set(created.code, created);
    return created;
  }

  find(code: string): HostedLink | undefined {
    return this.byCode.get(code);
  }

  isOver(link: HostedLink): boolean {
    return this.now() >= link.expiresAt;
  }

  /** The latest link of somebody. */
  latestOf(externalUserId: string): HostedLink | undefined {
    return [...this.byCode.values()].reverse().find((link) => link.externalUserId === externalUserId);
  }
}
