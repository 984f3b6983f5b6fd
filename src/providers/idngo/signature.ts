import { createHmac } from 'node:crypto';
import type { PreparedRequest } from '../wire';

/** Lower-case hex HMAC-SHA256 over time stamp, method, path with query, and the body's bytes, joined without separators (vendor). */
export function idngoSignature(secretKey: string, seconds: number, { method, target, body }: PreparedRequest): string {
  const hmac = createHmac('sha256', secretKey).update(`${seconds}${method.toUpperCase()}${target}`);
  return (body === undefined ? hmac : hmac.update(body)).digest('hex');
}
