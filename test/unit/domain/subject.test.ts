import fc from 'fast-check';
import { assertSubjectId } from '../../../src/domain/subject';

function refusalOf(subjectId: unknown) {
  try {
    assertSubjectId(subjectId as string);
  } catch (error) {
    return error as Error & { type: string; nonRetryable: boolean };
  }
  throw new Error('it was accepted');
}

test.each(['user-42', 'A', '_', '2f1c9a', 'acct_000123', '123456789', 'a'.repeat(64)])(
  'the opaque id %s is taken as it is',
  (subjectId) => {
    expect(assertSubjectId(subjectId)).toBe(subjectId);
  },
);

test.each([
  ['quokka@example.com', 'looks like an e-mail address'],
  ['+77010000000', 'looks like a telephone number'],
  ['77010000000', 'looks like a telephone number'],
  ['7-701-000-00-00', 'looks like a telephone number'],
  ['0000000000', 'looks like a telephone number'],
  ['Quokka Example', 'contains white space, as a name would'],
  ['Quokka\tExample', 'contains white space, as a name would'],
  ['x'.repeat(65), 'has 65 characters, more than 64'],
  ['user/42', 'contains a character outside A-Z a-z 0-9 _ -'],
  ['user.42', 'contains a character outside A-Z a-z 0-9 _ -'],
  ['квокка', 'contains a character outside A-Z a-z 0-9 _ -'],
  ['user-42\n', 'contains white space, as a name would'],
  ['', 'is missing or not a string'],
  [undefined, 'is missing or not a string'],
  [42, 'is missing or not a string'],
])('%j is refused: it %s', (subjectId, why) => {
  expect(refusalOf(subjectId)).toMatchObject({
    type: 'kyc.input.InvalidSubjectId',
    nonRetryable: true,
    message:
      `The subjectId ${why}. Use an opaque id of your own, 1 to 64 characters of A-Z a-z 0-9 _ -, for example 'user-42': ` +
      'it stands unencrypted in workflow ids and search attributes.',
  });
});

test('whatever is refused is not repeated, since it may be the very personal data that must not be shown', () => {
  const personal = fc.string({ minLength: 8, maxLength: 100 }).filter((text) => !/^[A-Za-z0-9_-]{1,64}$/.test(text));
  fc.assert(
    fc.property(personal, (subjectId) => {
      const { message, stack, type } = refusalOf(subjectId);
      expect(type).toBe('kyc.input.InvalidSubjectId');
      expect(`${message}\n${stack}`).not.toContain(subjectId);
    }),
  );
});

test('whatever is taken can stand between two slashes of a workflow id', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 70 }), (subjectId) => {
      let taken: string;
      try {
        taken = assertSubjectId(subjectId);
      } catch {
        return;
      }
      expect(taken).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    }),
  );
});
