import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connectionsInside } from './connections';
import { openEmbedded, storeOver } from './open-store';
import type { Store } from './store';

export interface ServedStore {
  /** `postgres://…`, for `openStore` and every other PostgreSQL client on this machine. Holds a password: treat it as a secret. */
  readonly url: string;
  /** The same store for this process, without the network. */
  readonly store: Store;
  /** Disconnects the others, then closes the store. */
  close(): Promise<void>;
}

/**
 * Opens `pglite:FOLDER` or `pglite:memory` and shares it with other processes of this machine, each with as many connections as it likes;
 * their transactions run one after the other. For a demo, a test or a small installation; everything ends with this process.
 *
 * It listens on 127.0.0.1 only, unencrypted: other machines cannot reach it, other users of this machine can, so each opening makes
 * a new password, without which nobody is served.
 *
 * @param options.port default 0, any free port
 */
export async function serveStore(url: string, { port = 0 }: { readonly port?: number } = {}): Promise<ServedStore> {
  const database = await openEmbedded(url);
  const store = await storeOver(connectionsInside(database, false), false);
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    clients.add(socket);
    socket.once('close', () => clients.delete(socket));
    database.serve(socket);
  });
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    await store.close();
    throw error;
  }
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `postgres://postgres:${database.password}@127.0.0.1:${chosen}/postgres?sslmode=disable`,
    store,
    async close() {
      server.close();
      for (const client of clients) client.destroy();
      await store.close();
    },
  };
}
