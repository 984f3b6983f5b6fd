import type { IdngoConfig } from '../providers/idngo/options';
import { parseIdngoWebhook, verifyIdngoWebhook, type IdngoWebhook } from '../providers/idngo/webhook';
import { isIdentifier, referencesOf, type ProviderEvent, type Receiver } from './provider-event';

/**
 * Types after which a decided applicant may stand differently. The others (created, pending, tags changed, deleted, …) belong to
 * an open case or to something that we did ourselves.
 */
const mayReverse = new Set([
  'applicantReviewed',
  'applicantOnHold',
  'applicantReset',
  'applicantLevelChanged',
  'applicantWorkflowCompleted',
]);

/**
 * Tell that the applicant arrived or submitted. Where we upload, they echo our own calls, and each would cost the process a read for
 * nothing: they wake only onboardings that the provider itself collects for.
 */
const arrivals = new Set(['applicantCreated', 'applicantPending', 'applicantPrechecked']);

export function idngoReceiver(config: IdngoConfig): Receiver {
  return {
    provider: 'idngo',
    path: /^\/webhooks\/idngo$/,
    authentic: (raw, request) => verifyIdngoWebhook(raw, request.headers, config) === 'ok',
    read: (raw) => readIdngoEvent(raw, config.environment),
  };
}

function readIdngoEvent(raw: Uint8Array, environment: IdngoConfig['environment']): ProviderEvent | undefined {
  const event = parseIdngoWebhook(raw);
  if (event === undefined) return undefined;
  const { type, eventKey, reviewStatus } = event;
  return {
    hint: { provider: 'idngo', type, eventKey, ...(isIdentifier(reviewStatus) && { says: reviewStatus }) },
    ...whomItConcerns(event),
    mayReverse: mayReverse.has(type),
    foreign: event.sandboxMode !== undefined && event.sandboxMode !== (environment === 'sandbox'),
  };
}

function whomItConcerns(event: IdngoWebhook): Pick<ProviderEvent, 'references' | 'subjectId'> {
  const { type, applicantId, externalUserId, actionId, externalActionId } = event;
  // An action names its applicant too, but says nothing of the onboarding.
  if (actionId !== undefined || externalActionId !== undefined) {
    return { references: referencesOf('idngo', { action: actionId, 'external-action': externalActionId }) };
  }
  if (arrivals.has(type)) return { references: referencesOf('idngo', { 'hosted-applicant': applicantId }) };
  return {
    references: referencesOf('idngo', { applicant: applicantId, 'external-user': externalUserId }),
    subjectId: externalUserId,
  };
}
