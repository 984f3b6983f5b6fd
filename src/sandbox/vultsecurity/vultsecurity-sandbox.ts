import type { CallLog } from '../call-log';
import type { Forgery } from '../faults';
import { ProviderSandbox, type Expected } from '../provider-sandbox';
import type { Waiters } from '../waiters';
import type { SentWebhook, WebhookSender } from '../webhook-sender';
import type { AccessTokens } from './access-tokens';
import type { VultsecurityCredentials } from './credentials';
import { finishOnDevice } from './device';
import { documentTypes, type DocumentType } from './document-types';
import type { Outcome, OutcomeScripts, SessionStatus } from './outcome-script';
import type { Session } from './sessions';
import type { WakeUps } from './wake-ups';
import type { World } from './world';

/** What the account shows of a session, without personal data. */
export interface SessionState {
  readonly sessionId: string;
  readonly kind: 'idv' | 'ida';
  readonly key: string;
  readonly status: SessionStatus;
  readonly finalized: boolean;
  /** Undefined until there is a verdict. */
  readonly verified?: boolean | null;
  readonly onSanctionList?: boolean | null;
  readonly identityId?: string;
  readonly consented?: boolean;
  readonly anonymized?: boolean;
}

interface Parts {
  readonly world: World;
  readonly log: CallLog;
  readonly account: WebhookSender;
  readonly wakeUps: WakeUps;
  readonly tokens: AccessTokens;
  readonly scripts: OutcomeScripts;
  readonly authenticationScripts: OutcomeScripts;
  readonly waiters: Waiters;
}

/**
 * Holds the strings of the simulated VultSecurity. A person is named by the caller's key: what stands before the first `/` of
 * `metadata.kycKey`, or the session's id where there is none.
 */
export class VultsecuritySandbox extends ProviderSandbox {
  readonly tokenUrl: string;

  constructor(
    readonly baseUrl: string,
    tokenPath: string,
    readonly credentials: VultsecurityCredentials,
    private readonly parts: Parts,
  ) {
    super(parts.log, parts.account);
    this.tokenUrl = baseUrl + tokenPath;
  }

  /** What becomes of this person's verifications, one outcome a session; replaces what was still to come. */
  script(key: string, outcomes: readonly Outcome[]): void {
    this.parts.scripts.set(key, outcomes);
  }

  /** The same for this person's authentications. */
  scriptAuthentications(key: string, outcomes: readonly Outcome[]): void {
    this.parts.authenticationScripts.set(key, outcomes);
  }

  /** Gives the latest session of this person this outcome, after its `afterMs`: a reversal, an expiry, the end of a session that hangs. */
  flip(key: string, outcome: Outcome): void {
    this.parts.world.lifeCycle.decide(this.latest(key), outcome);
  }

  /**
   * The person finishes their latest session on their device, with a document of this type (default `driver_license`). Throws when it is not
   * open.
   */
  finishOnDevice(key: string, documentType: DocumentType = documentTypes[1]): void {
    finishOnDevice(this.parts.world, this.parts.log, this.latest(key), documentType);
  }

  /** Every session of this person, oldest first, verifications before authentications. */
  sessions(key: string): SessionState[] {
    return this.of(key).map(stateOf);
  }

  /** Resolves when the person's latest session has this status; rejects with the one that it had instead. */
  reached(key: string, status: SessionStatus, timeoutMs = 5_000): Promise<SessionState> {
    const latest = () => this.of(key).at(-1);
    return this.parts.waiters.until(
      () => {
        const session = latest();
        return session?.status === status ? stateOf(session) : undefined;
      },
      timeoutMs,
      () => `${key} was not ${status} within ${timeoutMs} ms, but ${latest()?.status ?? 'unknown here'}.`,
    );
  }

  /** None of the access tokens issued so far is taken any more. */
  revokeTokens(): void {
    this.parts.tokens.revokeAll();
  }

  /** Calls a webhook of this person's latest session for no reason: at a wrong address, or about a session that nobody knows. */
  forgeWebhook(key: string, forgery: Forgery): void {
    this.parts.wakeUps.sendForged(this.latest(key), forgery);
  }

  override webhooks(): readonly SentWebhook[] {
    return this.parts.wakeUps.sent();
  }

  /** `type` is `idv-session` or `ida-session`, which is not on the wire, or `'*'`. */
  override delivered(type: string, expected: Expected = {}, timeoutMs = 5_000): Promise<SentWebhook[]> {
    return this.parts.wakeUps.delivered(type, expected, timeoutMs);
  }

  override webhooksSettled(timeoutMs = 5_000): Promise<readonly SentWebhook[]> {
    return this.parts.wakeUps.settled(timeoutMs);
  }

  private of(key: string): Session[] {
    const { world } = this.parts;
    const sessions = [...world.verifications.of(key), ...world.authentications.of(key)];
    sessions.forEach((session) => world.lifeCycle.expire(session));
    return sessions;
  }

  private latest(key: string): Session {
    const session = this.of(key).at(-1);
    if (!session) throw new Error(`The sandbox knows no session of ${key}.`);
    return session;
  }
}

function stateOf(session: Session): SessionState {
  const { id, kind, key, status, finalizedAt, verdict, identityId } = session;
  return {
    sessionId: id,
    kind,
    key,
    status,
    finalized: finalizedAt !== undefined,
    verified: verdict?.verified,
    onSanctionList: verdict?.onSanctionList,
    identityId,
    ...(session.kind === 'idv' && { consented: session.consented, anonymized: session.anonymized }),
  };
}
