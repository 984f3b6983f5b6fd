import type { Actor } from '../../src/domain/actor';
import { refusal } from '../../src/domain/failures';
import type { OnboardingCase } from './case';
import type { OnboardingPhase } from './messages';

/* What a message must meet before the case takes it. Synchronous, changes nothing, and refuses in words that its sender can act on. */

export function assertOpen({ state }: OnboardingCase): void {
  if (state.phase !== 'closed' && !state.withdrawal) return;
  const outcome = state.outcome ?? 'withdrawn';
  throw refusal('kyc.case.Closed', `The case is over: ${outcome}.`, { outcome });
}

export function assertPhase(kyc: OnboardingCase, what: string, phases: readonly OnboardingPhase[]): void {
  assertOpen(kyc);
  const { phase } = kyc.state;
  if (phases.includes(phase)) return;
  throw refusal('kyc.case.WrongPhase', `The case is ${phase}; ${what} only while it is ${phases.join(' or ')}.`, {
    phase,
  });
}

export function assertCollection({ state }: OnboardingCase, wanted: string, what: string): void {
  if (state.collection === wanted) return;
  throw refusal(
    'kyc.case.WrongPhase',
    `This case collects '${state.collection}'; ${what} only with collection '${wanted}'.`,
  );
}

export function assertNothingMissing(kyc: OnboardingCase): void {
  const { missing } = kyc.summary();
  if (missing.length === 0) return;
  const list = missing.map(({ step, types }) => `${step} (${types.join(' or ')})`).join(', ');
  throw refusal('kyc.input.IncompleteDocument', `Still missing: ${list}. Submit these, then request the review.`);
}

export function assertAccepted({ state }: OnboardingCase): void {
  const refused = state.refusedDocuments ?? [];
  const [first] = refused;
  if (first === undefined) return;
  const list = refused.map(({ type, side, why }) => `${side ? `${type} ${side}` : type}: ${why}`).join('; ');
  throw refusal(first.failure, `Not taken: ${list}. The other documents arrived; submit these again.`);
}

export function assertActor(actor: Actor): void {
  // Actors stand in evidence and current details: no names, no e-mail addresses.
  if (typeof actor?.id !== 'string' || !/^[A-Za-z0-9_.:-]{1,128}$/.test(actor.id) || !Array.isArray(actor.roles)) {
    throw invalid('actor must be { id, roles }, by an opaque id of your own system: letters, digits and _ . : -');
  }
}

export function assertReason(reason: string): void {
  if (typeof reason !== 'string' || reason.trim().length === 0) throw invalid('reason is missing');
  if (reason.length > 1000) throw invalid('reason has more than 1000 characters');
}

export function invalid(text: string) {
  return refusal('kyc.input.InvalidRequest', `${text}.`);
}

export function assertTakesData({ provider }: OnboardingCase): void {
  if (provider.capabilities.applicantData ?? true) return;
  throw refusal(
    'kyc.case.WrongPhase',
    `${provider.name} takes no data beside the documents: it reads them itself. Nothing was sent.`,
  );
}
