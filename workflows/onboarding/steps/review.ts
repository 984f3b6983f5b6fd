import { systemActor } from '../../../src/domain/actor';
import type { OnboardingCase } from '../case';
import { refer } from './refer';
import { act, readVerdict } from './verdict';

// A hint spoke of an end and the read did not show it: reads may lag, so the next look comes this soon, and then ever later.
const SOON_MS = 2_000;
const TOO_LONG = 'the review takes too long';

/** Waits for the provider's verdict. A hint makes it read at once; without one it looks by itself, ever less often. */
export async function review(kyc: OnboardingCase): Promise<void> {
  const { state } = kyc;
  if (state.attention) {
    state.attention = false;
    if (await act(kyc, await readVerdict(kyc))) return;
  }
  const { deadline, unknownDeadline } = state.policy.review;
  const alert = kyc.nextAlert();
  const due = alert ?? state.dueAt;

  const waited = await (state.contradicted
    ? lookSoon(kyc, due)
    : kyc.restWatching(() => state.attention, due, TOO_LONG));
  if (waited === 'ready') return;
  if (alert !== undefined) return reportHold(kyc);
  await refer(kyc, state.puzzledSince ? `nothing understood for ${unknownDeadline}` : `no verdict for ${deadline}`);
}

function lookSoon(kyc: OnboardingCase, due: string | undefined): Promise<'ready' | 'due'> {
  const { state } = kyc;
  state.contradicted = false;
  kyc.lookout.dismiss();
  kyc.lookout.post(SOON_MS);
  return kyc.rest(() => state.attention, due, TOO_LONG);
}

async function reportHold(kyc: OnboardingCase): Promise<void> {
  kyc.state.onHoldReported = true;
  kyc.note('still on hold: reported', { kind: 'on-hold-reported', actor: systemActor.id });
  await kyc.tell('on-hold', { since: kyc.state.since, said: kyc.state.verdict?.said });
}
