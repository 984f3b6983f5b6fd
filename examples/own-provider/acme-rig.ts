/* Acme, wired up for the conformance list: its adapter as it is used, in front of the simulated service, which does what it is told. */
import { createKycTestEnvironment } from 'temporal-kyc/testing';
import type { KycTestEnvironment, KycTestEnvironmentOptions, ProviderRig, ScriptedOutcome } from 'temporal-kyc/testing';
import { acmeAdapter } from './acme-adapter';
import { acmeProvider } from './acme-provider';
import { acmeReceiver } from './acme-receiver';
import { acmeCredentials, AcmeService, personAtAcme } from './acme-service';

const states: Readonly<Record<ScriptedOutcome, string>> = {
  approve: 'passed',
  resubmit: 'retry',
  reject: 'refused',
  hold: 'paused',
  expire: 'lapsed',
  unknown: 'under_audit',
};

/** Everything in one call; `stop` it afterwards. */
export async function startAcme(options: KycTestEnvironmentOptions = {}) {
  const acme = await new AcmeService().start();
  const environment = await createKycTestEnvironment({
    adapters: [acmeAdapter(acme)],
    receivers: [acmeReceiver(acme.webhookSecret)],
    worker: { workflowsPath: require.resolve('./workflows') },
    ...options,
  });
  acme.webhookUrl = new URL('/webhooks/acme', environment.webhookUrl).href;
  return { acme, environment, stop: () => environment.stop().finally(() => acme.stop()) };
}

export function acmeRig(started: () => { acme: AcmeService; environment: KycTestEnvironment }): ProviderRig {
  const acme = () => started().acme;
  return {
    environment: () => started().environment,
    provider: acmeProvider(() => 'fast'),
    level: 'standard',
    collection: 'hosted',
    secrets: [...Object.values(acmeCredentials), personAtAcme],
    script: (subjectId, outcomes) =>
      acme().script(
        subjectId,
        outcomes.map((outcome) => states[outcome]),
      ),
    applicantActs: (subjectId) => acme().finish(subjectId),
    flip: (subjectId, outcome) => acme().change(subjectId, states[outcome]),
    hooks: {
      lose: (subjectId) => acme().hooks(subjectId, 'lost'),
      duplicate: (subjectId) => acme().hooks(subjectId, 'duplicated'),
      reorder: (subjectId) => acme().hooks(subjectId, 'late'),
      forge: (subjectId) => acme().tell(acme().under(subjectId).id, 'not-the-webhook-secret'),
    },
    fault(subjectId, trouble) {
      switch (trouble) {
        case 'down':
          return acme().trouble(subjectId, 503, 'before', Infinity);
        case 'too-many-requests':
          return acme().trouble(subjectId, 429, 'before', 12);
        case 'answer-lost':
          return acme().trouble(subjectId, 500, 'after', 1);
      }
    },
    effects: (subjectId) => acme().effects(subjectId),
  };
}
