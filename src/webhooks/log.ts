import { createHash } from 'node:crypto';
import { failureTypeOf } from '../domain/failures';
import type { Answer } from './answer';
import type { ProviderEvent } from './provider-event';

/** One line per webhook. Fit for any log: no body, header, address, applicant or user id, and no text of the provider's. */
export interface WebhookLine {
  readonly message: 'webhook';
  readonly provider: string;
  readonly answer: Answer;
  readonly ms: number;
  /** The provider's event type; `other` when it does not look like one. Absent when nothing authentic was read. */
  readonly type?: string;
  /** First 16 hex characters of the SHA-256 of the event key: the same for every copy of an event. */
  readonly event?: string;
  /** Stable type, or name and code, of the error behind `unavailable`; never its text. */
  readonly error?: string;
}

export type WebhookLog = (line: WebhookLine) => void;

/** JSON on stderr: stdout belongs to the program around it. */
export const logToStderr: WebhookLog = (line) => void process.stderr.write(`${JSON.stringify(line)}\n`);

const TYPE = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

export function aboutEvent({ hint }: ProviderEvent): Pick<WebhookLine, 'type' | 'event'> {
  return {
    type: TYPE.test(hint.type) ? hint.type : 'other',
    event: createHash('sha256').update(hint.eventKey).digest('hex').slice(0, 16),
  };
}

export function nameOf(error: unknown): string {
  const type = failureTypeOf(error);
  if (type !== undefined) return type;
  if (!(error instanceof Error)) return typeof error;
  const { code } = (error.cause ?? error) as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? `${error.name} ${code}` : error.name;
}
