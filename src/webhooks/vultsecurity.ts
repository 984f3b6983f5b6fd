import { randomUUID } from 'node:crypto';
import type { VultsecurityConfig } from '../providers/vultsecurity/options';
import { referencesOf, type Receiver } from './provider-event';
import { isOneOf } from './secrets';

/**
 * VultSecurity's webhooks: a call to an address that nobody can guess. The vendor's page states neither method nor payload nor signature,
 * so any body will do, an empty one too, and it is searched for nothing but the session to look at. `/webhooks/vultsecurity/<token>` is
 * for webhooks registered with the account; the address of a session ends in a key of its own, which leads to its case by itself.
 */
export function vultsecurityReceiver({ webhookToken }: Pick<VultsecurityConfig, 'webhookToken'>): Receiver {
  return {
    provider: 'vultsecurity',
    path: /^\/webhooks\/vultsecurity(?:\/|$)/,
    methods: ['POST', 'GET'],
    authentic(_raw, request) {
      const [token = '', , ...more] = placeIn(request);
      return isOneOf(webhookToken, token) && more.length === 0;
    },
    read(raw, request) {
      const [, hook] = placeIn(request);
      const session = sessionIn(raw);
      return {
        // Every call is an event of its own: nothing in it tells a copy from the next change. A copy costs one read, a lost change much more.
        hint: { provider: 'vultsecurity', type: 'wake-up', eventKey: randomUUID() },
        references: referencesOf('vultsecurity', { hook, session }),
        mayReverse: true,
        foreign: false,
      };
    },
  };
}

/** What follows `/webhooks/vultsecurity/`. */
function placeIn({ url }: Request): string[] {
  return new URL(url).pathname.split('/').slice(3);
}

const SEARCHED_BYTES = 64 * 1024;
// JSON, however nested, and form fields.
const SESSION = /session_id(?:=|["']\s{0,10}:\s{0,10}["'])([A-Za-z0-9._~-]{1,200})/;

function sessionIn(raw: Uint8Array): string | undefined {
  return SESSION.exec(new TextDecoder('latin1').decode(raw.subarray(0, SEARCHED_BYTES)))?.[1];
}
