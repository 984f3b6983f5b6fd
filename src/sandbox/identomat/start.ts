import { defaultDocumentLimitBytes } from '../../domain/documents';
import { identomatOperations } from '../../providers/identomat/operations';
import type { Operation, OperationTable } from '../../providers/operation';
import { CallLog } from '../call-log';
import { gateway, type Call, type Dialect } from '../gateway';
import { Identifiers } from '../identifiers';
import { serveLoopback, type LoopbackServer } from '../loopback-server';
import { QuotaCounter } from '../quota-counter';
import type { Surroundings } from '../surroundings';
import { Timers } from '../timers';
import { Waiters } from '../waiters';
import { WebhookSender } from '../webhook-sender';
import { Blacklist } from './blacklist';
import { IdentomatCallbacks } from './callbacks';
import { checkCompanyKey, type Host } from './company-key';
import { identomatSandboxCredentials, type IdentomatCredentials } from './credentials';
import { identomatHandlers } from './handlers';
import { nameOfNewSession } from './handlers/sessions';
import { HostedFlow } from './hosted-flow';
import { hostedPage, isHostedPath } from './hosted-page';
import { IdentomatSandbox } from './identomat-sandbox';
import { LifeCycle } from './life-cycle';
import { listedPeople, type ListedPerson } from './listed-people';
import { SessionScripts } from './outcomes';
import { errorReply } from './refusals';
import { fieldsOf } from './requests';
import { undecidedWords, type UndecidedWords } from './result-view';
import { Monitoring, ScreeningList } from './screening';
import { SessionRegister, type Session } from './sessions';
import { Staff } from './staff';
import type { World } from './world';

/** How the simulated Identomat differs from its defaults. */
export interface IdentomatSandboxOptions {
  /** Default: well-known synthetic ones. */
  readonly credentials?: Partial<IdentomatCredentials>;
  /** From the user's finish to the decision, or to the operator's queue, in real milliseconds. Default 200. */
  readonly reviewMs?: number;
  /** From a video call to its recordings, in real milliseconds. Default 200. */
  readonly recordingMs?: number;
  /** How long a session without a configuration may be used, in minutes. Default 15, the vendor's. */
  readonly sessionLifetime?: number;
  /** The status of refusals whose status the vendor does not state: 200 (default), or any other. */
  readonly errorStatus?: number;
  /** What `result` says while nothing is decided. Default: `in_progress`, `manual_check`, `expired`, all assumed. */
  readonly undecidedWords?: Partial<UndecidedWords>;
  /** The `type` of the callback about a session that has something new: assumed, `status-update`. `'none'`: none is sent. */
  readonly statusUpdateType?: string;
  /** Pauses before a failed callback comes again, in seconds. Not documented; default 1, 5 and 30 minutes. */
  readonly resendAfterSeconds?: readonly number[];
  /** Who is on the lists at first. Default: a few invented people. */
  readonly listed?: readonly ListedPerson[];
}

export interface IdentomatSurroundings extends Surroundings {
  /** Where the external API listens; `port` is the widget's. */
  readonly externalApiPort?: number;
}

const minutes = 60;
const bodies = {
  widget: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  // JSON under the content type that curl gives to `-d`: so do most of the vendor's examples.
  external: ['application/json', 'application/x-www-form-urlencoded'],
} as const;

export async function startIdentomat(
  { port, externalApiPort, faults, now, seed, timeScale, webhookUrl, control }: IdentomatSurroundings,
  options: IdentomatSandboxOptions = {},
): Promise<{ identomat: IdentomatSandbox; stop: () => Promise<void> }> {
  const { reviewMs = 200, recordingMs = 200, sessionLifetime = 15, errorStatus = 200, listed = listedPeople } = options;
  const { statusUpdateType = 'status-update', resendAfterSeconds = [minutes, 5 * minutes, 30 * minutes] } = options;
  const credentials = { ...identomatSandboxCredentials, ...options.credentials };
  const timers = new Timers();
  const ids = new Identifiers(`${seed}/identomat`);
  const waiters = new Waiters();
  const log = new CallLog(now, waiters);
  const sender: WebhookSender = new WebhookSender({
    provider: 'identomat',
    faults,
    timers,
    waiters,
    now,
    seed,
    timeScale,
    url: webhookUrl,
    resendAfterSeconds: () => resendAfterSeconds,
    forge: (forgery, webhook) => callbacks.forge(forgery, webhook),
  });
  const updates = statusUpdateType === 'none' ? undefined : statusUpdateType;
  const callbacks = new IdentomatCallbacks(sender, credentials, updates, () => String(ids.number()).slice(-4));
  const sessions = new SessionRegister(ids, now);
  const scripts = new SessionScripts();
  const list = new ScreeningList(listed);
  const lifeCycle = new LifeCycle({
    ...{ scripts, sessions, callbacks, timers, now, reviewMs, recordingMs },
    newId: () => ids.objectId(),
    changed: () => waiters.changed(),
  });
  const world: World = {
    ...{ now, ids, timers, sessions, scripts, lifeCycle, callbacks, list, sessionLifetime },
    monitoring: new Monitoring(list),
    blacklist: new Blacklist(),
    staff: new Staff(ids.objectId()),
    words: { ...undecidedWords, ...options.undecidedWords },
    widgetLink: ({ token }: Session) => `${servers.widget.url}/?session_token=${token}`,
  };
  const handlers = identomatHandlers(world);
  const flow = new HostedFlow(lifeCycle, log);
  const page = hostedPage(world, flow);

  function serve(host: Host, at: number | undefined): Promise<LoopbackServer> {
    const dialect: Dialect = {
      provider: 'identomat',
      operations: rowsOf(host),
      handlers,
      bodyMediaTypes: (row) => (hasFiles(row) ? ['multipart/form-data'] : bodies[host]),
      authenticate: (received) => checkCompanyKey(received, host, credentials.companyKey),
      applicantOf: (call) => whomACallIsAbout(world, call),
      errorReply: (refusal) => errorReply(refusal, errorStatus),
    };
    const api = gateway({ dialect, log, faults, quotas: new QuotaCounter(now) });
    return serveLoopback(
      async (received) =>
        control(received) ?? (host === 'widget' && isHostedPath(received.path) ? page(received) : api(received)),
      { port: at, maxBodyBytes: defaultDocumentLimitBytes },
    );
  }

  const widget = await serve('widget', port);
  const servers = { widget, external: await serve('external', externalApiPort).catch(closing(widget)) };
  const hosts = { widgetUrl: widget.url, externalApiUrl: servers.external.url };
  return {
    identomat: new IdentomatSandbox(hosts, credentials, { world, log, sender, flow, waiters }),
    stop: async () => {
      timers.stop();
      waiters.stop();
      await Promise.all([widget.close(), servers.external.close(), sender.stop()]);
    },
  };
}

function rowsOf(host: Host): OperationTable {
  const rows = Object.entries(identomatOperations as OperationTable);
  return Object.fromEntries(rows.filter(([, row]) => row.host === host));
}

function hasFiles({ files = {} }: Operation): boolean {
  return Object.keys(files).length > 0;
}

/** The second port was taken: the first must not stay in use. */
function closing(server: LoopbackServer): (error: unknown) => Promise<never> {
  return async (error) => {
    await server.close();
    throw error;
  };
}

/** By the name of the session; in screening by the name that is asked for; otherwise only the answer tells. */
function whomACallIsAbout({ sessions }: World, call: Call): string | undefined {
  if (call.operation === 'beginSession') return nameOfNewSession(call);
  const { session_token: token, sessionId = token, query } = fieldsOf(call).values;
  const fullName = (query as { fullName?: unknown } | undefined)?.fullName;
  const named = typeof sessionId === 'string' ? sessions.find(sessionId)?.name : fullName;
  return typeof named === 'string' ? named : undefined;
}
