import type { CallFilter, CallRecord, EffectCounts } from './call-log';
import type { ControlRoute } from './control';
import type { Fault, Forgery } from './faults';
import type { ApplicantState, Expected } from './idngo/idngo-sandbox';
import type { HostedDocument, HostedResult } from './idngo/hosted-flow';
import type { Review, ReviewStep } from './idngo/review-script';
import type { UploadRemark } from './idngo/upload-remarks';
import type { SandboxAnnouncement } from './sandbox';
import type { SentWebhook } from './webhook-sender';

/** The strings of a sandbox that runs in another process; same names and meanings as on {@link Sandbox}, over HTTP. */
export interface ConnectedSandbox {
  /** Where each provider is served, and with which credentials. */
  announcement(): Promise<SandboxAnnouncement>;
  readonly faults: {
    add(fault: Fault): Promise<string>;
    lift(id?: string): Promise<void>;
    pending(): Promise<Fault[]>;
  };
  readonly idngo: {
    script(externalUserId: string, steps: readonly ReviewStep[]): Promise<void>;
    scriptActions(externalUserId: string, steps: readonly ReviewStep[]): Promise<void>;
    flip(externalUserId: string, review: Review): Promise<void>;
    remarkUploads(externalUserId: string, remarks: readonly UploadRemark[]): Promise<void>;
    willShow(externalUserId: string, documents: readonly HostedDocument[]): Promise<void>;
    finishHosted(externalUserId: string): Promise<HostedResult>;
    applicant(externalUserId: string): Promise<ApplicantState | undefined>;
    reached(
      externalUserId: string,
      status: ApplicantState['reviewStatus'],
      timeoutMs?: number,
    ): Promise<ApplicantState>;
    calls(filter?: CallFilter): Promise<CallRecord[]>;
    called(operation: string, expected?: Expected, timeoutMs?: number): Promise<CallRecord[]>;
    effects(): Promise<Record<string, EffectCounts>>;
    effectsOn(externalUserId: string): Promise<EffectCounts>;
    windowMax(operation: string, seconds: number): Promise<number>;
    concurrencyMax(operation: string): Promise<number>;
    sendWebhooksTo(url: string): Promise<void>;
    webhooks(): Promise<SentWebhook[]>;
    delivered(type: string, expected?: Expected, timeoutMs?: number): Promise<SentWebhook[]>;
    webhooksSettled(timeoutMs?: number): Promise<SentWebhook[]>;
    forgeWebhook(externalUserId: string, forgery: Forgery): Promise<void>;
  };
}

/** Speaks to the sandbox at this address (any of its providers' base URLs). Nothing is sent before the first call. */
export function connectSandbox(url: string): ConnectedSandbox {
  async function ask<Result>(route: ControlRoute, input: object = {}): Promise<Result> {
    const [method, path] = route.split(' ') as [string, string];
    const address = new URL(path, url);
    const headers = { 'content-type': 'application/json' };
    if (method === 'GET') address.search = new URLSearchParams(given(input)).toString();
    const response = await fetch(address, method === 'GET' ? {} : { method, headers, body: JSON.stringify(input) });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error((answer as { error: string }).error);
    return (answer ?? undefined) as Result;
  }

  return {
    announcement: () => ask('GET /_sandbox'),
    faults: {
      add: (fault) => ask('POST /_sandbox/faults', { fault }),
      lift: (id) => ask('DELETE /_sandbox/faults', { id }),
      pending: () => ask('GET /_sandbox/faults'),
    },
    idngo: {
      script: (externalUserId, steps) => ask('POST /_sandbox/idngo/script', { externalUserId, steps }),
      scriptActions: (externalUserId, steps) => ask('POST /_sandbox/idngo/script-actions', { externalUserId, steps }),
      flip: (externalUserId, review) => ask('POST /_sandbox/idngo/flip', { externalUserId, review }),
      remarkUploads: (externalUserId, remarks) =>
        ask('POST /_sandbox/idngo/remark-uploads', { externalUserId, remarks }),
      willShow: (externalUserId, documents) => ask('POST /_sandbox/idngo/will-show', { externalUserId, documents }),
      finishHosted: (externalUserId) => ask('POST /_sandbox/idngo/finish-hosted', { externalUserId }),
      applicant: (externalUserId) => ask('GET /_sandbox/idngo/applicant', { externalUserId }),
      reached: (externalUserId, status, timeoutMs) =>
        ask('POST /_sandbox/idngo/reached', { externalUserId, status, timeoutMs }),
      calls: (filter) => ask('GET /_sandbox/idngo/calls', filter),
      called: (operation, expected, timeoutMs) =>
        ask('POST /_sandbox/idngo/called', { operation, ...expected, timeoutMs }),
      effects: () => ask('GET /_sandbox/idngo/effects'),
      effectsOn: (externalUserId) => ask('GET /_sandbox/idngo/effects', { externalUserId }),
      windowMax: async (operation, seconds) => (await load(operation, seconds)).windowMax,
      concurrencyMax: async (operation) => (await load(operation, 1)).concurrencyMax,
      sendWebhooksTo: (to) => ask('POST /_sandbox/idngo/webhook-url', { url: to }),
      webhooks: () => ask('GET /_sandbox/idngo/webhooks'),
      delivered: (type, expected, timeoutMs) => ask('POST /_sandbox/idngo/delivered', { type, ...expected, timeoutMs }),
      webhooksSettled: (timeoutMs) => ask('POST /_sandbox/idngo/webhooks-settled', { timeoutMs }),
      forgeWebhook: (externalUserId, forgery) => ask('POST /_sandbox/idngo/forge-webhook', { externalUserId, forgery }),
    },
  };

  function load(operation: string, seconds: number): Promise<{ windowMax: number; concurrencyMax: number }> {
    return ask('GET /_sandbox/idngo/load', { operation, seconds });
  }
}

function given(input: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  );
}
