import type { VultsecurityOperations } from '../../providers/vultsecurity/operations';
import type { Handler } from '../gateway';
import type { Identifiers } from '../identifiers';
import type { RequirementsRegister, WeightsRegister } from './administration';
import type { VultsecurityCredentials } from './credentials';
import type { DownloadForm } from './downloads';
import type { IdentityRegister } from './identities';
import type { LifeCycle } from './life-cycle';
import type { IdaSession, IdvSession, SessionRegister } from './sessions';
import type { WebhookRegistry } from './webhook-registry';

/** One answer for every operation; a row without a handler does not compile. */
export type VultsecurityHandlers = Record<keyof VultsecurityOperations, Handler>;

/** Everything the simulated account consists of. */
export interface World {
  readonly now: () => number;
  readonly ids: Identifiers;
  readonly credentials: VultsecurityCredentials;
  readonly verifications: SessionRegister<IdvSession>;
  readonly authentications: SessionRegister<IdaSession>;
  readonly identities: IdentityRegister;
  readonly weights: WeightsRegister;
  readonly requirements: RequirementsRegister;
  readonly webhooks: WebhookRegistry;
  readonly lifeCycle: LifeCycle;
  /** Largest image that is taken, in bytes. */
  readonly maxFileBytes: number;
  /** Most elements of a page, whatever `take` says. */
  readonly mostTaken: number;
  readonly downloadForm: DownloadForm;
}
