import { isSettled } from '../../../src/domain/verdict';
import type { Verdict } from '../../../src/domain/verdict';
import type { Requirement } from '../../providers/contract';
import type { OnboardingCase } from '../case';
import { waitForApplicant } from '../deadlines';
import { afterVerdict, gate } from '../rules';
import { askAgain, enterCollection } from './ask';
import { refer } from './refer';

/** The truth, read from the provider. */
export async function readVerdict({ state, provider }: OnboardingCase): Promise<Verdict> {
  const verdict = await provider.read(state.references, state.findings);
  state.verdict = verdict;
  // An end that is not understood is the end that the hint spoke of, too.
  if (isSettled(verdict) || verdict.status === 'unknown') state.contradicted = false;
  return verdict;
}

/** Does what the law says about a verdict. Answers whether the case moved on. */
export async function act(kyc: OnboardingCase, verdict: Verdict): Promise<boolean> {
  const { state, provider } = kyc;
  const awaitsLink =
    state.collection === 'hosted' && provider.nextAttempt !== undefined && waitForApplicant(state) !== undefined;
  const facts = { ...state, attempts: state.attempt, awaitsLink };
  const next = afterVerdict(verdict, facts, state.policy);
  switch (next.kind) {
    case 'wait':
      return follow(kyc, verdict);
    case 'hold':
      return hold(kyc, verdict);
    case 'puzzled':
      return puzzle(kyc, verdict);
    case 'approve':
      return approve(kyc, verdict);
    case 'reject':
      await judge(kyc, verdict);
      return kyc.settle('rejected', kyc.providerActor, verdict.said);
    case 'resubmit':
      return askForMore(kyc, verdict, next.requirements);
    case 'reopen':
      await askForMore(kyc, verdict, state.levelRequirements);
      state.reopened += 1;
      return true;
    case 'expire':
      await judge(kyc, verdict);
      return kyc.settle('expired', kyc.providerActor, verdict.said);
    case 'refer':
      await judge(kyc, verdict);
      return refer(kyc, next.why);
  }
}

/** Not decided; but the applicant may have finished at the provider's pages, or the provider sent the case back to collecting. */
async function follow(kyc: OnboardingCase, verdict: Verdict): Promise<boolean> {
  const { state } = kyc;
  const collecting = state.phase === 'collecting' || state.phase === 'awaiting_resubmission';
  const inReview = verdict.status === 'in_review';
  if (inReview) state.reviewSeen = true;
  // A read may lag behind our own request; only a review that was seen at work can have been sent back.
  if (verdict.status === 'collecting' && !collecting && state.reviewSeen) {
    enterCollection(kyc, 'collecting', state.levelRequirements);
    kyc.note('sent back by the provider', {
      kind: 'sent-back',
      actor: kyc.providerActor,
      facts: { said: verdict.said },
    });
    return true;
  }
  if (inReview && (collecting || state.phase === 'on_hold' || state.puzzledSince !== undefined)) {
    state.puzzledSince = undefined;
    kyc.enter('in_review');
    kyc.note('in review at the provider', {
      kind: 'in-review',
      actor: kyc.providerActor,
      facts: { said: verdict.said },
    });
    return true;
  }
  return false;
}

async function hold(kyc: OnboardingCase, verdict: Verdict): Promise<boolean> {
  if (kyc.state.phase === 'on_hold') return false;
  Object.assign(kyc.state, { puzzledSince: undefined, reviewSeen: true });
  kyc.enter('on_hold');
  kyc.state.onHoldReported = false;
  kyc.note('on hold at the provider', { kind: 'on-hold', actor: kyc.providerActor, facts: { said: verdict.said } });
  return true;
}

/** An answer nobody foresaw is neither an approval nor an error: it waits, and past its deadline a person looks. */
async function puzzle(kyc: OnboardingCase, verdict: Verdict): Promise<boolean> {
  const { state } = kyc;
  if (state.puzzledSince === undefined) {
    state.puzzledSince = kyc.now();
    kyc.enter('in_review');
    kyc.note('the provider answered something unknown', {
      kind: 'verdict-unknown',
      actor: kyc.providerActor,
      facts: { said: verdict.said },
    });
  }
  return false;
}

async function approve(kyc: OnboardingCase, verdict: Verdict): Promise<boolean> {
  const { state, provider } = kyc;
  const { level } = state;
  const searches = state.policy.gates.duplicates === 'review' && provider.capabilities.duplicateSearch;
  const duplicates = searches ? await provider.duplicates(state.references) : 0;
  const why = gate(verdict, { duplicates, countries: state.countries, lot: Math.random() }, state.policy);
  // The level was changed while we looked: this approval was for another one.
  if (state.level !== level) return false;
  if (why !== undefined) {
    await judge(kyc, verdict);
    return refer(kyc, why);
  }
  note(kyc, verdict);
  return kyc.settle('approved', kyc.providerActor, verdict.said, { verdict: factsOf(kyc, verdict), duplicates });
}

/** Judged only once the applicant has been asked: what could not be asked is met again. */
async function askForMore(kyc: OnboardingCase, verdict: Verdict, asked: readonly Requirement[]): Promise<true> {
  await askAgain(kyc, asked, { by: kyc.providerActor, facts: { verdict: factsOf(kyc, verdict) } });
  note(kyc, verdict);
  return true;
}

function note({ state }: OnboardingCase, verdict: Verdict): void {
  state.judged = verdict.revision;
  state.reasons = verdict.reasons;
  state.puzzledSince = undefined;
}

async function judge(kyc: OnboardingCase, verdict: Verdict): Promise<void> {
  note(kyc, verdict);
  kyc.note(`verdict: ${verdict.said}`, { kind: 'verdict', actor: kyc.providerActor, facts: factsOf(kyc, verdict) });
}

function factsOf({ state }: OnboardingCase, { status, reasons, revision, at, said }: Verdict) {
  return { attempt: state.attempt, status, reasons, revision, at, said };
}
