import { vultsecuritySandboxWebhookToken } from '../../../src/sandbox';
import type { VultsecurityOutcome } from '../../../src/sandbox';
import type { KycTestEnvironment, ProviderRig, ScriptedOutcome } from '../../../src/testing';
import { vultsecurityProvider } from '../../../workflows/providers/vultsecurity';
import { images } from '../applicant';
import { sandboxFaults, sandboxHooks } from './sandbox';

/** What `verified: false` means in the environment: one of them cannot be played. */
export type NotVerified = 'rejected' | 'resubmit';

const ends: Readonly<Record<Exclude<ScriptedOutcome, 'hold'>, VultsecurityOutcome>> = {
  approve: {},
  resubmit: { verified: false },
  reject: { verified: false },
  expire: { status: 'expired', verified: null },
  unknown: { status: 'under_audit' },
};
const hold: VultsecurityOutcome = { status: 'temporarily_blocked', verified: null };

/** VultSecurity on the sandbox, driven by the server. */
export function vultsecurityRig(notVerified: NotVerified) {
  return (environment: () => KycTestEnvironment): ProviderRig => {
    const vultsecurity = () => environment().sandbox.vultsecurity;
    const outcome = (word: ScriptedOutcome) => (word === 'hold' ? hold : ends[word]);
    const never = `this installation takes \`verified: false\` for '${notVerified}', the vendor giving no reason with it`;
    return {
      environment,
      provider: vultsecurityProvider(() => 'fast'),
      level: 'idv',
      collection: 'upload',
      circumstances: { consented: true, location: { latitude: 43.238, longitude: 76.945 } },
      cannot: notVerified === 'rejected' ? { resubmit: never } : { reject: never },
      secrets: [vultsecuritySandboxWebhookToken],
      script: (subjectId, outcomes) => vultsecurity().script(subjectId, outcomes.map(outcome)),
      async applicantActs(subjectId, attempt) {
        const { kyc } = environment();
        const parts = [['ID_CARD', 'front'] as const, ['ID_CARD', 'back'] as const, ['SELFIE', null] as const];
        await kyc.onboarding.submitDocuments(subjectId, await images(kyc, subjectId, parts, `attempt ${attempt}`));
      },
      flip: (subjectId, word) => vultsecurity().flip(subjectId, outcome(word)),
      hooks: sandboxHooks('vultsecurity', environment, (subjectId) => {
        vultsecurity().forgeWebhook(subjectId, 'bad-signature');
        vultsecurity().forgeWebhook(subjectId, 'unknown-user');
      }),
      fault: sandboxFaults('vultsecurity', environment, [
        'createIdvSession',
        'addIdentityConsent',
        'updateDocumentType',
        'addDocumentFrontImage',
        'addDocumentBackImage',
        'generateIdvLivenessSession',
        'processIdvLivenessSession',
        'finalizeIdv',
      ]),
      // A token for the liveness component whose answer was lost is known to nobody.
      effects(subjectId) {
        const {
          'liveness-opened': _tokens,
          'liveness-opened-again': _lost,
          ...effects
        } = vultsecurity().effectsOn(subjectId);
        return effects;
      },
    };
  };
}
