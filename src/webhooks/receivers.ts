import type { Config } from '../config';
import { identomatReceiver } from './identomat';
import { idngoReceiver } from './idngo';
import type { Receiver } from './provider-event';
import { vultsecurityReceiver } from './vultsecurity';

/** One row per provider; a provider that is not configured has no route. */
export function receivers({ idngo, identomat, vultsecurity }: Config['providers']): readonly Receiver[] {
  return [
    ...(idngo ? [idngoReceiver(idngo)] : []),
    ...(identomat ? [identomatReceiver(identomat)] : []),
    ...(vultsecurity ? [vultsecurityReceiver(vultsecurity)] : []),
  ];
}
