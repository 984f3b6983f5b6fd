import { z } from 'zod';

/** Providers that the sandbox simulates. */
export const providerNames = ['idngo', 'identomat', 'vultsecurity'] as const;
export type ProviderName = (typeof providerNames)[number];

interface Scope {
  /** Only at this provider. Default: any. */
  readonly provider?: ProviderName;
  /** Only for the applicant with this id, or by the name under which the provider's records say whom a call is about. Default: anybody. */
  readonly externalUserId?: string;
  /** How many calls or webhooks it hits; `'always'` until it is lifted. Default 1. */
  readonly times?: number | 'always';
}

/** Something goes wrong with a call. */
export interface CallFault extends Scope {
  /** The operation, for example `requestApplicantCheck`; `'*'` with `times: 'always'` is an outage. */
  readonly call: string;
  /**
   * The HTTP status that is answered instead, or that no answer comes, or that the connection breaks, or that it breaks in the middle of
   * the answer. A success status is a refusal too, where the provider has such: the body says so.
   */
  readonly answer: number | 'time-out' | 'reset' | 'cut';
  /** `before` (default): the provider did nothing. `after`, and always for `cut`: it did what was asked, and the answer was lost. */
  readonly at?: 'before' | 'after';
  /** The provider's own code in the error body, for example 4004 or `session-not-found`. */
  readonly errorCode?: number | string;
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
}

interface WebhookScope extends Scope {
  /** The type, for example `applicantReviewed`; `'*'` for all. */
  readonly webhook: string;
}

/** Something goes wrong with a webhook. */
export type WebhookFault =
  /** It is never sent, nor resent. */
  | (WebhookScope & { readonly fate: 'lost' })
  /** Its first delivery comes so much later. Real milliseconds. */
  | (WebhookScope & { readonly fate: 'late'; readonly delayMs: number })
  /** It is delivered so often in all. Default 2. */
  | (WebhookScope & { readonly fate: 'duplicated'; readonly copies?: number })
  /**
   * It is held until `group` (default 2) of them have gathered, then they go out in another order, decided by the sandbox's seed.
   * What is still alone after `waitMs` (default 2,000 real ms) goes out as it is: this fault loses nothing.
   */
  | (WebhookScope & { readonly fate: 'reordered'; readonly group?: number; readonly waitMs?: number })
  /** A lie travels beside it: it claims an approval with a wrong signature, or is about somebody whom nobody knows, well signed. */
  | (WebhookScope & { readonly fate: 'forged'; readonly forgery?: Forgery });

export type Forgery = 'bad-signature' | 'unknown-user';

/** One entry of the fault script: plain data, by name and count, never by chance. */
export type Fault = CallFault | WebhookFault;

const times = z.union([z.int().positive(), z.literal('always')]).optional();
const scope = { provider: z.enum(providerNames).optional(), externalUserId: z.string().max(512).optional(), times };
const webhookScope = { ...scope, webhook: z.string().min(1).max(100) };

export const faultSchema: z.ZodType<Fault> = z.union([
  z.strictObject({
    ...scope,
    call: z.string().min(1).max(100),
    answer: z.union([z.int().min(200).max(599), z.enum(['time-out', 'reset', 'cut'])]),
    at: z.enum(['before', 'after']).optional(),
    errorCode: z.union([z.int(), z.string().min(1).max(100)]).optional(),
    retryAfterSeconds: z.int().nonnegative().optional(),
  }),
  z.strictObject({ ...webhookScope, fate: z.literal('lost') }),
  z.strictObject({ ...webhookScope, fate: z.literal('late'), delayMs: z.int().nonnegative() }),
  z.strictObject({ ...webhookScope, fate: z.literal('duplicated'), copies: z.int().min(2).max(100).optional() }),
  z.strictObject({
    ...webhookScope,
    fate: z.literal('reordered'),
    group: z.int().min(2).max(100).optional(),
    waitMs: z.int().positive().optional(),
  }),
  z.strictObject({
    ...webhookScope,
    fate: z.literal('forged'),
    forgery: z.enum(['bad-signature', 'unknown-user']).optional(),
  }),
]);

/** What a call or webhook is, for deciding which faults hit it. */
export interface Target {
  readonly provider: ProviderName;
  readonly name: string;
  readonly externalUserId?: string;
}

/** The faults that are still to come. Entries are tried in the order in which they were added. */
export class FaultScript {
  private entries: { readonly id: string; readonly fault: Fault; left: number }[] = [];
  private count = 0;

  constructor(faults: readonly Fault[] = []) {
    faults.forEach((fault) => this.add(fault));
  }

  /** Throws when the entry is not a fault. The id that it returns lifts the fault again. */
  add(fault: Fault): string {
    const parsed = faultSchema.safeParse(fault);
    if (!parsed.success)
      throw new Error(`This is not a fault that the sandbox knows: ${z.prettifyError(parsed.error)}`);
    const id = `fault-${++this.count}`;
    const { times: hits = 1 } = parsed.data;
    this.entries.push({ id, fault: parsed.data, left: hits === 'always' ? Infinity : hits });
    return id;
  }

  /** Lifts one fault, or all of them. Lifting what is used up is no error. */
  lift(id?: string): void {
    this.entries = id === undefined ? [] : this.entries.filter((entry) => entry.id !== id);
  }

  /** What has not been used up. */
  pending(): Fault[] {
    return this.entries.map(({ fault, left }) => ({ ...fault, times: left === Infinity ? 'always' : left }));
  }

  /** The first fault that hits this call, used up by one. */
  nextForCall(call: Target): CallFault | undefined {
    return this.take((fault) => 'call' in fault && hits(fault, fault.call, call)) as CallFault | undefined;
  }

  /** What happens to this webhook: at most one fault of each fate, each used up by one. */
  nextForWebhook(webhook: Target): WebhookFate {
    const take = <Fate extends WebhookFault['fate']>(fate: Fate) =>
      this.take((fault) => 'webhook' in fault && fault.fate === fate && hits(fault, fault.webhook, webhook)) as
        Extract<WebhookFault, { fate: Fate }> | undefined;
    const lost = take('lost') !== undefined;
    return {
      lost,
      forged: take('forged'),
      duplicated: take('duplicated'),
      late: take('late'),
      reordered: take('reordered'),
    };
  }

  private take(wanted: (fault: Fault) => boolean): Fault | undefined {
    const entry = this.entries.find(({ fault }) => wanted(fault));
    if (entry === undefined) return undefined;
    if (--entry.left === 0) this.entries = this.entries.filter((other) => other !== entry);
    return entry.fault;
  }
}

/** The faults that hit one webhook. */
export interface WebhookFate {
  readonly lost: boolean;
  readonly forged?: Extract<WebhookFault, { fate: 'forged' }>;
  readonly duplicated?: Extract<WebhookFault, { fate: 'duplicated' }>;
  readonly late?: Extract<WebhookFault, { fate: 'late' }>;
  readonly reordered?: Extract<WebhookFault, { fate: 'reordered' }>;
}

function hits(fault: Fault, name: string, target: Target): boolean {
  return (
    ['*', target.name].includes(name) &&
    (fault.provider ?? target.provider) === target.provider &&
    (fault.externalUserId ?? target.externalUserId) === target.externalUserId
  );
}
