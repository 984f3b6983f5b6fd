import type { CallFilter, CallLog, CallRecord, EffectCounts } from './call-log';
import type { SentWebhook, WebhookSender } from './webhook-sender';

export interface Expected {
  readonly externalUserId?: string;
  /** Default 1. */
  readonly times?: number;
}

/** What every simulated provider tells of the calls that it received and the webhooks that it sent. */
export class ProviderSandbox {
  constructor(
    private readonly log: CallLog,
    private readonly sender: WebhookSender,
  ) {}

  /** Every call that came, in the order of the answers. */
  calls(filter?: CallFilter): CallRecord[] {
    return this.log.calls(filter);
  }

  /** Resolves once the operation was called, also when that was before; rejects with the calls that came instead. */
  called(operation: string, expected?: Expected, timeoutMs?: number): Promise<CallRecord[]> {
    return this.log.called(operation, expected, timeoutMs);
  }

  /** What a person at the provider would see of everybody, by the name under which the records say whom a call was about. */
  effects(): Record<string, EffectCounts> {
    return this.log.effects();
  }

  /** The same of one: `{ 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 }`. */
  effectsOn(externalUserId: string): EffectCounts {
    return this.log.effects(externalUserId);
  }

  /** The most calls of an operation within any window of so many seconds. */
  windowMax(operation: string, seconds: number): number {
    return this.log.windowMax(operation, seconds);
  }

  /** The most calls of an operation that were being answered at one time. */
  concurrencyMax(operation: string): number {
    return this.log.concurrencyMax(operation);
  }

  /** Where webhooks go from now on: the whole address. */
  sendWebhooksTo(url: string): void {
    this.sender.url = url;
  }

  /** The webhooks that were made, also those that a fault swallowed, with every delivery. */
  webhooks(): readonly SentWebhook[] {
    return this.sender.sent();
  }

  /** Resolves when a webhook of this type (`'*'` for any) was answered with 2xx; rejects with what became of those that were sent. */
  delivered(type: string, expected: Expected = {}, timeoutMs = 5_000): Promise<SentWebhook[]> {
    return this.sender.delivered(type, expected, timeoutMs);
  }

  /** Resolves with all webhooks when nothing of them is to come any more: no delivery, no copy, no resend. */
  webhooksSettled(timeoutMs = 5_000): Promise<readonly SentWebhook[]> {
    return this.sender.settled(timeoutMs);
  }
}
