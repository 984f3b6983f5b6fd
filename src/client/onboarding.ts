import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { Config } from '../config';
import type { ApplicantDocument } from '../domain/documents';
import { onboardingWorkflowId } from '../domain/workflow-ids';
import * as messages from '../../workflows/onboarding/messages';
import type {
  Decision,
  OnboardingExplanation,
  OnboardingResult,
  OnboardingSummary,
} from '../../workflows/onboarding/messages';
import { planOf } from '../../workflows/onboarding/plan';
import type { PlanEntry } from '../../workflows/onboarding/plan';
import type { OnboardingPolicyInput } from '../../workflows/onboarding/policy';
import type { applicantOnboarding } from '../../workflows/onboarding/workflow';
import type { ApplicantData, Link, Requirement } from '../../workflows/providers/contract';
import type { Actor } from '../domain/actor';
import { searchAttributes } from '../domain/search-attributes';
import { caseFailure, openingFailure, otherCase } from './case-failures';
import { assertStartable } from './start-request';
import type { StartOnboarding } from './start-request';

/** What `start` answers: the case exists and, at the provider, so does the applicant. */
export interface StartedOnboarding {
  /** The workflow id: for the Temporal UI, the command, and your own records. */
  readonly caseId: string;
  /** `hosted`: where to send the applicant. */
  readonly link?: string;
  /** `hosted`: for the provider's SDK; give it to the applicant's front end and nobody else. */
  readonly accessToken?: string;
  /** When the link ends, ISO 8601; `renewLink` makes another. */
  readonly expiresAt?: string;
  readonly phase: messages.OnboardingPhase;
  readonly requirements: readonly Requirement[];
}

/** A case of a subject that has been onboarded before: `{ number: 2 }`. */
export interface CaseNumber {
  readonly number?: number;
}

// How long `start` waits for the provider. The case is durable long before; this only bounds the caller's patience.
const OPENING_MS = 20_000;

/**
 * Onboardings by subject. Every method rejects with a failure whose `type` is one of `failureTypes`: `kyc.input.*` and `kyc.case.*` say
 * what to do instead; `kyc.case.Closed` carries the outcome in its details.
 */
export class OnboardingClient {
  constructor(
    private readonly client: Client,
    private readonly config: Pick<Config, 'taskQueue' | 'documents'>,
  ) {}

  /**
   * Starts an onboarding, or joins the one that is running: safe to repeat. A mistake (unknown level, an unfit document) rejects here,
   * before anything is sent to the provider.
   */
  async start(request: StartOnboarding): Promise<StartedOnboarding> {
    assertStartable(request, this.config.documents.maxBytes);
    const { subjectId, number, ...rest } = request;
    const [{ provider, level }] = planOf(request) as [PlanEntry];
    const workflowId = onboardingWorkflowId(subjectId, number);
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof applicantOnboarding>('applicantOnboarding', {
      workflowId,
      taskQueue: this.config.taskQueue,
      args: [{ subjectId, ...rest }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      // A case that failed to open may be started again; one that was decided, withdrawn or has expired is over.
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      // A worker that dies with a step in its hands is noticed this soon (the default is 10 s).
      workflowTaskTimeout: '3s',
      staticSummary: `onboarding on ${provider}`,
      typedSearchAttributes: [
        { key: searchAttributes.process, value: 'onboarding' },
        { key: searchAttributes.phase, value: 'opening' },
        { key: searchAttributes.provider, value: provider },
        { key: searchAttributes.level, value: level },
        { key: searchAttributes.subject, value: subjectId },
        { key: searchAttributes.attempt, value: 1 },
      ],
    });
    try {
      const opened = await this.client.withDeadline(Date.now() + OPENING_MS, () =>
        this.client.workflow.executeUpdateWithStart(messages.begin, { startWorkflowOperation }),
      );
      return startedOf(opened, request);
    } catch (error) {
      throw await openingFailure(error, this.client, workflowId);
    }
  }

  /** Hands documents in (`upload`). Resolves when the provider has them; rejects naming what was wrong or was not taken. */
  submitDocuments(
    subjectId: string,
    documents: readonly ApplicantDocument[],
    which?: CaseNumber,
  ): Promise<OnboardingSummary> {
    return this.ask(subjectId, which, (handle) =>
      handle.executeUpdate(messages.submitDocuments, { args: [documents] }),
    );
  }

  submitApplicantData(subjectId: string, applicant: ApplicantData, which?: CaseNumber): Promise<OnboardingSummary> {
    return this.ask(subjectId, which, (handle) =>
      handle.executeUpdate(messages.submitApplicantData, { args: [applicant] }),
    );
  }

  /** Asks for the review of what was handed in. Not needed when every requirement is met: it is then asked for by itself. */
  requestReview(subjectId: string, which?: CaseNumber): Promise<OnboardingSummary> {
    return this.ask(subjectId, which, (handle) => handle.executeUpdate(messages.requestReview));
  }

  /** A fresh link (`hosted`), before or after the last one has ended. */
  renewLink(subjectId: string, which?: CaseNumber): Promise<Link> {
    return this.ask(subjectId, which, (handle) => handle.executeUpdate(messages.renewLink));
  }

  /** Ends the case on the applicant's wish, or somebody else's; closes it at the provider and keeps the record. */
  withdraw(subjectId: string, why: { reason: string; actor?: Actor }, which?: CaseNumber): Promise<OnboardingSummary> {
    return this.ask(subjectId, which, (handle) => handle.executeUpdate(messages.withdraw, { args: [why] }));
  }

  changeLevel(
    subjectId: string,
    change: { level: string; actor: Actor },
    which?: CaseNumber,
  ): Promise<OnboardingSummary> {
    return this.ask(subjectId, which, (handle) => handle.executeUpdate(messages.changeLevel, { args: [change] }));
  }

  changePolicy(
    subjectId: string,
    change: { policy: OnboardingPolicyInput; actor: Actor },
    which?: CaseNumber,
  ): Promise<OnboardingSummary> {
    return this.ask(subjectId, which, (handle) => handle.executeUpdate(messages.changePolicy, { args: [change] }));
  }

  /** A person's decision on a case that waits in `manual_review`. */
  decide(subjectId: string, decision: Decision, which?: CaseNumber): Promise<OnboardingSummary> {
    return this.ask(subjectId, which, (handle) => handle.executeUpdate(messages.decide, { args: [decision] }));
  }

  async state(subjectId: string, which?: CaseNumber): Promise<OnboardingSummary> {
    return this.ask(subjectId, which, (handle) => handle.query(messages.state));
  }

  /** What is asked for now and what of it is still missing. */
  async requirements(
    subjectId: string,
    which?: CaseNumber,
  ): Promise<Pick<OnboardingSummary, 'requirements' | 'missing'>> {
    const { requirements, missing } = await this.state(subjectId, which);
    return { requirements, missing };
  }

  /** Why the case waits, since when, what would wake it next and when. */
  async explain(subjectId: string, which?: CaseNumber): Promise<OnboardingExplanation> {
    return this.ask(subjectId, which, (handle) => handle.query(messages.explain));
  }

  /** Waits for the end of the case, however long that takes. */
  async result(subjectId: string, which?: CaseNumber): Promise<OnboardingResult> {
    return this.ask(subjectId, which, (handle) => handle.result());
  }

  private async ask<Answer>(
    subjectId: string,
    which: CaseNumber | undefined,
    question: (handle: ReturnType<typeof this.handle>) => Promise<Answer>,
  ): Promise<Answer> {
    const workflowId = onboardingWorkflowId(subjectId, which?.number);
    try {
      return await question(this.handle(workflowId));
    } catch (error) {
      throw await caseFailure(error, this.client, workflowId);
    }
  }

  private handle(workflowId: string) {
    return this.client.workflow.getHandle<typeof applicantOnboarding>(workflowId);
  }
}

function startedOf(
  { caseId, link, phase, requirements, provider, level }: OnboardingSummary,
  asked: StartOnboarding,
): StartedOnboarding {
  const { provider: askedFor } = asked;
  const isOther = typeof askedFor === 'string' && (provider !== askedFor || level !== asked.level);
  if (isOther) throw otherCase(caseId, provider, level);
  return { caseId, link: link?.url, accessToken: link?.accessToken, expiresAt: link?.expiresAt, phase, requirements };
}
