import { msToNumber } from '@temporalio/common/lib/time';
import { systemActor } from '../../../src/domain/actor';
import type { OnboardingCase } from '../case';
import { refer } from './refer';
import { act, readVerdict } from './verdict';

// A hint spoke of an end and the read did not show it: reads may lag, so the next look comes this soon, and then ever later.
const SOON_MS = 2_000;

/** Waits for the provider's verdict. A hint makes it read at once; without one it looks by itself, ever less often. */
export async function review(kyc: OnboardingCase): Promise<void> {
  const { state } = kyc;
  if (state.attention) {
    state.attention = false;
    if (await act(kyc, await readVerdict(kyc))) return;
  }
  const { firstLook, deadline, onHoldAlert } = state.policy.review;
  const due =
    state.phase === 'on_hold' && !state.onHoldReported ? kyc.after(onHoldAlert, Date.parse(state.since)) : state.dueAt;

  // Most hints come within the first minute: until then one timer is all that a review costs.
  const firstLookAt = kyc.after(firstLook, Date.parse(state.since));
  if (!state.contradicted && state.phase === 'in_review' && kyc.now() < firstLookAt) {
    const waited = await kyc.rest(() => state.attention, firstLookAt, 'a first look, should no hint come');
    if (waited === 'ready') return;
  }
  kyc.watch(state.contradicted ? SOON_MS : msToNumber(firstLook));
  state.contradicted = false;
  const waited = await kyc.rest(() => state.attention, due, 'the review takes too long');
  if (waited === 'ready') return;
  if (state.phase === 'on_hold' && !state.onHoldReported) return reportHold(kyc);
  await refer(kyc, `no verdict for ${deadline}`);
}

async function reportHold(kyc: OnboardingCase): Promise<void> {
  kyc.state.onHoldReported = true;
  kyc.note('still on hold: reported', { kind: 'on-hold-reported', actor: systemActor.id });
  await kyc.tell('on-hold', { since: kyc.state.since, said: kyc.state.verdict?.said });
}
