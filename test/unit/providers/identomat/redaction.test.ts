import type { ApplicationFailure } from '@temporalio/common';
import { inspect } from 'node:util';
import { attemptTimeoutMs } from '../../../../src/providers/calls';
import type { CallReport } from '../../../../src/providers/transport';
import { answer, type Reply } from '../scripted-server';
import { COMPANY_KEY } from './fixtures';
import { LoopbackIdentomat } from './loopback-identomat';

const identomat = new LoopbackIdentomat();
const session_token = '47fjzxvvzapi4ztasth3c2ozfucli3l0qx13hisc';
const canaries = [COMPANY_KEY, session_token, 'Quokka', 'quokka@example.com', 'N12345678', 'password-canary'];
const everything = canaries.join(' ');
const user = { email: 'quokka@example.com', password: 'password-canary', firstName: 'Quokka' };

/** All that Temporal, a log or a debugger would write down of it, with everything that it hangs on. */
async function told(call: Promise<unknown>): Promise<string> {
  const failure = await call.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );
  const causes: unknown[] = [];
  for (let at: unknown = failure; at instanceof Error; at = at.cause) {
    causes.push([(at as ApplicationFailure).type, at.message, at.stack, (at as ApplicationFailure).details]);
  }
  return JSON.stringify(causes) + inspect(failure, { depth: 10, showHidden: true });
}

function leaks(text: string): string[] {
  return canaries.filter((canary) => text.includes(canary));
}

describe('neither the company key nor anything of a person stands in a failure', () => {
  test.each([200, 400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503])(
    'when %i echoes everything',
    async (status) => {
      const echoes = [
        { argumentError: everything, internalError: everything, errorSourceGroup: everything },
        { argumentError: COMPANY_KEY, errorSourceGroup: COMPANY_KEY },
        { argumentError: `${COMPANY_KEY}-not-found` },
        { argumentError: COMPANY_KEY.toUpperCase().replaceAll('-', '_') },
        { internalError: COMPANY_KEY },
        { argumentError: session_token },
      ];
      identomat.external.will(...echoes.map((echo) => answer(status, echo)));
      for (const _echo of echoes) {
        const failure = await told(identomat.client.createUser(user));
        expect(leaks(failure)).toEqual([]);
        expect(failure).toContain('kyc.provider.');
      }
    },
  );

  test.each<[string, Reply]>([
    ['the request in place of an answer', (response, { body }) => void response.writeHead(200).end(body)],
    ['a text of all of it', answer(200, everything)],
    ['JSON of all of it', answer(200, JSON.stringify(everything))],
    ['unreadable JSON', answer(200, `{"result":"${everything}`)],
    ['a list', answer(200, [everything])],
    ['a redirection', answer(307, undefined, { location: `http://127.0.0.1:1/?company_key=${COMPANY_KEY}` })],
    ['a closed connection', (response) => void response.destroy()],
    ['a broken head', (response) => void response.socket?.end(`HTTP/1.1 ${everything}\r\n\r\n`)],
    ['silence', () => undefined],
  ])('when the answer is %s', async (_what, reply) => {
    identomat.widget.will(reply, reply, reply);
    const client = identomat.open({ timeoutsMs: { ...attemptTimeoutMs, quick: 100, transfer: 100 } });
    const failures = await Promise.all([
      told(client.deleteSession({ session_token })),
      told(client.getFaceImage({ session_token })),
      told(client.beginSession({})),
    ]);
    expect(leaks(failures.join())).toEqual([]);
    for (const failure of failures) expect(failure).toContain('kyc.provider.');
  });

  test('when a kept connection has been closed by the other side', async () => {
    identomat.widget.will(answer(200, { result: 'approved' }));
    await identomat.client.getResult({ session_token });
    await identomat.widget.stop();
    const failure = await told(identomat.client.getResult({ session_token }));
    expect(leaks(failure)).toEqual([]);
    expect(failure).toContain('kyc.provider.Unavailable');
  });

  test('when the request itself is wrong', async () => {
    const wrong = { ...user, rights: ['Quokka'], companyKey: COMPANY_KEY } as never;
    const failure = await told(identomat.client.createUser(wrong));
    expect(leaks(failure)).toEqual([]);
    expect(failure).toContain('1 unknown field(s)');
  });

  test('when the caller gives up', async () => {
    const caller = new AbortController();
    identomat.widget.will(() => caller.abort(new Error('cancelled')));
    const failure = await told(identomat.client.getResult({ session_token }, { signal: caller.signal }));
    expect(leaks(failure)).toEqual([]);
    expect(failure).toContain('cancelled');
  });

  test('when the document store fails', async () => {
    const refusing = {
      read: identomat.documents.read.bind(identomat.documents),
      put: () => Promise.reject(new Error('no space left')),
    };
    identomat.widget.will(answer(200, Buffer.from('\xff\xd8\xff', 'latin1'), { 'content-type': 'image/jpeg' }));
    const failure = await told(identomat.open({ documents: refusing }).getFaceImage({ session_token }));
    expect(leaks(failure)).toEqual([]);
    expect(failure).toContain('no space left');
  });
});

test('what is reported of a call is its name, its status and its time', async () => {
  const reports: CallReport[] = [];
  identomat.widget.will(answer(200, { result: 'approved' }));
  await identomat.open({ onCall: (call) => reports.push(call) }).getResult({ session_token });
  expect(reports).toEqual([{ operation: 'getResult', status: 200, ms: expect.any(Number) as number }]);
});

test('a client can be printed without its key', () => {
  expect(inspect(identomat.client, { depth: 10 })).not.toContain(COMPANY_KEY);
  expect(JSON.stringify(identomat.client)).not.toContain(COMPANY_KEY);
});
