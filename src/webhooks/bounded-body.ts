import type { ReadableStream } from 'node:stream/web';

/** The documented limit of a webhook's body: 1 MiB. */
export const defaultBodyLimitBytes = 1024 * 1024;

/**
 * The body's exact bytes, or `too-large` as soon as more than `limitBytes` have come, whatever `Content-Length` claims; `broken`
 * when the sender hung up.
 */
export async function boundedBody(request: Request, limitBytes: number): Promise<Uint8Array | 'too-large' | 'broken'> {
  if (Number(request.headers.get('content-length')) > limitBytes) return 'too-large';
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Not `for await`: left by `return`, it cancels the stream; Node then destroys the socket, and the sender never sees its 413.
    const reader = (request.body as ReadableStream<Uint8Array>).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > limitBytes) {
        reader.releaseLock();
        return 'too-large';
      }
      chunks.push(part.value);
    }
  } catch {
    return 'broken';
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}
