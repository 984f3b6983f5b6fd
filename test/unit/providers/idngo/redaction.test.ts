import type { ApplicationFailure } from '@temporalio/common';
import { answer } from '../scripted-server';
import { LoopbackIdngo } from './loopback-idngo';

const idngo = new LoopbackIdngo();

describe('nothing of a person and no secret stands in a failure', () => {
  const canaries = ['Quokka', 'quokka@example.com', 'N12345678', 'sbx:app-token', 'secret-key-1', 'user-Q-42'];
  const person = { externalUserId: 'user-Q-42', email: 'quokka@example.com', fixedInfo: { firstName: 'Quokka' } };
  const echo = {
    description: canaries.join(' '),
    correlationId: 'Quokka quokka@example.com',
    errorName: 'N12345678',
    errorCode: 'Quokka',
  };

  /** All that Temporal would write down of it. */
  async function told(call: Promise<unknown>): Promise<string> {
    const failure = await call.then(
      () => new Error('it did not fail'),
      (error: unknown) => error,
    );
    const { message, stack, details, cause, type } = failure as ApplicationFailure;
    return JSON.stringify([type, message, stack, details, cause?.message, cause?.stack]);
  }

  test.each([400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503])('when %i echoes everything', async (status) => {
    idngo.server.will(answer(status, echo));
    const failure = await told(idngo.client.createApplicant({ levelName: 'basic', ...person }));
    expect(canaries.filter((canary) => failure.includes(canary))).toEqual([]);
    expect(failure).toContain('kyc.provider.');
  });

  test.each([
    ['unreadable JSON', '{"firstName":"Quokka'],
    ['another shape', ['Quokka']],
    ['an odd field', { id: 'a1', items: 'Quokka' }],
  ])('when a good status comes with %s', async (_what, body) => {
    idngo.server.will(answer(200, body));
    const failure = await told(idngo.client.listLevels({}));
    expect(failure).not.toContain('Quokka');
    expect(failure).toContain('kyc.provider.BadAnswer');
  });

  test('when the request itself is wrong, down to its unknown fields', async () => {
    const wrong = {
      levelName: 'basic',
      ...person,
      email: 'Quokka',
      dob: 'N12345678',
      Quokka: 1,
      fixedInfo: { country: 'Quokka' },
      questionnaires: [{ id: 'q1', sections: { 'Quokka Example': 'N12345678' } }],
    };
    const failure = await told(idngo.client.createApplicant(wrong as never));
    expect(canaries.filter((canary) => failure.includes(canary))).toEqual([]);
    expect(failure).toContain('email: must be an e-mail address');
    expect(failure).toContain('fixedInfo.country: must be an ISO 3166-1 alpha-3 code');
    expect(failure).toContain('2 unknown field(s)');
    expect(failure).toContain('questionnaires.0.sections.…: ');
    expect(idngo.server.seen).toEqual([]);
  });

  test('when nobody answers', async () => {
    await idngo.server.stop();
    const failure = await told(idngo.client.getApplicantByExternalUserId({ externalUserId: 'user-Q-42' }));
    expect(failure).toContain('ECONNREFUSED');
    expect(canaries.filter((canary) => failure.includes(canary))).toEqual([]);
  });
});
