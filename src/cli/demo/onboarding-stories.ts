import type { OnboardingPolicyInput } from '../../../workflows/onboarding/policy';
import { must, type Scene, type Story } from './story';
import { idCard, photograph, selfie, type Shown } from './synthetic-documents';

const onIdngo = { process: 'onboarding', provider: 'idngo' } as const;

/** What a person sees at IDnGO after one onboarding with an ID card and a selfie: nothing twice. */
const seenOnce = { 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 };
const uploaded = ['opened', 'review-requested', 'decided'];

const comment = 'Please send a sharp photo of the back of your ID card.';

/** The five stories of an applicant on IDnGO. */
export const onboardingStories: readonly Story[] = [
  {
    ...onIdngo,
    name: 'straight-approval',
    title: 'Straight approval, behind a link of the provider',
    outcome: 'approved',
    evidence: ['opened', 'decided'],
    effects: { 'applicant-created': 1, 'link-created': 1, 'token-created': 1, 'review-opened': 1 },
    async play({ subjectId, kyc, sandbox, say }) {
      say('business', 'starts the onboarding and gets a link for the applicant');
      const { link } = await kyc.onboarding.start({ ...request(subjectId), collection: 'hosted' });
      must(link !== undefined, 'The onboarding answered without a link.');
      say('applicant', `opens ${link}`);
      sandbox.idngo.finishHosted(subjectId);
      say('applicant', 'photographs an ID card and their face, and is done');
    },
  },
  {
    ...onIdngo,
    name: 'resubmission',
    title: 'RED, RETRY on one side of an ID card: only that card is asked for again',
    outcome: 'approved',
    evidence: [...uploaded.slice(0, 2), 'resubmission-asked', 'documents-submitted', 'review-requested', 'decided'],
    effects: { ...seenOnce, 'image-added': 5, 'review-opened': 2 },
    async play(scene) {
      const { subjectId, kyc, sandbox, say } = scene;
      sandbox.idngo.script(subjectId, [
        {
          answer: 'RED',
          rejectType: 'RETRY',
          labels: ['UNSATISFACTORY_PHOTOS'],
          items: [{ step: 'IDENTITY', side: 'back', comment }],
        },
        { answer: 'GREEN' },
      ]);
      await hand(scene, [...idCard, selfie]);
      await scene.reached('awaiting_resubmission');
      const { missing } = await kyc.onboarding.requirements(subjectId);
      must(
        missing.length === 1 && missing[0]?.step === 'IDENTITY',
        `Asked again for ${missing.map(({ step }) => step).join(', ')}, not IDENTITY.`,
      );
      must(missing[0].comment === comment, 'The comment for the applicant was lost.');
      say('applicant', `is shown: "${missing[0].comment}"`);
      say('business', 'hands in the ID card again, both sides, and nothing else');
      await kyc.onboarding.submitDocuments(subjectId, await photograph(kyc, subjectId, idCard, { attempt: 2 }));
    },
  },
  {
    ...onIdngo,
    name: 'final-rejection',
    title: 'RED, FINAL: the end, and nobody is asked again',
    outcome: 'rejected',
    evidence: uploaded,
    effects: seenOnce,
    async play(scene) {
      scene.sandbox.idngo.script(scene.subjectId, [{ answer: 'RED', rejectType: 'FINAL', labels: ['FORGERY'] }]);
      await hand(scene, [...idCard, selfie]);
    },
  },
  {
    ...onIdngo,
    name: 'lost-webhooks',
    title: 'Every webhook is lost, and the verdict is found all the same',
    outcome: 'approved',
    evidence: uploaded,
    effects: seenOnce,
    async play(scene) {
      scene.sandbox.faults.add({ webhook: '*', fate: 'lost', externalUserId: scene.subjectId, times: 'always' });
      scene.say('operator', 'cuts the way of the webhooks; the policy says: without one, look after 2 seconds');
      await hand(scene, [...idCard, selfie], { review: { firstLook: '2 seconds' } });
    },
    after({ sandbox, subjectId }) {
      const hooks = sandbox.idngo.webhooks().filter(({ externalUserId }) => externalUserId === subjectId);
      must(
        hooks.length > 0 && hooks.every(({ outcome }) => outcome === 'lost'),
        'A webhook came through although all were to be lost.',
      );
    },
  },
  {
    ...onIdngo,
    name: 'killed-worker',
    title: 'kill -9 of the worker in the middle of the upload: nothing is done twice',
    outcome: 'approved',
    evidence: uploaded,
    effects: seenOnce,
    async play(scene) {
      const { subjectId, sandbox } = scene;
      // The worst moment: IDnGO has taken an image, and the worker will never hear of it.
      sandbox.faults.add({ call: 'addIdDocument', answer: 'time-out', at: 'after', externalUserId: subjectId });
      await hand(scene, [...idCard, selfie]);
      await sandbox.idngo.called('addIdDocument', { externalUserId: subjectId, times: 2 }, 20_000);
      await scene.crashWorker();
    },
  },
];

function request(subjectId: string) {
  return { subjectId, provider: 'idngo', level: 'basic-kyc-level' };
}

/** Starts with images that are all there: the review is asked for by itself. */
async function hand(
  { subjectId, kyc, say }: Scene,
  shown: readonly Shown[],
  policy?: OnboardingPolicyInput,
): Promise<void> {
  say(
    'business',
    `starts the onboarding with ${shown.map(({ type, side }) => (side ? `${type} ${side}` : type)).join(', ')}`,
  );
  const documents = await photograph(kyc, subjectId, shown);
  await kyc.onboarding.start({ ...request(subjectId), collection: 'upload', documents, policy });
}
