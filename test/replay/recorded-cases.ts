import { onboardingWorkflowId, reversalWorkflowId } from '../../src/domain/workflow-ids';
import { allDocuments, newIdCard } from '../support/applicant';
import type { Flow } from '../support/flow';
import { hintOften } from '../support/hint';

const actor = { id: 'operator-7', roles: ['reviewer'] };

/** Plays one case to its end and answers with the workflow whose histories are worth keeping. */
type Play = (flow: Flow, subjectId: string) => Promise<string>;

/** The paths that running cases are on when a new version of the workflows is deployed, by the name of their recording. */
export const recordedCases: Readonly<Record<string, Play>> = {
  'onboarding-approved': async (flow, subjectId) => {
    await start(flow, subjectId);
    return over(flow, subjectId);
  },

  'onboarding-resubmitted': async (flow, subjectId) => {
    flow.idngo.script(subjectId, [blurredBack, { answer: 'GREEN' }]);
    await start(flow, subjectId);
    await flow.hears(subjectId, 'resubmission');
    await flow.kyc.onboarding.submitDocuments(subjectId, await newIdCard(flow.kyc, subjectId));
    return over(flow, subjectId);
  },

  'onboarding-rejected': async (flow, subjectId) => {
    flow.idngo.script(subjectId, [{ answer: 'RED', rejectType: 'FINAL', labels: ['FORGERY'] }]);
    await start(flow, subjectId);
    return over(flow, subjectId);
  },

  'onboarding-all-webhooks-lost': async (flow, subjectId) => {
    flow.faults.add({ webhook: '*', fate: 'lost', externalUserId: subjectId, times: 'always' });
    await start(flow, subjectId);
    await flow.idngo.reached(subjectId, 'completed');
    await flow.sleep('10 minutes');
    return over(flow, subjectId);
  },

  'onboarding-hosted': async (flow, subjectId) => {
    flow.idngo.script(subjectId, [blurredBack, { answer: 'GREEN' }]);
    await flow.start(subjectId, { collection: 'hosted' });
    flow.idngo.finishHosted(subjectId);
    await flow.hears(subjectId, 'resubmission');
    flow.idngo.finishHosted(subjectId);
    return over(flow, subjectId);
  },

  'onboarding-decided-by-a-person': async (flow, subjectId) => {
    await start(flow, subjectId, { policy: { gates: { sample: 1 }, evidence: ['report', 'images'] } });
    await flow.hears(subjectId, 'review-needed');
    await flow.kyc.onboarding.decide(subjectId, { actor, decision: 'resubmit', reason: 'glare', steps: ['IDENTITY'] });
    await flow.hears(subjectId, 'resubmission');
    await flow.kyc.onboarding.submitDocuments(subjectId, await newIdCard(flow.kyc, subjectId));
    await flow.hears(subjectId, 'review-needed', 2);
    await flow.kyc.onboarding.decide(subjectId, { actor, decision: 'approve', reason: 'seen at the counter' });
    return over(flow, subjectId);
  },

  'onboarding-withdrawn': async (flow, subjectId) => {
    await flow.start(subjectId);
    await flow.kyc.onboarding.submitApplicantData(subjectId, { firstName: 'Synthia', country: 'KAZ' });
    await flow.kyc.onboarding.withdraw(subjectId, { reason: 'changed my mind' });
    return over(flow, subjectId);
  },

  'onboarding-reminded-and-expired': async (flow, subjectId) => {
    await flow.start(subjectId);
    await flow.sleep('31 days');
    return over(flow, subjectId);
  },

  'onboarding-through-an-outage': async (flow, subjectId) => {
    const fault = { answer: 503, externalUserId: subjectId, times: 3 } as const;
    flow.faults.add({ call: 'requestApplicantCheck', ...fault });
    await start(flow, subjectId);
    await flow.sleep('1 minute');
    return over(flow, subjectId);
  },

  'onboarding-continued': async (flow, subjectId) => {
    flow.idngo.script(subjectId, ['never']);
    await start(flow, subjectId, { policy: { historyLimit: 40 } });
    await flow.recorded(subjectId, 'review-requested');
    await hintOften(flow, subjectId, 12);
    flow.idngo.flip(subjectId, { answer: 'GREEN' });
    return over(flow, subjectId);
  },

  'reversal-reversed': async (flow, subjectId) => {
    await start(flow, subjectId);
    await over(flow, subjectId);
    await flow.sleep('21 days');
    flow.idngo.flip(subjectId, { answer: 'RED', rejectType: 'FINAL', labels: ['BLOCKLIST'] });
    await flow.hears(subjectId, 'reversal');
    return reversalWorkflowId(subjectId);
  },
};

const blurredBack = {
  answer: 'RED',
  rejectType: 'RETRY',
  labels: ['UNSATISFACTORY_PHOTOS'],
  items: [{ step: 'IDENTITY', side: 'back', comment: 'Please send a sharp photo of the back.' }],
} as const;

async function start(flow: Flow, subjectId: string, more: Parameters<Flow['start']>[1] = {}): Promise<void> {
  await flow.start(subjectId, { documents: await allDocuments(flow.kyc, subjectId), ...more });
}

async function over(flow: Flow, subjectId: string): Promise<string> {
  await flow.kyc.onboarding.result(subjectId);
  return onboardingWorkflowId(subjectId);
}
