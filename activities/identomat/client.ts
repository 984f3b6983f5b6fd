import type { IdentomatOperations } from '../../src/providers/identomat/operations';
import type { IdentomatReading } from '../../src/providers/identomat/verdict';
import type { ProviderClient } from '../../src/providers/operation';

/** Identomat as the activities call it: one method a row. Whoever opened it closes it. */
export type IdentomatClient = ProviderClient<IdentomatOperations>;

/** What an installation sets of Identomat beside its keys. */
export interface IdentomatSettings {
  /** Where the widget is served: links lead there. */
  readonly widgetUrl: string;
  /** Of sessions whose configuration does not say. Default 15, the vendor's. */
  readonly sessionLifetimeMinutes?: number;
  /** Where the person goes afterwards: the subject's id is added to its path. Without one the vendor takes the page for an iframe. */
  readonly returnUrl?: string;
  readonly reading?: IdentomatReading;
}
