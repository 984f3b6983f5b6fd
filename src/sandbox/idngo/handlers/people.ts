import type { Call } from '../../gateway';
import type { Action } from '../actions';
import { isApproved, isUnderReview, type Applicant } from '../applicants';
import { levelNamed, type Level } from '../levels';
import { assertOpen, badRequest, beingChecked, conflict, notFound, unknownLevel } from '../refusals';
import { requiredText } from '../requests';
import type { World } from '../world';

/** Whom and what a call names, or the refusal that says that there is no such thing. */

export function applicantOf({ applicants }: World, call: Call): Applicant {
  const id = call.params['applicantId'] ?? call.query.get('applicantId') ?? '';
  const applicant = applicants.find(id);
  if (!applicant) throw notFound(`Applicant ${id.slice(0, 64)}`);
  return applicant;
}

/** Somebody whose data may be changed now. */
export function openApplicantOf(world: World, call: Call): Applicant {
  const applicant = applicantOf(world, call);
  assertOpen(applicant);
  if (isUnderReview(applicant)) throw beingChecked();
  return applicant;
}

export function actionOf(world: World, call: Call): { action: Action; applicant: Applicant } {
  const id = call.params['actionId'] ?? '';
  const action = world.actions.find(id);
  const applicant = action && world.applicants.find(action.applicantId);
  if (!action || !applicant) throw notFound(`Action ${id.slice(0, 64)}`);
  return { action, applicant };
}

/** The level that the call names, of the wanted kind. */
export function levelOf(call: Call, kind: 'applicant' | 'action'): Level {
  const name = requiredText(call.params['levelName'] ?? call.query.get('levelName'), 'levelName');
  const level = levelNamed(name);
  if (!level) throw unknownLevel(name);
  if ((level.type === 'actions') !== (kind === 'action'))
    throw badRequest(`Level '${name}' is not a level for an ${kind}`);
  return level;
}

/** Actions are for applicants that are completed and approved (vendor). Assumed: 409. */
export function assertApproved(applicant: Applicant): void {
  if (!isApproved(applicant) || applicant.deactivated) throw conflict('The applicant is not approved');
}
