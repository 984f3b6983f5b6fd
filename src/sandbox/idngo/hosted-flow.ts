import { createHash } from 'node:crypto';
import { isTwoSided } from '../../domain/documents';
import { isApproved, isFinallyRejected, isUnderReview, type Applicant } from './applicants';
import { addImage, enrol, openAction } from './enrolment';
import type { HostedLink } from './hosted-links';
import { levelNamed, stepOf, type Level } from './levels';
import type { Side } from './review-script';
import type { World } from './world';

/** A document that a simulated user holds before the camera. */
export interface HostedDocument {
  readonly idDocType: string;
  /** Default `KAZ`. */
  readonly country?: string;
  /** Default: both for a two-sided document. */
  readonly sides?: readonly Side[];
}

export interface HostedResult {
  /** What the user is told. */
  readonly outcome: 'submitted' | 'in-review' | 'approved' | 'closed';
  readonly effect?: string;
}

/**
 * The page that a link leads to, without the page: takes the user through a level. Whoever is not known yet becomes an applicant, and an
 * applicant on another level changes to the link's, as in the SDKs; the check is requested without further asking.
 */
export class HostedFlow {
  private readonly documents = new Map<string, readonly HostedDocument[]>();

  constructor(private readonly world: World) {}

  /** What the user will show; without it, an ID card and whatever else the level asks for. */
  willShow(externalUserId: string, documents: readonly HostedDocument[]): void {
    this.documents.set(externalUserId, documents);
  }

  finish(link: HostedLink): HostedResult {
    const level = levelNamed(link.levelName)!;
    const applicant = this.arrive(link.externalUserId, level);
    if (applicant.deactivated || isFinallyRejected(applicant)) return { outcome: 'closed' };
    if (link.externalActionId !== undefined) return this.finishAction(applicant, level, link.externalActionId);
    if (isUnderReview(applicant) || applicant.review.status === 'onHold') return { outcome: 'in-review' };
    if (isApproved(applicant)) return { outcome: 'approved' };
    for (const document of this.documents.get(applicant.externalUserId) ?? wantedDocuments(applicant, level)) {
      this.show(applicant, level, document);
    }
    this.world.lifeCycle.amended(applicant);
    return { outcome: 'submitted', effect: this.world.lifeCycle.begin(applicant) };
  }

  private arrive(externalUserId: string, level: Level): Applicant {
    const { world } = this;
    const known = world.applicants.named(externalUserId);
    if (!known) {
      const applicant = enrol(world, level, { externalUserId });
      world.lifeCycle.created(applicant);
      return applicant;
    }
    if (level.type !== 'actions' && known.levelName !== level.name && !isUnderReview(known))
      world.lifeCycle.changeLevel(known, level);
    return known;
  }

  private finishAction(applicant: Applicant, level: Level, externalActionId: string): HostedResult {
    const { world } = this;
    const known = world.actions.named(applicant.id, externalActionId);
    if (known && known.review.status !== 'init') return { outcome: 'in-review' };
    const action = known ?? openAction(world, applicant, externalActionId, level);
    const imageId = world.ids.number();
    action.images.push({ imageId, idDocType: 'SELFIE', sha256: hashOf(imageId), mediaType: 'image/jpeg' });
    world.actionLifeCycle.begin(applicant, action);
    return { outcome: 'submitted', effect: 'action-review-opened' };
  }

  private show(applicant: Applicant, level: Level, { idDocType, country = 'KAZ', sides }: HostedDocument): void {
    const step = stepOf(level, idDocType);
    if (step === undefined) return; // the page does not offer what the level does not ask for
    for (const side of sides ?? (isTwoSided(idDocType) ? (['front', 'back'] as const) : [undefined])) {
      const file = { sha256: hashOf(this.world.ids.number()), size: 200_000, mediaType: 'image/jpeg' };
      addImage(this.world, applicant, { step, idDocType, country, side, ...file, source: 'hosted' });
    }
  }
}

/** What the page asks for: the steps that are not satisfied, or all when none is to blame. */
function wantedDocuments(applicant: Applicant, level: Level): HostedDocument[] {
  const satisfied = (step: string) => applicant.images.some((image) => image.active && image.step === step);
  const open = level.docSets.filter(({ idDocSetType }) => !satisfied(idDocSetType));
  return (open.length > 0 ? open : level.docSets).map(({ types }) => ({
    idDocType: types.includes('ID_CARD') ? 'ID_CARD' : types[0]!,
  }));
}

function hashOf(number: number): string {
  return createHash('sha256').update(String(number)).digest('hex');
}
