import type { Deliveries, References } from '../store/store';
import type { Cases } from './cases';
import type { ProviderEvent } from './provider-event';
import { wakeProcesses } from './routing';
import type { InboxStore, StoreAccess } from './store-access';

// The provider hangs up after 5 s (the shorter of its documented times), and a refusal in time is worth more than a late success.
const answerWithinMs = 4_000;

export type Outcome = 'accepted' | 'duplicate' | 'unknown';

/** Takes each event to its processes once. Rejects when the store or Temporal cannot be reached; the event then counts as not delivered. */
export interface Inbox {
  deliver(event: ProviderEvent, bodySha256: string): Promise<Outcome>;
  /** Resolves when nothing is under way, what was answered too late included: a call to Temporal must not outlive its connection. */
  idle(): Promise<void>;
}

export function openInbox(store: StoreAccess, cases: Cases): Inbox {
  // Two copies that arrive together would both find the event undelivered. The second waits for the first; copies that reach two
  // receivers at once are left to the process, which knows the event's key.
  const underWay = new Map<string, Promise<Outcome>>();
  const unfinished = new Set<Promise<Outcome>>();
  return {
    deliver(event, bodySha256) {
      const key = `${event.hint.provider} ${event.hint.eventKey}`;
      const attempt = () => {
        const work = store.get().then((opened) => deliverOnce(event, bodySha256, opened, cases));
        unfinished.add(work);
        const finished = () => void unfinished.delete(work);
        work.then(finished, finished);
        return inTime(work);
      };
      const mine = underWay.get(key)?.then(attempt) ?? attempt();
      underWay.set(key, mine);
      const done = () => {
        if (underWay.get(key) === mine) underWay.delete(key);
      };
      mine.then(done, done);
      return mine;
    },
    async idle() {
      await Promise.allSettled([...underWay.values(), ...unfinished]);
    },
  };
}

async function deliverOnce(
  event: ProviderEvent,
  bodySha256: string,
  store: InboxStore,
  cases: Cases,
): Promise<Outcome> {
  const { provider, eventKey, type } = event.hint;
  const [{ delivered }, known] = await Promise.all([
    store.deliveries.receive({ provider, eventKey, type, bodySha256 }),
    findAll(event, store.references),
  ]);
  if (delivered) return 'duplicate';
  const woken = await wakeProcesses(event, known, cases);
  await settle(store.deliveries, event, woken);
  return woken.length > 0 ? 'accepted' : 'unknown';
}

async function findAll(event: ProviderEvent, references: References): Promise<string[]> {
  const found = await Promise.all(event.references.map((reference) => references.find(reference)));
  return [...new Set(found.flat())];
}

function settle(deliveries: Deliveries, { hint }: ProviderEvent, woken: readonly string[]): Promise<void> {
  return deliveries.settle(hint.provider, hint.eventKey, woken.length > 0 ? 'delivered' : 'nobody', woken);
}

/** What is late goes on in the background: to reach the process after all does no harm. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), answerWithinMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

class TooSlow extends Error {
  override readonly name = 'TooSlow';
}
