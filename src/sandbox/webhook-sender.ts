import { Agent, request } from 'undici';
import type { FaultScript, Forgery, ProviderName, WebhookFate, WebhookFault } from './faults';
import { seededShuffle } from './identifiers';
import type { Timers } from './timers';
import type { Waiters } from './waiters';

/** A webhook as it goes over the wire. */
export interface Webhook {
  readonly type: string;
  readonly externalUserId?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A webhook and what became of it. */
export interface SentWebhook extends Webhook {
  /**
   * `waiting`: a delivery is still to come. `delivered`: some 2xx was answered. `given-up`: the last resend failed too.
   * `lost`: a fault swallowed it. `unsent`: nobody had said where to send it.
   */
  outcome: 'waiting' | 'delivered' | 'given-up' | 'lost' | 'unsent';
  readonly forged: boolean;
  /** Every delivery so far: when, on the sandbox's clock, and the status or the network error that it met. */
  readonly attempts: { readonly at: number; readonly answer: number | string }[];
}

export interface WebhookSenderOptions {
  readonly provider: ProviderName;
  readonly faults: FaultScript;
  readonly timers: Timers;
  readonly waiters: Waiters;
  readonly now: () => number;
  readonly seed: string;
  readonly url?: string;
  /** The provider's documented pauses between a failed delivery and its next, in seconds. */
  readonly resendAfterSeconds: (type: string) => readonly number[];
  /** So many times faster than documented. */
  readonly timeScale: number;
  readonly forge: (forgery: Forgery, webhook: Webhook) => Webhook;
}

const kept = 10_000;
const connectMs = 5_000;
const answerMs = 10_000;

/** Delivers one provider's webhooks: the first deliveries for one applicant in order, failed ones again by the provider's schedule. */
export class WebhookSender {
  url: string | undefined;
  private history: SentWebhook[] = [];
  private readonly agent = new Agent({
    connect: { timeout: connectMs },
    headersTimeout: answerMs,
    bodyTimeout: answerMs,
  });
  private readonly lines = new Map<string, Promise<unknown>>();
  private readonly held = new Map<WebhookFault, (() => void)[]>();
  private shuffles = 0;
  private underway = 0;

  constructor(private readonly options: WebhookSenderOptions) {
    this.url = options.url;
  }

  /** Sends it, or what the fault script makes of it. Returns at once. */
  send(webhook: Webhook): void {
    const { provider, faults, timers } = this.options;
    const fate = faults.nextForWebhook({ provider, name: webhook.type, externalUserId: webhook.externalUserId });
    if (fate.forged) this.sendForged(fate.forged.forgery ?? 'bad-signature', webhook);
    const sent = this.record(webhook, false);
    if (fate.lost) return this.settle(sent, 'lost');
    const deliver = () => void this.deliver(sent, fate.duplicated ? (fate.duplicated.copies ?? 2) : 1);
    const dispatch = () => (fate.reordered ? this.hold(fate.reordered, deliver) : deliver());
    if (fate.late) timers.after(fate.late.delayMs, dispatch);
    else dispatch();
  }

  /** Sends a lie modelled on this webhook, once. */
  sendForged(forgery: Forgery, model: Webhook): void {
    void this.deliver(this.record(this.options.forge(forgery, model), true), 1);
  }

  /** What was sent, oldest first; the latest 10,000. */
  sent(): readonly SentWebhook[] {
    return this.history;
  }

  /** Resolves when so many webhooks of a type (`'*'` for any) were answered with 2xx; rejects with what became of those that were sent. */
  delivered(
    type: string,
    { externalUserId, times = 1 }: { externalUserId?: string; times?: number },
    timeoutMs: number,
  ): Promise<SentWebhook[]> {
    const ours = () =>
      this.history.filter((hook) => externalUserId === undefined || hook.externalUserId === externalUserId);
    const delivered = () =>
      ours().filter((hook) => (type === '*' || hook.type === type) && hook.outcome === 'delivered' && !hook.forged);
    return this.options.waiters.until(
      () => (delivered().length >= times ? delivered() : undefined),
      timeoutMs,
      () =>
        `${delivered().length} ${type} webhook(s) were delivered within ${timeoutMs} ms, not ${times}. ` +
        `Sent: ${
          ours()
            .map((hook) => `${hook.type} ${hook.outcome}`)
            .join(', ') || 'none'
        }.`,
    );
  }

  /** Resolves with everything sent so far when no delivery, copy or resend is to come any more. */
  settled(timeoutMs: number): Promise<readonly SentWebhook[]> {
    return this.options.waiters.until(
      () => (this.underway === 0 ? this.history : undefined),
      timeoutMs,
      () => `${this.underway} webhook(s) are still under way after ${timeoutMs} ms.`,
    );
  }

  async stop(): Promise<void> {
    await this.agent.destroy();
  }

  private record(webhook: Webhook, forged: boolean): SentWebhook {
    if (this.history.length >= kept) this.history = this.history.slice(kept / 2);
    const sent: SentWebhook = { ...webhook, forged, outcome: 'waiting', attempts: [] };
    this.history.push(sent);
    this.underway++;
    return sent;
  }

  private async deliver(webhook: SentWebhook, copies: number): Promise<void> {
    const outcomes = await Promise.all(Array.from({ length: copies }, () => this.deliverCopy(webhook)));
    this.settle(webhook, outcomes.includes('delivered') ? 'delivered' : outcomes[0]!);
  }

  private async deliverCopy(webhook: SentWebhook): Promise<SentWebhook['outcome']> {
    const { resendAfterSeconds, timeScale, timers } = this.options;
    let accepted = await this.inLine(webhook, () => this.attempt(webhook));
    for (const seconds of resendAfterSeconds(webhook.type)) {
      if (accepted !== false) break;
      await timers.pause((seconds * 1000) / timeScale);
      accepted = await this.attempt(webhook);
    }
    return accepted === undefined ? 'unsent' : accepted ? 'delivered' : 'given-up';
  }

  /** First deliveries for one applicant wait for each other: what comes out of order does so because the fault script says so. */
  private inLine<Result>({ externalUserId = '' }: SentWebhook, attempt: () => Promise<Result>): Promise<Result> {
    const turn = (this.lines.get(externalUserId) ?? Promise.resolve()).then(attempt);
    this.lines.set(externalUserId, turn);
    void turn.then(() => {
      if (this.lines.get(externalUserId) === turn) this.lines.delete(externalUserId);
    });
    return turn;
  }

  /** Whether the receiver took it; undefined when there is nowhere to send it. */
  private async attempt(webhook: SentWebhook): Promise<boolean | undefined> {
    if (this.url === undefined) return undefined;
    const answer = await this.post(this.url, webhook);
    webhook.attempts.push({ at: this.options.now(), answer });
    const accepted = typeof answer === 'number' && answer >= 200 && answer < 300;
    if (accepted) webhook.outcome = 'delivered'; // whatever becomes of its copies
    this.options.waiters.changed();
    return accepted;
  }

  private async post(url: string, { headers, body }: Webhook): Promise<number | string> {
    try {
      const answer = await request(url, { method: 'POST', headers, body, dispatcher: this.agent });
      await answer.body.dump();
      return answer.statusCode;
    } catch (error) {
      return (error as { code?: string }).code ?? (error as Error).name;
    }
  }

  private hold(fault: NonNullable<WebhookFate['reordered']>, deliver: () => void): void {
    const group = this.held.get(fault) ?? [];
    group.push(deliver);
    this.held.set(fault, group);
    const release = () => {
      if (this.held.get(fault) !== group) return;
      this.held.delete(fault);
      seededShuffle(group, `${this.options.seed}/${++this.shuffles}`).forEach((deliverHeld) => deliverHeld());
    };
    if (group.length >= (fault.group ?? 2)) release();
    else if (group.length === 1) this.options.timers.after(fault.waitMs ?? 2_000, release);
  }

  private settle(webhook: SentWebhook, outcome: SentWebhook['outcome']): void {
    webhook.outcome = outcome;
    this.underway--;
    this.options.waiters.changed();
  }
}
