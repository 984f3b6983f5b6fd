import { msToNumber } from '@temporalio/common/lib/time';
import { systemActor } from '../../../src/domain/actor';
import type { IssuedLink, Link, References } from '../../providers/contract';
import type { OnboardingCase } from '../case';

/** A way in to a level; `references` are those of the attempt that it is for. */
export function linkFor(
  { state, input, provider }: OnboardingCase,
  level: string,
  references: References,
): Promise<IssuedLink> {
  const ttlSeconds = Math.round(msToNumber(state.policy.link.ttl) / 1000);
  return provider.link(input.subjectId, level, ttlSeconds, state.language, { references, link: state.link });
}

/** The case's link from now on; at some providers it begins a session of its own, and then that is what is looked at. */
export function takeLink(kyc: OnboardingCase, { references, finished, ...link }: IssuedLink): Link {
  const { state } = kyc;
  state.link = link;
  if (finished) state.attention = true;
  if (references) {
    state.references = references;
    kyc.lookout.dismiss();
    kyc.nudge();
  }
  return link;
}

export async function renewLink(kyc: OnboardingCase): Promise<Link> {
  const { state } = kyc;
  const { references, level } = state;
  const issued = await linkFor(kyc, level, references);
  // Another one came first: two people's clicks are not two sessions, and nobody gets the link of this one.
  if (state.link && (state.references !== references || state.level !== level)) return state.link;
  const link = takeLink(kyc, issued);
  // On the record, so that its callbacks find the case; of an opening case the whole opening is.
  if (issued.references && state.phase !== 'opening') {
    kyc.note('a new session for the applicant', { kind: 'session-begun', actor: systemActor.id });
  }
  return link;
}
