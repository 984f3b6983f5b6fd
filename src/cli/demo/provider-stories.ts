import { identomatConfigurations } from '../../sandbox';
import { must, type Story } from './story';
import { driversLicence, photograph, selfie } from './synthetic-documents';

/** One onboarding on each of the other providers, which is another word in the request; and a case that leaves one for another. */
export const providerStories: readonly Story[] = [
  {
    process: 'onboarding',
    provider: 'identomat',
    name: 'identomat-hosted',
    title: 'Identomat: a session behind a link, and a callback that proves nothing',
    outcome: 'approved',
    evidence: ['opened', 'decided'],
    effects: { 'session-begun': 1, 'session-finished': 1 },
    async play({ subjectId, kyc, sandbox, say }) {
      say('business', 'starts the onboarding and gets a link for the applicant');
      const [configuration] = identomatConfigurations;
      const { link } = await kyc.onboarding.start({
        subjectId,
        provider: 'identomat',
        level: configuration!.id,
        collection: 'hosted',
      });
      must(link !== undefined, 'The onboarding answered without a link.');
      say('applicant', `opens ${link}`);
      sandbox.identomat.finishHosted(subjectId);
      say('applicant', 'shows a document and their face, and is done');
    },
    async after({ subjectId, sandbox }) {
      await sandbox.identomat.delivered('*', { externalUserId: subjectId });
    },
  },
  {
    process: 'onboarding',
    provider: 'vultsecurity',
    name: 'vultsecurity-upload',
    title: 'VultSecurity: documents handed in, with consent first and where the person is',
    outcome: 'approved',
    evidence: ['opened', 'review-requested', 'decided'],
    effects: {
      'session-created': 1,
      consented: 1,
      'document-type-set': 1,
      'front-image-added': 1,
      'back-image-added': 1,
      'liveness-opened': 1,
      'liveness-processed': 1,
      finalized: 1,
    },
    async play({ subjectId, kyc, say }) {
      say('applicant', 'agrees, and lets the app know where they are');
      say('business', 'starts the onboarding with DRIVERS front, DRIVERS back, SELFIE');
      await kyc.onboarding.start({
        subjectId,
        provider: 'vultsecurity',
        level: 'idv',
        collection: 'upload',
        circumstances: { consented: true, location: { latitude: 40.7128, longitude: -74.006 } },
        documents: await photograph(kyc, subjectId, [...driversLicence, selfie], { country: 'USA' }),
      });
    },
    async after({ subjectId, sandbox }) {
      await sandbox.vultsecurity.delivered('*', { externalUserId: subjectId });
    },
  },
  {
    process: 'onboarding',
    provider: 'identomat',
    name: 'fall-through',
    title: 'IDnGO is down when the case opens, and the next provider of the plan takes it',
    outcome: 'approved',
    evidence: ['provider-changed', 'opened', 'decided'],
    effects: { 'session-begun': 1, 'session-finished': 1 },
    async play({ subjectId, kyc, sandbox, say }) {
      const outage = { provider: 'idngo', call: '*', answer: 503, times: 'always' } as const;
      const down = sandbox.faults.add({ ...outage, externalUserId: subjectId });
      say('operator', 'takes IDnGO down; the policy says: after 2 seconds of that, the next provider of the plan');
      say('business', 'starts the onboarding with a plan: IDnGO, else Identomat');
      const { link } = await kyc.onboarding.start({
        subjectId,
        provider: [
          { provider: 'idngo', level: 'basic-kyc-level' },
          { provider: 'identomat', level: 'default' },
        ],
        collection: 'hosted',
        policy: { outage: { patience: '2 seconds' } },
      });
      sandbox.faults.lift(down);
      say('operator', 'has IDnGO up again, too late for this case');
      must(link !== undefined, 'The onboarding answered without a link.');
      say('applicant', `opens ${link}`);
      sandbox.identomat.finishHosted(subjectId);
      say('applicant', 'shows a document and their face, and is done');
    },
    after({ subjectId, sandbox }) {
      const seen = Object.keys(sandbox.idngo.effectsOn(subjectId));
      must(seen.length === 0, `IDnGO saw ${seen.join(', ')} although it was down.`);
    },
  },
];
