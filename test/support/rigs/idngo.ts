import { idngoSandboxCredentials } from '../../../src/sandbox';
import type { Review, ReviewStep } from '../../../src/sandbox';
import type { KycTestEnvironment, ProviderRig, ScriptedOutcome } from '../../../src/testing';
import type { CollectionMode } from '../../../workflows/providers/contract';
import { idngoProvider } from '../../../workflows/providers/idngo';
import { images } from '../applicant';
import { commentCanaries } from '../canaries';
import { sandboxFaults, sandboxHooks } from './sandbox';

const refused = (rejectType: 'RETRY' | 'FINAL', label: string): Review => ({
  answer: 'RED',
  rejectType,
  labels: [label],
  moderationComment: 'Please send sharp photos.',
  clientComment: commentCanaries.clientComment,
});

const steps: Readonly<Record<Exclude<ScriptedOutcome, 'expire'>, ReviewStep>> = {
  approve: { answer: 'GREEN' },
  resubmit: refused('RETRY', 'UNSATISFACTORY_PHOTOS'),
  reject: refused('FINAL', 'FORGERY'),
  hold: 'onHold',
  unknown: { answer: 'PURPLE' },
};

/** IDnGO on the sandbox. */
export function idngoRig(collection: CollectionMode) {
  return (environment: () => KycTestEnvironment): ProviderRig => {
    const idngo = () => environment().sandbox.idngo;
    const outcome = (word: ScriptedOutcome): ReviewStep => {
      if (word === 'expire') throw new Error('An applicant at IDnGO does not expire.');
      return steps[word];
    };
    return {
      environment,
      provider: idngoProvider(() => 'fast'),
      level: 'basic-kyc-level',
      collection,
      cannot: { expire: 'an applicant at IDnGO has no end of time; only links have' },
      secrets: [...Object.values(idngoSandboxCredentials), commentCanaries.clientComment],
      script: (subjectId, outcomes) => idngo().script(subjectId, outcomes.map(outcome)),
      async applicantActs(subjectId, attempt) {
        if (collection === 'hosted') return void idngo().finishHosted(subjectId);
        const { kyc } = environment();
        const parts = [['ID_CARD', 'front'] as const, ['ID_CARD', 'back'] as const, ['SELFIE', null] as const];
        await kyc.onboarding.submitDocuments(subjectId, await images(kyc, subjectId, parts, `attempt ${attempt}`));
      },
      flip: (subjectId, word) => idngo().flip(subjectId, outcome(word) as Review),
      hooks: sandboxHooks('idngo', environment, (subjectId) => {
        idngo().forgeWebhook(subjectId, 'bad-signature');
        idngo().forgeWebhook(subjectId, 'unknown-user');
      }),
      fault: sandboxFaults('idngo', environment, [
        'createApplicant',
        'createWebSdkLink',
        'createAccessToken',
        'addIdDocument',
        'requestApplicantCheck',
      ]),
      // Links and tokens whose answer was lost are known to nobody.
      effects(subjectId) {
        const { 'link-created': _links, 'token-created': _tokens, ...effects } = idngo().effectsOn(subjectId);
        return effects;
      },
    };
  };
}
