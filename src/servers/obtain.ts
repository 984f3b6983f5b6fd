import type { How } from './find';
import type { ServerKind } from './kinds';

/** What a route to a server gets to work with. */
export interface Errand {
  kind: ServerKind;
  /** An empty folder beside the cache entry; it becomes the entry when the route has put a working executable into it. */
  into: string;
  env: NodeJS.ProcessEnv;
  report: (line: string) => void;
}

/** A way to obtain a server that is not on the machine. Throws, with the reason as its message, when it leads nowhere. */
export interface Route {
  how: How;
  obtain: (errand: Errand) => Promise<void>;
  /** Done in the final folder after the server stands there; a failure is reported and changes nothing. */
  polish?: (entry: string, errand: Omit<Errand, 'into'>) => Promise<void>;
}
