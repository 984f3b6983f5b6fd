import { systemActor } from '../../../src/domain/actor';
import type { OnboardingCase } from '../case';

/** Hands the case to a person. */
export async function refer(kyc: OnboardingCase, why: string): Promise<boolean> {
  const { state } = kyc;
  state.referredFor = why;
  state.decision = undefined;
  kyc.enter('manual_review');
  kyc.note(`to a person: ${why}`, { kind: 'referred', actor: systemActor.id, facts: { why } });
  await kyc.tell('review-needed', { why, attempt: state.attempt });
  return true;
}
