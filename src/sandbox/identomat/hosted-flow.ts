import type { CallLog } from '../call-log';
import type { Finish, LifeCycle } from './life-cycle';
import { syntheticPerson } from './people';
import { hasStep, type Session, type Shown } from './sessions';

/** What a simulated user holds before the camera. */
export interface WillShow {
  /** `id` (default), `passport`, `driver_license` or `residence_permit`. */
  readonly documentType?: string;
  /** Default: a utility bill where the session asks for a proof of address. */
  readonly generalDocuments?: readonly string[];
  /** Whoever is meant: the same text is the same invented person, with the same face. Default: the session's name. */
  readonly person?: string;
}

/** The widget without its pages: takes the user through a session. */
export class HostedFlow {
  private readonly wishes = new Map<string, WillShow>();

  constructor(
    private readonly lifeCycle: LifeCycle,
    private readonly log: CallLog,
  ) {}

  willShow(name: string, shown: WillShow): void {
    this.wishes.set(name, shown);
  }

  /** The record says `hostedFlow`. */
  finish(session: Session): Finish {
    const note = this.log.begin('hostedFlow');
    const finish = this.lifeCycle.finish(session, this.shownIn(session));
    const effect = finish === 'finished' ? 'session-finished' : undefined;
    note({ status: finish === 'over' ? 410 : 200, applicantExternalId: session.name, effect });
    return finish;
  }

  private shownIn(session: Session): Shown {
    const { documentType = 'id', generalDocuments, person = session.name } = this.wishes.get(session.name) ?? {};
    const asked = hasStep(session, 'proof-of-address') ? ['utility-bill'] : [];
    return { documentType, generalDocuments: generalDocuments ?? asked, person: syntheticPerson(person) };
  }
}
