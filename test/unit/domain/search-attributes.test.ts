import { SearchAttributeType } from '@temporalio/common';
import { searchAttributes, searchAttributeTypes } from '../../../src/domain/search-attributes';

test('the names and types are what operators filter by, and what the command registers', () => {
  expect(searchAttributeTypes).toEqual({
    KycProcess: 'Keyword',
    KycPhase: 'Keyword',
    KycOutcome: 'Keyword',
    KycProvider: 'Keyword',
    KycLevel: 'Keyword',
    KycSubject: 'Keyword',
    KycQueue: 'Keyword',
    KycAssignee: 'Keyword',
    KycRisk: 'Keyword',
    KycDueAt: 'Datetime',
    KycAttempt: 'Int',
  });
});

test('they fit into a namespace on SQL visibility, which has 10 Keyword slots', () => {
  const keywords = Object.values(searchAttributes).filter(({ type }) => type === SearchAttributeType.KEYWORD);
  expect(keywords.length).toBeLessThanOrEqual(10);
});

test('the type that is registered is the type that workflows write', () => {
  const written = {
    Keyword: SearchAttributeType.KEYWORD,
    Datetime: SearchAttributeType.DATETIME,
    Int: SearchAttributeType.INT,
  };
  for (const { name, type } of Object.values(searchAttributes)) expect(written[searchAttributeTypes[name]!]).toBe(type);
});
