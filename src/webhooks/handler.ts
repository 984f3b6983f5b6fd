import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Config } from '../config';
import { respond } from './answer';
import { boundedBody, defaultBodyLimitBytes } from './bounded-body';
import { temporalCases } from './cases';
import { openInbox, type Inbox } from './inbox';
import { aboutEvent, logToStderr, nameOf, type WebhookLine, type WebhookLog } from './log';
import type { Receiver } from './provider-event';
import { receivers } from './receivers';
import { borrowedStore, ownStore, type InboxStore } from './store-access';

export interface WebhookOptions {
  /** A Temporal client with this package's plugin. Its connection is shared by all requests and stays open. */
  readonly client: Client;
  readonly config: Pick<Config, 'providers' | 'store' | 'taskQueue'>;
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
  const access = store ? borrowedStore(store) : ownStore(config.store.url);
  const inbox = openInbox(access, temporalCases(client, config.taskQueue));
  const rows = receivers(config.providers);

  const handle = async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/healthz') return health(request);
    const row = rows.find(({ path }) => path.test(pathname));
    if (row === undefined) return respond('not-found');
    if (request.method !== 'POST') return respond('method-not-allowed', 'POST');
    const started = performance.now();
    const { answer, ...about } = await receive(row, request, maxBodyBytes, inbox);
    log({ message: 'webhook', provider: row.provider, answer, ms: Math.round(performance.now() - started), ...about });
    return respond(answer);
  };
  return Object.assign(handle, {
    async close() {
      await inbox.idle();
      await access.close();
    },
  });
}

function health({ method }: Request): Response {
  return method === 'GET' || method === 'HEAD' ? respond('ok') : respond('method-not-allowed', 'GET, HEAD');
}

type Received = Pick<WebhookLine, 'answer' | 'type' | 'event' | 'error'>;

async function receive(row: Receiver, request: Request, maxBodyBytes: number, inbox: Inbox): Promise<Received> {
  const raw = await boundedBody(request, maxBodyBytes);
  if (raw === 'too-large') return { answer: 'too-large' };
  if (raw === 'broken') return { answer: 'unreadable' };
  if (!row.authentic(raw, request)) return { answer: 'bad-signature' };
  const event = row.read(raw);
  if (event === undefined) return { answer: 'unreadable' };
  const about = aboutEvent(event);
  if (event.foreign) return { answer: 'other-environment', ...about };
  try {
    const answer = await inbox.deliver(event, createHash('sha256').update(raw).digest('hex'));
    return { answer, ...about };
  } catch (error) {
    return { answer: 'unavailable', ...about, error: nameOf(error) };
  }
}
