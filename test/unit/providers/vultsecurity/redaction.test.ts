import type { ApplicationFailure } from '@temporalio/common';
import { answer } from '../scripted-server';
import { clientSecret, LoopbackVultsecurity, token, webhookToken } from './loopback-vultsecurity';

const vultsecurity = new LoopbackVultsecurity();
const accessToken = 'synthetic-access-token-1';

describe('nothing of a person and no secret stands in a failure', () => {
  const secrets = [clientSecret, accessToken, webhookToken, encodeURIComponent(clientSecret)];
  const person = ['Quokka', 'D12345678', 'session-Q-42'];
  const canaries = [...secrets, ...person];
  const echo = {
    message: canaries.join(' '),
    error: 'Quokka',
    code: 'D12345678',
    request_id: 'Quokka D12345678',
    errors: [{ field: 'first_name', value: 'Quokka', token: accessToken }],
  };
  const ask = () => vultsecurity.client.readIdvSession({ session_id: 'session-Q-42' });

  /** All that Temporal would write down of it, down the chain of causes. */
  async function told(call: Promise<unknown>): Promise<string> {
    const failure: unknown = await call.then(
      () => new Error('it did not fail'),
      (error: unknown) => error,
    );
    const said: unknown[] = [];
    // By their shape: Jest gives Node.js another Error than the tests have.
    for (let at = failure; typeof at === 'object' && at !== null && said.length < 10; at = (at as Error).cause) {
      const { message, stack, details, type } = at as ApplicationFailure;
      said.push([type, message, stack, details, Object.entries(at)]);
    }
    return JSON.stringify(said);
  }

  function expectSilence(failure: string): void {
    expect(canaries.filter((canary) => failure.includes(canary))).toEqual([]);
    expect(failure).toContain('kyc.');
  }

  test.each([400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503])('when %i echoes everything', async (status) => {
    vultsecurity.tokens.will(token(accessToken), token(accessToken));
    vultsecurity.server.will(answer(status, echo), answer(status, echo));
    expectSilence(await told(ask()));
  });

  test('when a success status echoes everything', async () => {
    vultsecurity.tokens.will(token(accessToken));
    vultsecurity.server.will(answer(200, echo));
    expectSilence(await told(ask()));
  });

  test.each([200, 302, 400, 401, 404, 429, 500])(
    'when the token address answers %i and echoes everything',
    async (status) => {
      vultsecurity.tokens.will(answer(status, { ...echo, error_description: canaries.join(' '), access_token: 7 }));
      expectSilence(await told(ask()));
    },
  );

  test('when the token address cannot be reached', async () => {
    await vultsecurity.tokens.stop();
    const failure = await told(ask());
    expectSilence(failure);
    expect(failure).toContain('ECONNREFUSED');
  });

  test('when the host cannot be reached', async () => {
    vultsecurity.tokens.will(token(accessToken));
    await vultsecurity.server.stop();
    const failure = await told(ask());
    expectSilence(failure);
    expect(failure).toContain('ECONNREFUSED');
  });

  test('when the request itself is wrong', async () => {
    const wrong = { session_id: 'session-Q-42', document_type_e: 'Quokka', Quokka: 'D12345678' };
    const failure = await told(vultsecurity.client.updateDocumentType(wrong as never));
    expectSilence(failure);
    expect(failure).toContain('1 unknown field(s)');
    expect(vultsecurity.tokens.seen).toEqual([]);
  });
});
