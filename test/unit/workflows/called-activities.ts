import { callActivity } from '../../../workflows/activity-calls';

/** What an activity answers, or the failure that it ends with. */
type Answers = Readonly<Record<string, unknown>>;

const called = jest.mocked(callActivity);

/** Stands in for every activity; for use with `jest.mock('…/workflows/activity-calls')`. An activity without an answer fails the test. */
export function answering(answers: Answers): void {
  called.mockReset();
  called.mockImplementation(async (name) => {
    if (!Object.hasOwn(answers, name)) throw new Error(`Nobody expected ${name}.`);
    const answer = answers[name];
    if (answer instanceof Error) throw answer;
    return answer;
  });
}

/** The activities that were called, with their requests, in order. */
export function calls(): [string, unknown][] {
  return called.mock.calls.map(([name, [request]]) => [name, request]);
}
