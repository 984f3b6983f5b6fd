import type { IdngoConfig } from './options';
import type { RefusalFacts } from '../http-errors';
import type { Wire } from '../wire';
import { errorMeanings, REQUEST_EXPIRED } from './error-codes';
import { isJson } from '../reading';
import { idngoSignature } from './signature';

/** IDnGO below the rows: signed requests, its error body, and `ok: 0`. */
export function idngoWire(config: IdngoConfig, now: () => number = Date.now): Wire {
  return {
    provider: 'idngo',
    baseUrl: config.baseUrl,
    sandbox: config.environment === 'sandbox',
    authorize(request) {
      const seconds = Math.floor(now() / 1000);
      return {
        'x-app-token': config.appToken,
        'x-app-access-ts': String(seconds),
        'x-app-access-sig': idngoSignature(config.secretKey, seconds, request),
      };
    },
    // Without it the answer to an upload is silent about images that will not do.
    headers: (operation): Record<string, string> =>
      operation === 'addIdDocument' ? { 'x-return-doc-warnings': 'true' } : {},
    readRefusal,
    refusesWith: (_row, answer) => (isJson(answer) && answer['ok'] === 0 ? {} : undefined),
    acknowledgement: { ok: 1 },
  };
}

// `description` is left where it is: it may repeat an external user id.
function readRefusal(status: number, body: unknown): RefusalFacts {
  if (!isJson(body)) return {};
  const { errorCode, correlationId } = body;
  const code =
    typeof errorCode === 'number' && Number.isInteger(errorCode) && Math.abs(errorCode) < 1e6 ? errorCode : undefined;
  return {
    errorCode: code,
    meaning: code === undefined ? undefined : errorMeanings[code],
    // Their form is `req-` and a UUID, or hex; free text in its place may be anything.
    correlationId:
      typeof correlationId === 'string' && /^(?:req-)?[0-9a-fA-F-]{8,64}$/.test(correlationId)
        ? correlationId
        : undefined,
    reauthorize: status === 401 && code === REQUEST_EXPIRED,
  };
}
