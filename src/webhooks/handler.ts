import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Config } from '../config';
import { httpNotifier, type Notifier } from '../notifications';
import { respond } from './answer';
import { boundedBody, defaultBodyLimitBytes } from './bounded-body';
import { temporalCases } from './cases';
import { inTime, openInbox, type Inbox } from './inbox';
import { aboutEvent, logToStderr, nameOf, type WebhookLine, type WebhookLog } from './log';
import type { ProviderMessage, Receiver } from './provider-event';
import { passOn } from './provider-message';
import { receivers } from './receivers';
import { borrowedStore, ownStore, type InboxStore } from './store-access';

export interface WebhookOptions {
  /** A Temporal client with this package's plugin. Its connection is shared by all requests and stays open. */
  readonly client: Client;
  readonly config: Pick<Config, 'providers' | 'store' | 'taskQueue' | 'notifications'>;
  /** Webhooks of providers of yours, beside those that are configured. */
  readonly receivers?: readonly Receiver[];
  /**
   * Who sends on the texts of a provider that leaves SMS and e-mail to you (Identomat). Default: `config.notifications`; without either
   * they are dropped.
   */
  readonly notifier?: Notifier;
  /** Default: `config.store.url`, opened at once (and again while that fails) and closed by `close()`. A store given here stays open. */
  readonly store?: InboxStore;
  /** Larger bodies are answered 413. Default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** Gets one line per webhook, without personal data. Default: JSON on stderr. */
  readonly log?: WebhookLog;
}

/** Answers every request, whatever it holds; never rejects. */
export interface WebhookHandler {
  (request: Request): Promise<Response>;
  /** Resolves when what is under way is answered and the store is closed. */
  close(): Promise<void>;
}

/**
 * The receiver of provider webhooks: `POST /webhooks/<provider>` for every configured provider, and `GET /healthz`.
 *
 * An authentic event wakes the processes that it concerns, once; they then read the provider themselves, so that the answer never
 * waits for a provider. Headers that a proxy may add are not looked at. Nothing but an unreachable Temporal or store is answered
 * 5xx (503, so that the provider repeats).
 */
export function createWebhookHandler(options: WebhookOptions): WebhookHandler {
  const { client, config, store, maxBodyBytes = defaultBodyLimitBytes, log = logToStderr } = options;
  const notifier = options.notifier ?? notifierOf(config.notifications);
  const access = store ? borrowedStore(store) : ownStore(config.store.url);
  const inbox = openInbox(access, temporalCases(client, config.taskQueue));
  const rows = [...receivers(config.providers), ...(options.receivers ?? [])];
  const sending = new Set<Promise<void>>();
  const sendOn = async (message: ProviderMessage) => {
    if (notifier === undefined) return 'unknown';
    const work = access.get().then((opened) => passOn(message, opened, notifier));
    sending.add(work);
    const sent = () => void sending.delete(work);
    work.then(sent, sent);
    await inTime(work);
    return 'accepted';
  };

  const handle = async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/healthz') return health(request);
    const row = rows.find(({ path }) => path.test(pathname));
    if (row === undefined) return respond('not-found');
    const { methods = ['POST'] } = row;
    if (!methods.includes(request.method)) return respond('method-not-allowed', methods.join(', '));
    const started = performance.now();
    const { answer, ...about } = await receive(row, request, { maxBodyBytes, inbox, sendOn });
    log({ message: 'webhook', provider: row.provider, answer, ms: Math.round(performance.now() - started), ...about });
    return respond(answer);
  };
  return Object.assign(handle, {
    async close() {
      await Promise.allSettled([inbox.idle(), ...sending]);
      await access.close();
    },
  });
}

function health({ method }: Request): Response {
  return method === 'GET' || method === 'HEAD' ? respond('ok') : respond('method-not-allowed', 'GET, HEAD');
}

type Received = Pick<WebhookLine, 'answer' | 'type' | 'event' | 'error'>;

interface Desk {
  readonly maxBodyBytes: number;
  readonly inbox: Inbox;
  sendOn(message: ProviderMessage): Promise<'accepted' | 'unknown'>;
}

async function receive(row: Receiver, request: Request, desk: Desk): Promise<Received> {
  const raw = await boundedBody(request, desk.maxBodyBytes);
  if (raw === 'too-large') return { answer: 'too-large' };
  if (raw === 'broken') return { answer: 'unreadable' };
  if (!row.authentic(raw, request)) return { answer: 'bad-signature' };
  const message = row.message?.(raw);
  if (message !== undefined) {
    const about = { type: message.type };
    return unlessUnavailable(about, () => desk.sendOn(message));
  }
  const event = row.read(raw, request);
  if (event === undefined) return { answer: 'unreadable' };
  const about = aboutEvent(event);
  if (event.foreign) return { answer: 'other-environment', ...about };
  return unlessUnavailable(about, () => desk.inbox.deliver(event, createHash('sha256').update(raw).digest('hex')));
}

async function unlessUnavailable(
  about: Omit<Received, 'answer'>,
  work: () => Promise<Received['answer']>,
): Promise<Received> {
  try {
    return { answer: await work(), ...about };
  } catch (error) {
    return { answer: 'unavailable', ...about, error: nameOf(error) };
  }
}

function notifierOf({ url, secret }: Config['notifications']): Notifier | undefined {
  return url !== undefined && secret !== undefined ? httpNotifier({ url, secret }) : undefined;
}
