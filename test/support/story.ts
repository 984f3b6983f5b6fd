import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import type { TestInstallation } from './installation';

/** What became of an onboarding, seen from outside. */
export interface Story {
  readonly outcome?: string;
  /** What a person at the provider would see: `…-again` is something repeated. */
  readonly effects: Readonly<Record<string, number>>;
  /** Every image that the provider has, in no order. */
  readonly images: readonly string[];
  readonly evidence: readonly string[];
  /** By id: a message may be repeated under its id; under another it would be another message. */
  readonly told: readonly string[];
}

export async function storyOf({ sandbox, served, business }: TestInstallation, subjectId: string): Promise<Story> {
  const caseId = onboardingWorkflowId(subjectId);
  const entries = await served.store.journal.entries(caseId);
  // Of what a repeated workflow task recorded under one version, the last is what happened.
  const stands = entries.filter(
    ({ version, historyLength }) =>
      !entries.some((other) => other.version === version && other.historyLength > historyLength),
  );
  const images = sandbox.idngo.applicant(subjectId)?.images ?? [];
  const told = business.told.filter((one) => one.subjectId === subjectId);
  return {
    outcome: (await served.store.journal.process(caseId))?.outcome,
    effects: sandbox.idngo.effectsOn(subjectId),
    images: images.map(({ idDocType, side }) => (side ? `${idDocType} ${side}` : idDocType)).sort(),
    evidence: stands.map(({ kind }) => kind),
    told: [...new Map(told.map(({ id, kind }) => [id, kind])).values()],
  };
}
