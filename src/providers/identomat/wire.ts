import { isJson } from '../reading';
import type { Operation } from '../operation';
import type { Wire } from '../wire';
import type { IdentomatConfig } from './options';
import { refusalIn, refusalInText } from './refusals';

/** Identomat below the rows: two hosts, the company key in every body under the spelling of its host, and errors that are read body first. */
export function identomatWire({ widgetUrl, externalApiUrl, companyKey }: IdentomatConfig): Wire {
  const secrets = [companyKey];
  return {
    provider: 'identomat',
    baseUrl: externalApiUrl,
    baseUrls: { widget: widgetUrl, external: externalApiUrl },
    // The vendor has no test environment; another one is another address.
    sandbox: false,
    // The key in the body is all there is.
    authorize: () => ({}),
    credentials: ({ host }): Record<string, string> =>
      host === 'widget' ? { company_key: companyKey } : { companyKey },
    readRefusal: (status, body) =>
      (typeof body === 'string' ? refusalInText(status, body, secrets) : refusalIn(status, body, secrets)) ?? {},
    refusesWith: (row, answer) => {
      if (typeof answer !== 'string') return refusalIn(200, answer, secrets);
      return isAnswer(row, answer) ? undefined : refusalInText(200, answer, secrets);
    },
    unwrap: ({ host }, answer) =>
      host === 'external' && isJson(answer) && 'result' in answer ? answer['result'] : answer,
    acknowledgement: true,
  };
}

// A bare text is what beginSession answers; elsewhere, and when it is no token, it is an error code.
function isAnswer({ host, answer, response }: Operation, text: string): boolean {
  return host === 'widget' && answer === 'json' && response.safeParse(text).success;
}
