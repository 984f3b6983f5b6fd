import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/**
 * What the Temporal UI can filter by. SQL visibility has 10 Keyword slots a namespace; these take 9 of them.
 * Search attributes are never encrypted: no personal data in any of them.
 */
export const searchAttributes = {
  process: defineSearchAttributeKey('KycProcess', SearchAttributeType.KEYWORD),
  phase: defineSearchAttributeKey('KycPhase', SearchAttributeType.KEYWORD),
  outcome: defineSearchAttributeKey('KycOutcome', SearchAttributeType.KEYWORD),
  provider: defineSearchAttributeKey('KycProvider', SearchAttributeType.KEYWORD),
  level: defineSearchAttributeKey('KycLevel', SearchAttributeType.KEYWORD),
  subject: defineSearchAttributeKey('KycSubject', SearchAttributeType.KEYWORD),
  queue: defineSearchAttributeKey('KycQueue', SearchAttributeType.KEYWORD),
  assignee: defineSearchAttributeKey('KycAssignee', SearchAttributeType.KEYWORD),
  risk: defineSearchAttributeKey('KycRisk', SearchAttributeType.KEYWORD),
  dueAt: defineSearchAttributeKey('KycDueAt', SearchAttributeType.DATETIME),
  attempt: defineSearchAttributeKey('KycAttempt', SearchAttributeType.INT),
} as const;

/** Name to type, as `temporal operator search-attribute create` wants them. */
export const searchAttributeTypes: Record<string, 'Keyword' | 'Int' | 'Datetime'> = Object.fromEntries(
  Object.values(searchAttributes).map((key) => [
    key.name,
    key.type === SearchAttributeType.INT ? 'Int' : key.type === SearchAttributeType.DATETIME ? 'Datetime' : 'Keyword',
  ]),
);
