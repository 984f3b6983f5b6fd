import { openStore } from '../store/open-store';
import type { Store } from '../store/store';

/** Opens the store at the first call, and again at the next one when that failed: a database that starts later is found. */
export function storeOnDemand(url: string): { open(): Promise<Store>; close(): Promise<void> } {
  let opened: Promise<Store> | undefined;
  return {
    open() {
      opened ??= openStore(url).catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return opened;
    },
    async close() {
      await opened?.then(
        (store) => store.close(),
        () => {},
      );
    },
  };
}
