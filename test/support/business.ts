import { EventEmitter, on } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Notification, NotificationKind } from '../../src/domain/notification';
import { verifyNotification } from '../../src/notifications';
import { listening } from './listening';

/** The business behind an installation: takes notifications as it should, by their signature. */
export interface Business {
  readonly url: string;
  /** Every notification that came, also repeats, oldest first. */
  readonly told: readonly Notification[];
  /** What it answers from now on. */
  answer: { readonly status: number; readonly body?: string };
  /** Resolves when it was told this about somebody, also when that was before. Rejects after a minute with what it was told instead. */
  hears(subjectId: string, kind: NotificationKind): Promise<Notification>;
  close(): Promise<void>;
}

const patienceMs = 60_000;

export async function openBusiness(secret: string): Promise<Business> {
  const told: Notification[] = [];
  const news = new EventEmitter().setMaxListeners(1_000);
  const server = createServer((request, response) => {
    void bytesOf(request).then((raw) => {
      const headers = new Headers(Object.entries(request.headers) as [string, string][]);
      const notification = verifyNotification(raw, headers, secret);
      if (notification === undefined) return response.writeHead(401).end();
      told.push(notification);
      news.emit('told');
      return response.writeHead(business.answer.status).end(business.answer.body);
    });
  });
  const { url, close } = await listening(server);
  const business: Business = {
    url,
    told,
    answer: { status: 204 },
    async hears(subjectId, kind) {
      const about = () => told.filter((one) => one.subjectId === subjectId);
      const heard = () => about().find((one) => one.kind === kind);
      const found = heard();
      if (found) return found;
      const signal = AbortSignal.timeout(patienceMs);
      try {
        for await (const _ of on(news, 'told', { signal })) {
          const now = heard();
          if (now) return now;
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      }
      const instead = about().map((one) => one.kind);
      throw new Error(
        `${subjectId}: no ${kind} notification within ${patienceMs} ms, but ${instead.join() || 'none'}.`,
      );
    },
    close,
  };
  return business;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
