import { answer } from '../scripted-server';
import { clientSecret, LoopbackVultsecurity, token } from './loopback-vultsecurity';

const vultsecurity = new LoopbackVultsecurity();
const read = { session_id: 'session-1' };
const ask = () => vultsecurity.client.readIdvSession(read);
const bearers = () => vultsecurity.server.seen.map(({ headers }) => headers.authorization);

describe('the request for a token', () => {
  test('carries id and secret in a header, each encoded so that a colon cannot shift the border', async () => {
    vultsecurity.tokens.will(token('token-1'));
    vultsecurity.server.will(answer(200, {}));
    await ask();
    const { method, target, headers, body } = vultsecurity.tokens.last;
    expect({ method, target, body: body.toString() }).toEqual({
      method: 'POST',
      target: '/oauth2/token?tenant=t1',
      body: 'grant_type=client_credentials',
    });
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    const [scheme, encoded] = headers.authorization!.split(' ');
    expect(scheme).toBe('Basic');
    expect(Buffer.from(encoded!, 'base64').toString()).toBe('client%3A1:synthetic%3Aclient%2Fsecret%2B1');
  });

  test('carries them as form fields where that is configured, with scope and audience', async () => {
    vultsecurity.tokens.will(token('token-1'));
    vultsecurity.server.will(answer(200, {}));
    const client = vultsecurity.open({
      clientAuthentication: 'form',
      scope: 'kyc idv',
      audience: 'https://kyc.example',
    });
    await client.readIdvSession(read);
    const { headers, body } = vultsecurity.tokens.last;
    expect(headers.authorization).toBeUndefined();
    expect(Object.fromEntries(new URLSearchParams(body.toString()))).toEqual({
      grant_type: 'client_credentials',
      scope: 'kyc idv',
      audience: 'https://kyc.example',
      client_id: 'client:1',
      client_secret: clientSecret,
    });
  });
});

describe('a token is shared', () => {
  test('by fifty calls at once: one request for a token, fifty calls with it', async () => {
    vultsecurity.tokens.will(token('token-1'));
    vultsecurity.server.will(...Array.from({ length: 50 }, () => answer(200, { verified: true })));
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    expect(answers.filter(({ verified }) => verified)).toHaveLength(50);
    expect(vultsecurity.tokens.seen).toHaveLength(1);
    expect(new Set(bearers())).toEqual(new Set(['Bearer token-1']));
  });

  test.each([
    ['an hour', { expires_in: 3600 }, 3_539_000, 3_540_000],
    ['a minute', { expires_in: 60 }, 53_000, 54_000],
    ['a number in a text', { expires_in: '3600' }, 3_539_000, 3_540_000],
    ['an unstated time', {}, 269_000, 270_000],
    ['null', { expires_in: null }, 269_000, 270_000],
    ['a time that is none', { expires_in: 'soon' }, 269_000, 270_000],
    ['no time at all', { expires_in: 0 }, 269_000, 270_000],
    ['ten years', { expires_in: 315_360_000 }, 86_339_000, 86_340_000],
  ])('until shortly before the end of %s', async (_what, lifetime, goodAfterMs, renewedAfterMs) => {
    const start = vultsecurity.now;
    vultsecurity.tokens.will(token('token-1', lifetime), token('token-2', lifetime));
    vultsecurity.server.will(answer(200, {}), answer(200, {}), answer(200, {}));
    for (const elapsedMs of [0, goodAfterMs, renewedAfterMs]) {
      vultsecurity.now = start + elapsedMs;
      await ask();
    }
    expect(bearers()).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
  });
});

describe('a refused token', () => {
  test('is renewed, and the call repeated with the new one', async () => {
    vultsecurity.tokens.will(token('token-1'), token('token-2'));
    vultsecurity.server.will(answer(401), answer(200, { verified: true }));
    await expect(ask()).resolves.toEqual({ verified: true });
    expect(bearers()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('by many calls at once is renewed once', async () => {
    vultsecurity.tokens.will(token('token-1'), token('token-2'));
    vultsecurity.server.will(...Array.from({ length: 40 }, () => byToken({ 'token-2': 200 })));
    await Promise.all(Array.from({ length: 20 }, ask));
    expect(vultsecurity.tokens.seen).toHaveLength(2);
  });

  test('that others have replaced meanwhile is not renewed again: the late call goes on with the new one', async () => {
    vultsecurity.tokens.will(token('token-1'), token('token-2'));
    let releaseLate = () => {};
    const lateArrived = new Promise<void>((arrived) => {
      vultsecurity.server.will(
        (response) => {
          releaseLate = () => response.writeHead(401).end();
          arrived();
        },
        answer(401),
        answer(200, {}),
        answer(200, {}),
      );
    });
    const late = ask();
    await lateArrived;
    await ask();
    releaseLate();
    await late;
    expect(bearers()).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2', 'Bearer token-2']);
    expect(vultsecurity.tokens.seen).toHaveLength(2);
  });

  test('that has only just been renewed ends in Unauthorized, without a storm at the token address', async () => {
    vultsecurity.tokens.will(token('token-1'), token('token-2'), token('token-3'));
    vultsecurity.server.will(...Array.from({ length: 12 }, () => answer(401)));
    const refused = { type: 'kyc.provider.Unauthorized', nonRetryable: true };
    await expect(ask()).rejects.toMatchObject(refused);
    for (let call = 0; call < 4; call++) await expect(ask()).rejects.toMatchObject(refused);
    expect(vultsecurity.tokens.seen).toHaveLength(2);

    // A while later it may have lost its force since.
    vultsecurity.now += 30_000;
    await expect(ask()).rejects.toMatchObject(refused);
    expect(vultsecurity.tokens.seen).toHaveLength(3);
  });

  test('renews also when the refusal comes under a success status', async () => {
    vultsecurity.tokens.will(token('token-1'), token('token-2'));
    vultsecurity.server.will(answer(200, { statusCode: 401, message: 'no' }), answer(200, {}));
    await ask();
    expect(bearers()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });
});

describe('without a token nothing is sent', () => {
  test.each([
    ['the credentials are refused', answer(401, { error: 'invalid_client' }), 'kyc.provider.Unauthorized', true],
    ['the grant is refused', answer(400, { error: 'unauthorized_client' }), 'kyc.provider.Unauthorized', true],
    ['the address is wrong', answer(404, '<html>'), 'kyc.provider.Unauthorized', true],
    ['the address leads elsewhere', answer(302, '', { location: '/login' }), 'kyc.provider.Unauthorized', true],
    ['there are too many requests', answer(429), 'kyc.provider.RateLimited', false],
    ['the address is down', answer(503, '<html>'), 'kyc.provider.Unavailable', false],
    ['the answer is no JSON', answer(200, 'token-1'), 'kyc.provider.BadAnswer', false],
    ['the answer is empty', answer(200), 'kyc.provider.BadAnswer', false],
    ['the answer has no token', answer(200, { token_type: 'Bearer' }), 'kyc.provider.BadAnswer', false],
    [
      'the token is of another kind',
      answer(200, { access_token: 't', token_type: 'mac' }),
      'kyc.provider.BadAnswer',
      false,
    ],
    ['the token would break the header', answer(200, { access_token: 'a\r\nb: c' }), 'kyc.provider.BadAnswer', false],
    ['the answer has no end', answer(200, 'x'.repeat(70_000)), 'kyc.provider.BadAnswer', false],
    ['the connection breaks', answerNothing, 'kyc.provider.Unavailable', false],
  ])('when %s', async (_what, reply, type, nonRetryable) => {
    vultsecurity.tokens.will(reply);
    const failure = await ask().catch((error: unknown) => error);
    expect(failure).toMatchObject({ type, details: [expect.objectContaining({ operation: 'accessToken' })] });
    expect(Boolean((failure as { nonRetryable?: boolean }).nonRetryable)).toBe(nonRetryable);
    expect(vultsecurity.server.seen).toEqual([]);
  });

  test('a failure is not kept: the next call asks again, no sooner than the address wants', async () => {
    vultsecurity.tokens.will(answer(503, '', { 'retry-after': '7' }), token('token-1'));
    vultsecurity.server.will(answer(200, {}));
    await expect(ask()).rejects.toMatchObject({ nextRetryDelay: 7_000 });
    await expect(ask()).resolves.toEqual({});
  });

  test('the known error of the vendor is named, with what to check', async () => {
    vultsecurity.tokens.will(answer(400, { error: 'invalid_scope', error_description: 'Quokka' }));
    const { message } = (await ask().catch((error: unknown) => error)) as Error;
    expect(message).toBe(
      'vultsecurity.accessToken answered 400 (invalid_scope). Check tokenUrl, clientId, clientSecret and clientAuthentication of ' +
        'providers.vultsecurity, and scope or audience where used.',
    );
  });
});

function answerNothing(response: { destroy(): unknown }): void {
  response.destroy();
}

function byToken(statuses: Record<string, number>) {
  return answerBy((authorization) => statuses[authorization.replace('Bearer ', '')] ?? 401);
}

function answerBy(status: (authorization: string) => number): ReturnType<typeof answer> {
  return (response, request) => answer(status(request.headers.authorization ?? ''), {})(response, request);
}
