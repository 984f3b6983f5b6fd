import type { Config } from '../config';
import { idngoReceiver } from './idngo';
import type { Receiver } from './provider-event';

/** One row per provider; a provider that is not configured has no route. */
export function receivers({ idngo }: Config['providers']): readonly Receiver[] {
  return [...(idngo ? [idngoReceiver(idngo)] : [])];
}
