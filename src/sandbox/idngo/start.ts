import { defaultDocumentLimitBytes } from '../../domain/documents';
import { idngoOperations } from '../../providers/idngo/operations';
import { CallLog } from '../call-log';
import { gateway, type Call, type Dialect } from '../gateway';
import { Identifiers } from '../identifiers';
import { serveLoopback } from '../loopback-server';
import { QuotaCounter } from '../quota-counter';
import type { Surroundings } from '../surroundings';
import { Timers } from '../timers';
import { Waiters } from '../waiters';
import { WebhookSender } from '../webhook-sender';
import { ActionLifeCycle } from './action-life-cycle';
import { ActionRegister } from './actions';
import { ApplicantRegister } from './applicants';
import { authenticate } from './authentication';
import { idngoSandboxCredentials, isSandboxToken, type IdngoCredentials } from './credentials';
import { idngoHandlers } from './handlers';
import { HostedFlow } from './hosted-flow';
import { HostedLinks } from './hosted-links';
import { hostedPage, isHostedPath } from './hosted-page';
import { IdngoSandbox } from './idngo-sandbox';
import { LifeCycle } from './life-cycle';
import { errorReply } from './refusals';
import { jsonBody } from './requests';
import { defaultSteps, ReviewScripts } from './review-script';
import { UploadRemarks } from './upload-remarks';
import { IdngoWebhooks, resendAfterSeconds, type WebhookAlgorithm } from './webhooks';
import type { World } from './world';

export type { Surroundings };

/** How the simulated IDnGO differs from its defaults. */
export interface IdngoSandboxOptions {
  /** Default: well-known synthetic ones. */
  readonly credentials?: Partial<IdngoCredentials>;
  /** From `pending` to the decision, in real milliseconds. Default 200. */
  readonly reviewMs?: number;
  /** How long a report takes, in real milliseconds. Default 50. */
  readonly reportMs?: number;
  /** Largest document in bytes. Default 50 MB, the vendor's. */
  readonly maxFileBytes?: number;
  /** Whether 429 says `Retry-After`. Default no: the vendor does not document it. */
  readonly retryAfter?: boolean;
  /** Default `HMAC_SHA256_HEX`. */
  readonly webhookAlgorithm?: WebhookAlgorithm;
}

const roomForTheRestOfAnUpload = 1024 * 1024;

export async function startIdngo(
  { port, faults, now, seed, timeScale, webhookUrl, control }: Surroundings,
  options: IdngoSandboxOptions = {},
): Promise<{ idngo: IdngoSandbox; stop: () => Promise<void> }> {
  const { reviewMs = 200, reportMs = 50, maxFileBytes = defaultDocumentLimitBytes, retryAfter = false } = options;
  const credentials = { ...idngoSandboxCredentials, ...options.credentials };
  const timers = new Timers();
  const ids = new Identifiers(`${seed}/idngo`);
  const waiters = new Waiters();
  const log = new CallLog(now, waiters);
  const sender: WebhookSender = new WebhookSender({
    provider: 'idngo',
    faults,
    timers,
    waiters,
    now,
    seed,
    timeScale,
    url: webhookUrl,
    resendAfterSeconds,
    forge: (forgery, webhook) => webhooks.forge(forgery, webhook),
  });
  const webhooks = new IdngoWebhooks(sender, ids, now, credentials, options.webhookAlgorithm ?? 'HMAC_SHA256_HEX');
  const scripts = new ReviewScripts(defaultSteps);
  const actionScripts = new ReviewScripts(() => [{ answer: 'GREEN' }]);
  const world: World = {
    now,
    ids,
    timers,
    webhooks,
    maxFileBytes,
    reportMs,
    sandboxToken: isSandboxToken(credentials.appToken),
    applicants: new ApplicantRegister(),
    actions: new ActionRegister(),
    links: new HostedLinks(ids, now),
    uploadRemarks: new UploadRemarks(),
    lifeCycle: new LifeCycle({ scripts, webhooks, timers, ids, now, reviewMs, changed: () => waiters.changed() }),
    actionLifeCycle: new ActionLifeCycle({ scripts: actionScripts, webhooks, timers, now, reviewMs }),
  };
  const flow = new HostedFlow(world);
  const dialect: Dialect = {
    provider: 'idngo',
    operations: idngoOperations,
    handlers: idngoHandlers(world, () => server.url),
    authenticate: (received) => authenticate(received, credentials, now()),
    applicantOf: (call) => whomACallIsAbout(world, call),
    errorReply: (refusal) => errorReply(refusal, `req-${ids.uuid()}`, retryAfter),
  };
  const api = gateway({ dialect, log, faults, quotas: new QuotaCounter(now) });
  const hosted = hostedPage(world, flow, log);
  const server = await serveLoopback(
    async (received) => control(received) ?? (isHostedPath(received.path) ? hosted(received) : api(received)),
    { port, maxBodyBytes: maxFileBytes + roomForTheRestOfAnUpload },
  );
  return {
    idngo: new IdngoSandbox(server.url, credentials, { world, log, sender, scripts, actionScripts, flow, waiters }),
    stop: async () => {
      timers.stop();
      waiters.stop();
      await Promise.all([server.close(), sender.stop()]);
    },
  };
}

/** By the ids in the path or query; for a new applicant by the body. An import tells only once its archive is open. */
function whomACallIsAbout(
  { applicants, actions }: World,
  { operation, params, query, body }: Call,
): string | undefined {
  if (operation === 'createApplicant') {
    const { externalUserId } = jsonBody(body);
    return typeof externalUserId === 'string' ? externalUserId : undefined;
  }
  const named = params['externalUserId'] ?? query.get('externalUserId') ?? query.get('userId');
  if (named) return named;
  const applicantId =
    params['applicantId'] ?? query.get('applicantId') ?? actions.find(params['actionId'] ?? '')?.applicantId;
  const applicant = applicants.find(applicantId ?? '') ?? applicants.inspected(params['inspectionId'] ?? '');
  return applicant?.externalUserId;
}
