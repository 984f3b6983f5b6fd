import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import { providerHint } from '../../workflows/onboarding/messages';
import type { Flow } from './flow';

/** What the receiver makes of a webhook: `eventKey` is the same for every repeat of one event. */
export function hint({ env }: Flow, subjectId: string, eventKey: string): Promise<void> {
  const handle = env.temporal.client.workflow.getHandle(onboardingWorkflowId(subjectId));
  return handle.signal(providerHint, { provider: 'idngo', type: 'applicantTagsChanged', eventKey });
}

/** That many hints, each sent once the read that the one before it caused is over. Every one makes the history longer. */
export async function hintOften(flow: Flow, subjectId: string, times: number): Promise<void> {
  const reads = () => flow.calls(subjectId).filter((call) => call === 'getApplicantReviewStatus').length;
  for (let nth = 1; nth <= times; nth++) {
    const expected = { externalUserId: subjectId, times: reads() + 1 };
    await hint(flow, subjectId, `synthetic-${nth}`);
    await flow.idngo.called('getApplicantReviewStatus', expected, 20_000);
  }
}
