import { condition, setHandler } from '@temporalio/workflow';
import { applicantActor } from '../../src/domain/actor';
import type { Actor } from '../../src/domain/actor';
import type { ApplicantDocument } from '../../src/domain/documents';
import { refusal } from '../../src/domain/failures';
import type { ApplicantData } from '../providers/contract';
import { assertApplicantData } from './applicant-data';
import { prepareCase } from '../effects';
import type { OnboardingCase } from './case';
import { assertSubmittable } from './documents';
import { explainCase } from './explain';
import {
  assertAccepted,
  assertActor,
  assertCollection,
  assertNothingMissing,
  assertOpen,
  assertPhase,
  assertReason,
  assertTakesData,
  invalid,
} from './guards';
import * as messages from './messages';
import { resolvePolicy } from './policy';
import type { OnboardingPolicyInput } from './policy';
import { assertPolicy } from './policy-check';
import { enterCollection, noteHandedIn } from './steps/ask';
import { linkFor, renewLink, takeLink } from './steps/link';

const UPLOADING = ['opening', 'collecting', 'awaiting_resubmission'] as const;

/** Answers every message of an onboarding. Registered before the first await: an update that finds no handler is lost. */
export function answerMessages(kyc: OnboardingCase): void {
  const { state } = kyc;
  const opened = async () => {
    await condition(
      () => state.phase !== 'opening' || kyc.refusedAtOpening !== undefined || state.withdrawal !== undefined,
    );
    if (kyc.refusedAtOpening) throw kyc.refusedAtOpening;
  };

  const isUploading = () => state.withdrawal === undefined && (UPLOADING as readonly string[]).includes(state.phase);

  setHandler(messages.state, () => kyc.summary());
  setHandler(messages.explain, () => explainCase(kyc));

  setHandler(messages.providerHint, (hint) => {
    if (!kyc.isNews(hint.eventKey)) return;
    state.attention = true;
    state.contradicted = hint.says === 'completed';
  });

  setHandler(messages.begin, async () => {
    await opened();
    return kyc.summary();
  });

  setHandler(
    messages.submitDocuments,
    async (documents) => {
      await opened();
      // Again, now that it is known which provider has the case and what was asked for.
      assertCollection(kyc, 'upload', 'documents are submitted');
      assertPhase(kyc, 'documents can be submitted', UPLOADING);
      assertSubmittable(documents, state.requirements, state.handedIn, state.maxDocumentBytes);
      state.refusedDocuments = undefined;
      noteHandedIn(kyc, documents);
      state.pending = [...state.pending, ...documents];
      kyc.note(`${documents.length} document(s) submitted`, {
        kind: 'documents-submitted',
        actor: applicantActor.id,
        facts: { documents: documents.map(({ type, side, document }) => ({ type, side, sha256: document.sha256 })) },
      });
      const unsent = () => state.pending.some((one) => documents.includes(one));
      await condition(() => !unsent() || !isUploading());
      if (unsent()) {
        // The provider decided meanwhile, or the case was withdrawn: nobody waits for these any more.
        state.pending = state.pending.filter((one) => !documents.includes(one));
        assertPhase(kyc, 'documents can be submitted', UPLOADING);
      }
      assertAccepted(kyc);
      return kyc.summary();
    },
    {
      validator: (documents: readonly ApplicantDocument[]) => {
        assertOpen(kyc);
        assertCollection(kyc, 'upload', 'documents are submitted');
        assertPhase(kyc, 'documents can be submitted', UPLOADING);
        const asked = state.phase === 'opening' ? undefined : state.requirements;
        assertSubmittable(documents, asked, state.handedIn, state.maxDocumentBytes);
      },
    },
  );

  setHandler(
    messages.submitApplicantData,
    async (data) => {
      await opened();
      assertTakesData(kyc);
      assertPhase(kyc, 'applicant data can be sent', UPLOADING);
      state.pendingData = { ...state.pendingData, ...data };
      await condition(() => state.pendingData === undefined || !isUploading());
      if (state.pendingData) {
        state.pendingData = undefined;
        assertPhase(kyc, 'applicant data can be sent', UPLOADING);
      }
      return kyc.summary();
    },
    {
      validator: (data: ApplicantData) => {
        assertPhase(kyc, 'applicant data can be sent', UPLOADING);
        assertTakesData(kyc);
        assertApplicantData(data);
      },
    },
  );

  setHandler(
    messages.requestReview,
    async () => {
      await opened();
      assertPhase(kyc, 'a review can be requested', UPLOADING);
      if (state.collection === 'hosted') state.attention = true;
      else {
        assertNothingMissing(kyc);
        state.reviewRequested = true;
      }
      return kyc.summary();
    },
    {
      validator: () => {
        assertPhase(kyc, 'a review can be requested', UPLOADING);
        if (state.collection === 'upload' && state.phase !== 'opening') assertNothingMissing(kyc);
      },
    },
  );

  setHandler(
    messages.renewLink,
    async () => {
      await opened();
      assertPhase(kyc, 'a link is of use', UPLOADING);
      return renewLink(kyc);
    },
    {
      validator: () => {
        assertCollection(kyc, 'hosted', 'links are made');
        assertPhase(kyc, 'a link is of use', UPLOADING);
      },
    },
  );

  setHandler(
    messages.withdraw,
    ({ reason, actor }) => {
      state.withdrawal = { reason, actor: actor ?? applicantActor };
      kyc.interrupt();
      return kyc.summary();
    },
    {
      validator: ({ reason, actor }: { reason: string; actor?: Actor }) => {
        assertOpen(kyc);
        assertReason(reason);
        if (actor !== undefined) assertActor(actor);
      },
    },
  );

  setHandler(
    messages.changeLevel,
    async ({ level, actor }) => {
      await opened();
      // Never as a local activity: a step may be at one (see HowToCall.fast).
      const { requirements } = await prepareCase(kyc.provider.name, level, false);
      // The link first: when it cannot be had, nothing has changed.
      const link = await linkFor(kyc, level, state.references);
      // The case may have been decided while we asked.
      assertOpen(kyc);
      const from = state.level;
      Object.assign(state, { level, levelRequirements: requirements });
      takeLink(kyc, link);
      enterCollection(kyc, 'collecting', requirements);
      kyc.note(`level ${from} -> ${level}`, { kind: 'level-changed', actor: actor.id, facts: { from, to: level } });
      kyc.nudge();
      return kyc.summary();
    },
    {
      validator: ({ level, actor }: { level: string; actor: Actor }) => {
        assertOpen(kyc);
        assertActor(actor);
        if (typeof level !== 'string' || level.length === 0 || level.length > 100)
          throw invalid('level must be a level name');
        if (!kyc.provider.capabilities.levelChange.includes(state.collection)) {
          throw refusal(
            'kyc.case.WrongPhase',
            `${kyc.provider.name} cannot move a running ${state.collection} case to another level. Withdraw it and start a new one.`,
          );
        }
      },
    },
  );

  setHandler(
    messages.changePolicy,
    async ({ policy, actor }) => {
      await opened();
      const from = state.policy;
      state.policy = resolvePolicy(policy, from);
      kyc.setDeadline();
      const facts = { from: `${from.name}@${from.version}`, to: `${state.policy.name}@${state.policy.version}` };
      kyc.note('policy changed', { kind: 'policy-changed', actor: actor.id, facts: { ...facts, policy } });
      kyc.nudge();
      return kyc.summary();
    },
    {
      validator: ({ policy, actor }: { policy: OnboardingPolicyInput; actor: Actor }) => {
        assertOpen(kyc);
        assertActor(actor);
        assertPolicy(policy);
      },
    },
  );

  setHandler(
    messages.decide,
    (decision) => {
      state.decision = decision;
      return kyc.summary();
    },
    {
      validator: ({ actor, decision, reason, steps }: messages.Decision) => {
        assertPhase(kyc, 'a person can decide', ['manual_review']);
        if (state.decision) throw refusal('kyc.case.Stale', 'This case has just been decided.');
        assertActor(actor);
        if (!['approve', 'reject', 'resubmit'].includes(decision)) {
          throw invalid('decision must be approve, reject or resubmit');
        }
        assertReason(reason);
        const known = state.levelRequirements.map(({ step }) => step);
        const unknown = steps?.filter((step: string) => !known.includes(step)) ?? [];
        if (unknown.length > 0 || steps?.length === 0)
          throw invalid(`steps must be of this level: ${known.join(', ')}`);
      },
    },
  );
}
