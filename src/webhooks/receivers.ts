import type { Config } from '../config';
import type { IdentomatConfig } from '../providers/identomat/options';
import type { VultsecurityConfig } from '../providers/vultsecurity/options';
import { identomatReceiver } from './identomat';
import { idngoReceiver } from './idngo';
import type { Receiver } from './provider-event';
import { vultsecurityReceiver } from './vultsecurity';

type Providers = Config['providers'] & {
  readonly identomat?: IdentomatConfig;
  readonly vultsecurity?: VultsecurityConfig;
};

/** One row per provider; a provider that is not configured has no route. */
export function receivers({ idngo, identomat, vultsecurity }: Providers): readonly Receiver[] {
  return [
    ...(idngo ? [idngoReceiver(idngo)] : []),
    ...(identomat ? [identomatReceiver(identomat)] : []),
    ...(vultsecurity ? [vultsecurityReceiver(vultsecurity)] : []),
  ];
}
