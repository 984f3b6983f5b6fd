import type { ControlRoute } from './control';
import type { Fault, ProviderName } from './faults';
import type { IdentomatSandbox } from './identomat/identomat-sandbox';
import type { IdngoSandbox } from './idngo/idngo-sandbox';
import type { ProviderSandbox } from './provider-sandbox';
import type { SandboxAnnouncement } from './sandbox';
import type { VultsecuritySandbox } from './vultsecurity/vultsecurity-sandbox';

/** The methods of a local object as they are over HTTP: the same names and meanings, as promises. */
type Connected<Local> = {
  readonly [
    Name in keyof Local as Local[Name] extends (...input: never[]) => unknown ? Name : never
  ]: Local[Name] extends (...input: infer Input) => infer Result
    ? (...input: Input) => Promise<Awaited<Result>>
    : never;
};

/** The strings of a sandbox that runs in another process. */
export interface ConnectedSandbox {
  /** Where each provider is served, and with which credentials. */
  announcement(): Promise<SandboxAnnouncement>;
  /** Webhooks of all providers go to the receiver at this address from now on, each to its own route. */
  sendWebhooksTo(receiver: string): Promise<void>;
  readonly faults: {
    add(fault: Fault): Promise<string>;
    lift(id?: string): Promise<void>;
    pending(): Promise<Fault[]>;
  };
  readonly idngo: Connected<IdngoSandbox>;
  readonly identomat: Connected<IdentomatSandbox>;
  readonly vultsecurity: Connected<VultsecuritySandbox>;
}

type Ask = <Result>(route: ControlRoute, input?: object) => Promise<Result>;

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
    sendWebhooksTo: (receiver) => ask('POST /_sandbox/webhook-url', { url: receiver }),
    faults: {
      add: (fault) => ask('POST /_sandbox/faults', { fault }),
      lift: (id) => ask('DELETE /_sandbox/faults', { id }),
      pending: () => ask('GET /_sandbox/faults'),
    },
    idngo: connectedIdngo(ask),
    identomat: connectedIdentomat(ask),
    vultsecurity: connectedVultsecurity(ask),
  };
}

function connectedIdngo(ask: Ask): Connected<IdngoSandbox> {
  return {
    ...observing(ask, 'idngo'),
    script: (externalUserId, steps) => ask('POST /_sandbox/idngo/script', { externalUserId, steps }),
    scriptActions: (externalUserId, steps) => ask('POST /_sandbox/idngo/script-actions', { externalUserId, steps }),
    flip: (externalUserId, review) => ask('POST /_sandbox/idngo/flip', { externalUserId, review }),
    remarkUploads: (externalUserId, remarks) => ask('POST /_sandbox/idngo/remark-uploads', { externalUserId, remarks }),
    willShow: (externalUserId, documents) => ask('POST /_sandbox/idngo/will-show', { externalUserId, documents }),
    finishHosted: (externalUserId) => ask('POST /_sandbox/idngo/finish-hosted', { externalUserId }),
    applicant: (externalUserId) => ask('GET /_sandbox/idngo/applicant', { externalUserId }),
    reached: (externalUserId, status, timeoutMs) =>
      ask('POST /_sandbox/idngo/reached', { externalUserId, status, timeoutMs }),
    forgeWebhook: (externalUserId, forgery) => ask('POST /_sandbox/idngo/forge-webhook', { externalUserId, forgery }),
  };
}

function connectedIdentomat(ask: Ask): Connected<IdentomatSandbox> {
  return {
    ...observing(ask, 'identomat'),
    script: (session, steps) => ask('POST /_sandbox/identomat/script', { session, steps }),
    scriptNext: (steps) => ask('POST /_sandbox/identomat/script-next', { steps }),
    willShow: (session, shown) => ask('POST /_sandbox/identomat/will-show', { session, shown }),
    finishHosted: (session) => ask('POST /_sandbox/identomat/finish-hosted', { session }),
    decide: (session, outcome) => ask('POST /_sandbox/identomat/decide', { session, outcome }),
    record: (session, recordings, afterMs) => ask('POST /_sandbox/identomat/record', { session, recordings, afterMs }),
    recorded: (session, timeoutMs) => ask('POST /_sandbox/identomat/recorded', { session, timeoutMs }),
    session: (session) => ask('GET /_sandbox/identomat/session', { session }),
    sessionsOf: (name) => ask('GET /_sandbox/identomat/sessions', { name }),
    reached: (session, state, timeoutMs) => ask('POST /_sandbox/identomat/reached', { session, state, timeoutMs }),
    errand: (errand, session, recipient) => ask('POST /_sandbox/identomat/errand', { errand, session, recipient }),
    list: (person) => ask('POST /_sandbox/identomat/list', { person }),
    unlist: (personId) => ask('POST /_sandbox/identomat/unlist', { personId }),
    touchMonitored: (fullName) => ask('POST /_sandbox/identomat/touch-monitored', { fullName }),
    forgeCallback: (session, forgery) => ask('POST /_sandbox/identomat/forge-callback', { session, forgery }),
  };
}

function connectedVultsecurity(ask: Ask): Connected<VultsecuritySandbox> {
  return {
    ...observing(ask, 'vultsecurity'),
    script: (key, outcomes) => ask('POST /_sandbox/vultsecurity/script', { key, outcomes }),
    scriptAuthentications: (key, outcomes) =>
      ask('POST /_sandbox/vultsecurity/script-authentications', { key, outcomes }),
    flip: (key, outcome) => ask('POST /_sandbox/vultsecurity/flip', { key, outcome }),
    finishOnDevice: (key, documentType) => ask('POST /_sandbox/vultsecurity/finish-on-device', { key, documentType }),
    sessions: (key) => ask('GET /_sandbox/vultsecurity/sessions', { key }),
    reached: (key, status, timeoutMs) => ask('POST /_sandbox/vultsecurity/reached', { key, status, timeoutMs }),
    revokeTokens: () => ask('POST /_sandbox/vultsecurity/revoke-tokens'),
    forgeWebhook: (key, forgery) => ask('POST /_sandbox/vultsecurity/forge-webhook', { key, forgery }),
  };
}

function observing(ask: Ask, provider: ProviderName): Connected<ProviderSandbox> {
  const load = (operation: string, seconds: number) =>
    ask<{ windowMax: number; concurrencyMax: number }>(`GET /_sandbox/${provider}/load`, { operation, seconds });
  return {
    calls: (filter) => ask(`GET /_sandbox/${provider}/calls`, filter),
    called: (operation, expected, timeoutMs) =>
      ask(`POST /_sandbox/${provider}/called`, { operation, ...expected, timeoutMs }),
    effects: () => ask(`GET /_sandbox/${provider}/effects`),
    effectsOn: (externalUserId) => ask(`GET /_sandbox/${provider}/effects`, { externalUserId }),
    windowMax: async (operation, seconds) => (await load(operation, seconds)).windowMax,
    concurrencyMax: async (operation) => (await load(operation, 1)).concurrencyMax,
    sendWebhooksTo: (to) => ask(`POST /_sandbox/${provider}/webhook-url`, { url: to }),
    webhooks: () => ask(`GET /_sandbox/${provider}/webhooks`),
    delivered: (type, expected, timeoutMs) =>
      ask(`POST /_sandbox/${provider}/delivered`, { type, ...expected, timeoutMs }),
    webhooksSettled: (timeoutMs) => ask(`POST /_sandbox/${provider}/webhooks-settled`, { timeoutMs }),
  };
}

function given(input: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  );
}
