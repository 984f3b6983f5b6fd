import { applicantActor, systemActor } from '../../../src/domain/actor';
import type { OnboardingCase } from '../case';
import { missingOf } from '../documents';
import { renewLink } from './link';
import { readVerdict, act } from './verdict';

/** Waits for the applicant: takes what comes, reminds, gives up at the deadline. Ends when the review has been asked for. */
export async function collect(kyc: OnboardingCase): Promise<void> {
  const { state } = kyc;
  if (state.pendingData) await sendData(kyc);
  if (state.pending.length > 0) await upload(kyc);
  if (state.attention) {
    state.attention = false;
    await act(kyc, await readVerdict(kyc));
    return;
  }
  if (state.collection === 'upload' && isComplete(kyc)) return submit(kyc);

  const reminder = kyc.nextReminder();
  const at = reminder !== undefined && reminder < state.dueAt! ? reminder : state.dueAt;
  const what = at === reminder ? 'remind the applicant' : 'deadline for the applicant';
  const ready = () => state.attention || state.pending.length > 0 || state.pendingData !== undefined || isComplete(kyc);
  // Behind a hosted link the applicant finishes at the provider: hints tell, and a watch finds it when they are lost.
  const waited = await (state.collection === 'hosted' ? kyc.restWatching(ready, at, what) : kyc.rest(ready, at, what));
  if (waited === 'due') await (at === reminder ? remind(kyc) : expire(kyc));
}

function isComplete({ state }: OnboardingCase): boolean {
  if (state.reviewRequested) return true;
  // Where something else than documents is asked for as well, only the caller knows when it is done, and says so by `requestReview`.
  const byDocuments = state.requirements.length > 0 && state.requirements.every(({ types }) => types.length > 0);
  return byDocuments && missingOf(state.requirements, state.handedIn).length === 0;
}

async function sendData(kyc: OnboardingCase): Promise<void> {
  const { state } = kyc;
  const data = state.pendingData!;
  await kyc.provider.updateApplicant(state.references, data);
  if (state.pendingData === data) state.pendingData = undefined;
  kyc.note('applicant data sent', {
    kind: 'applicant-data-submitted',
    actor: applicantActor.id,
    facts: { fields: Object.keys(data).sort() },
  });
}

async function upload(kyc: OnboardingCase): Promise<void> {
  const { state } = kyc;
  const batch = state.pending;
  const again = state.imagesBefore !== undefined;
  state.imagesBefore ??= await kyc.provider.imagesThere(state.references);
  const { refused } = await kyc.provider.upload(
    state.references,
    batch,
    state.imagesBefore,
    again,
    kyc.input.circumstances,
  );
  state.imagesBefore = undefined;
  state.pending = state.pending.filter((one) => !batch.includes(one));
  if (refused.length === 0) return;
  const lost = refused.map((one) => batch[one.document]!);
  state.refusedDocuments = refused.map(({ type: failure, message: why }, at) => {
    const { type, side } = lost[at]!;
    return { type, side, failure, why };
  });
  // One page of a document that was refused takes its other side along: both have to come again.
  state.handedIn = state.handedIn.filter(({ type }) => !lost.some((document) => document.type === type));
  state.reviewRequested = false;
  kyc.note(`${refused.length} document(s) not taken`, {
    kind: 'documents-refused',
    actor: kyc.providerActor,
    facts: { refused: refused.map((one) => ({ type: batch[one.document]!.type, why: one.type })) },
  });
}

async function submit(kyc: OnboardingCase): Promise<void> {
  const { state } = kyc;
  state.findings = (await kyc.provider.submit(state.references, state.judged)) ?? undefined;
  kyc.enter('in_review');
  kyc.note(`review asked for, attempt ${state.attempt}`, {
    kind: 'review-requested',
    actor: systemActor.id,
    facts: { attempt: state.attempt, documents: state.handedIn },
  });
}

async function remind(kyc: OnboardingCase): Promise<void> {
  const { state } = kyc;
  if (state.collection === 'hosted') await renewLink(kyc);
  // Who has got through meanwhile is not reminded: that is looked at next.
  if (state.attention) return;
  state.remindersSent += 1;
  const missing = missingOf(state.requirements, state.handedIn);
  kyc.note(`reminder ${state.remindersSent}`, {
    kind: 'reminded',
    actor: systemActor.id,
    facts: { number: state.remindersSent, steps: missing.map(({ step }) => step) },
  });
  await kyc.tell('reminder', { number: state.remindersSent, deadline: state.dueAt, missing, link: state.link?.url });
}

/** Looks once more first: the applicant may have finished at the provider, and the hint been lost. */
async function expire(kyc: OnboardingCase): Promise<void> {
  if (await act(kyc, await readVerdict(kyc))) return;
  await kyc.settle('expired', systemActor.id, 'the applicant did not answer in time');
}
