import { defaultDocumentLimitBytes } from '../../domain/documents';
import { vultsecurityOperations } from '../../providers/vultsecurity/operations';
import { CallLog } from '../call-log';
import { gateway, type Dialect } from '../gateway';
import { Identifiers } from '../identifiers';
import { serveLoopback } from '../loopback-server';
import { QuotaCounter } from '../quota-counter';
import type { Surroundings } from '../surroundings';
import { Timers } from '../timers';
import { Waiters } from '../waiters';
import { WebhookSender } from '../webhook-sender';
import { AccessTokens } from './access-tokens';
import { RequirementsRegister, WeightsRegister } from './administration';
import { authenticate } from './authentication';
import { vultsecuritySandboxCredentials, type VultsecurityCredentials } from './credentials';
import type { DownloadForm } from './downloads';
import { whomACallIsAbout } from './found';
import { vultsecurityHandlers } from './handlers';
import { IdentityRegister } from './identities';
import { LifeCycle } from './life-cycle';
import { openApiReply } from './openapi';
import { defaultOutcome, OutcomeScripts } from './outcome-script';
import { errorReply } from './refusals';
import { SessionRegister } from './sessions';
import { accessToken, tokenHandler, tokenPath } from './token-endpoint';
import { VultsecuritySandbox } from './vultsecurity-sandbox';
import { WakeUps, type WakeUpBody } from './wake-ups';
import { WebhookRegistry } from './webhook-registry';
import type { World } from './world';

/** How the simulated VultSecurity differs from its defaults. Nothing of this is documented by the vendor: the defaults are assumed. */
export interface VultsecuritySandboxOptions {
  /** Default: well-known synthetic ones. */
  readonly credentials?: Partial<VultsecurityCredentials>;
  /** How long an access token is taken, on the sandbox's clock. Default 3,600. */
  readonly tokenLifetimeSeconds?: number;
  /** How long a session waits to be finalized, on the sandbox's clock. Default 24 hours. */
  readonly sessionLifetimeMs?: number;
  /** Largest image in bytes. Default 50 MB. */
  readonly maxFileBytes?: number;
  /** Most elements of a page, whatever `take` says. Default 50. */
  readonly mostTaken?: number;
  /** Default `bytes`. */
  readonly downloadForm?: DownloadForm;
  /** Default `session-id`. */
  readonly webhookBody?: WakeUpBody;
}

const roomForTheRestOfAnUpload = 1024 * 1024;

export async function startVultsecurity(
  { port, faults, now, seed, timeScale, webhookUrl, control }: Surroundings,
  options: VultsecuritySandboxOptions = {},
): Promise<{ vultsecurity: VultsecuritySandbox; stop: () => Promise<void> }> {
  const { maxFileBytes = defaultDocumentLimitBytes, sessionLifetimeMs = 24 * 60 * 60 * 1000 } = options;
  const credentials = { ...vultsecuritySandboxCredentials, ...options.credentials };
  const timers = new Timers();
  const ids = new Identifiers(`${seed}/vultsecurity`);
  const waiters = new Waiters();
  const log = new CallLog(now, waiters);
  const tokens = new AccessTokens(ids, now, options.tokenLifetimeSeconds ?? 3_600);
  const senderTo = (url: string | undefined) =>
    new WebhookSender({
      provider: 'vultsecurity',
      faults,
      timers,
      waiters,
      now,
      seed,
      timeScale,
      url,
      resendAfterSeconds: () => [],
      forge: (forgery, webhook) => wakeUps.forge(forgery, webhook),
    });
  const account = senderTo(webhookUrl);
  const webhooks = new WebhookRegistry();
  const body = options.webhookBody ?? 'session-id';
  const wakeUps: WakeUps = new WakeUps({ registry: webhooks, ids, waiters, body, account, senderTo });
  const scripts = new OutcomeScripts(defaultOutcome);
  const authenticationScripts = new OutcomeScripts(() => ({}));
  const identities = new IdentityRegister();
  const world: World = {
    now,
    ids,
    credentials,
    maxFileBytes,
    mostTaken: options.mostTaken ?? 50,
    downloadForm: options.downloadForm ?? 'bytes',
    verifications: new SessionRegister(),
    authentications: new SessionRegister(),
    identities,
    weights: new WeightsRegister(ids),
    requirements: new RequirementsRegister(),
    webhooks,
    lifeCycle: new LifeCycle({
      scripts,
      authenticationScripts,
      identities,
      ids,
      timers,
      now,
      sessionLifetimeMs,
      wakeUp: (session) => wakeUps.send(session),
      changed: () => waiters.changed(),
    }),
  };
  const dialect: Dialect = {
    provider: 'vultsecurity',
    operations: { ...vultsecurityOperations, accessToken },
    handlers: {
      ...vultsecurityHandlers(world, () => server.url),
      accessToken: tokenHandler(tokens, credentials),
    },
    authenticate: (received) => authenticate(received, tokens),
    applicantOf: (call) => whomACallIsAbout(world, call),
    errorReply,
  };
  const api = gateway({ dialect, log, faults, quotas: new QuotaCounter(now) });
  const server = await serveLoopback(
    async (received) => control(received) ?? openApiReply(received, server.url) ?? api(received),
    { port, maxBodyBytes: maxFileBytes + roomForTheRestOfAnUpload },
  );
  return {
    vultsecurity: new VultsecuritySandbox(server.url, tokenPath, credentials, {
      ...{ world, log, account, wakeUps, tokens, scripts, authenticationScripts, waiters },
    }),
    stop: async () => {
      timers.stop();
      waiters.stop();
      await Promise.all([server.close(), wakeUps.stop()]);
    },
  };
}
