import { identomatSandboxCredentials } from '../../../src/sandbox';
import type { IdentomatOutcome, SessionStep } from '../../../src/sandbox';
import type { KycTestEnvironment, ProviderRig, ScriptedOutcome } from '../../../src/testing';
import { identomatProvider } from '../../../workflows/providers/identomat';
import { sandboxFaults, sandboxHooks } from './sandbox';

const reviewerComment = 'Canaria-Reviewer-Comment-91d4';

const steps: Readonly<Record<Exclude<ScriptedOutcome, 'hold'>, SessionStep>> = {
  approve: { result: 'approved' },
  resubmit: { result: 'rejected', rejectReason: { value: 'document_not_readable' }, comment: reviewerComment },
  reject: { result: 'rejected', rejectReason: { value: 'low_similarity' }, comment: reviewerComment },
  expire: 'expire',
  unknown: { result: 'purple' },
};

/** Identomat on the sandbox. A session goes by the subject's id, which ends its way back. */
export function identomatRig(environment: () => KycTestEnvironment): ProviderRig {
  const identomat = () => environment().sandbox.identomat;
  const outcome = (word: ScriptedOutcome): SessionStep => {
    if (word === 'hold') throw new Error('Identomat puts nobody on hold.');
    return steps[word];
  };
  return {
    environment,
    provider: identomatProvider(() => 'fast'),
    level: '679c74e4d9725987e3879265',
    collection: 'hosted',
    cannot: { hold: 'a manual check at Identomat is a review that takes longer; it has no hold' },
    secrets: [identomatSandboxCredentials.companyKey, identomatSandboxCredentials.callbackApiKey, reviewerComment],
    script: (subjectId, outcomes) => identomat().script(subjectId, outcomes.map(outcome)),
    applicantActs: async (subjectId) => void identomat().finishHosted(subjectId),
    flip: (subjectId, word) => identomat().decide(subjectId, outcome(word) as IdentomatOutcome),
    hooks: sandboxHooks('identomat', environment, (subjectId) => {
      identomat().forgeCallback(subjectId, 'bad-signature');
      identomat().forgeCallback(subjectId, 'unknown-user');
    }),
    fault: sandboxFaults('identomat', environment, ['beginSession']),
    // A session whose token was lost on the way has a link that nobody was given.
    effects(subjectId) {
      const { 'session-begun': _begun, 'session-begun-again': _orphans, ...effects } = identomat().effectsOn(subjectId);
      return effects;
    },
  };
}
