import { openStore } from '../store/open-store';
import type { Store } from '../store/store';

/** The part of the store that a webhook needs. */
export type InboxStore = Pick<Store, 'deliveries' | 'references'>;

export interface StoreAccess {
  /** Rejects while the database cannot be had. */
  get(): Promise<InboxStore>;
  close(): Promise<void>;
}

/** A store that belongs to somebody else: it is used, and left open. */
export function borrowedStore(store: InboxStore): StoreAccess {
  return { get: () => Promise.resolve(store), close: () => Promise.resolve() };
}

/** Opens the store now, since an embedded one takes seconds, and again on demand while that fails: a database that starts later is found. */
export function ownStore(url: string): StoreAccess {
  let opened: Promise<Store> | undefined;
  const get = () => {
    opened ??= openStore(url).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  get().catch(() => {}); // Whoever needs it asks again, and gets the error.
  return {
    get,
    async close() {
      const store = await opened?.catch(() => undefined);
      await store?.close();
    },
  };
}
