import { isSettled } from '../../../src/domain/verdict';
import type { VerdictStatus } from '../../../src/domain/verdict';

test.each<[VerdictStatus, boolean]>([
  ['collecting', false],
  ['in_review', false],
  ['on_hold', false],
  ['unknown', false],
  ['approved', true],
  ['resubmit', true],
  ['rejected', true],
  ['expired', true],
])('whether the provider has finished when it says %s: %s', (status, settled) => {
  expect(isSettled({ status, items: [], reasons: [], revision: '1', said: status })).toBe(settled);
});
