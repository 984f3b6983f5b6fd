import { hook, sign, signed, testConfig } from './idngo-hook';
import { Receiver } from './receiver';

const receiver = Receiver.forThisFile();

describe('routes', () => {
  const ask = (method: string, path: string) => new Request(`http://receiver.test${path}`, { method });

  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s on a webhook is answered 405', async (method) => {
    const response = await receiver.handler(ask(method, '/webhooks/idngo'));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test.each([
    '/',
    '/webhooks',
    '/webhooks/',
    '/webhooks/idngo/',
    '/webhooks/idngo/x',
    '/webhooks/IDNGO',
    '/webhooks/nobody',
    '/healthz/x',
  ])('%s is answered 404', async (path) => {
    expect(await receiver.answerTo(ask('POST', path))).toEqual([404, 'not-found']);
  });

  test('a provider that is not configured has no route', async () => {
    receiver.restart({ config: { ...testConfig(), providers: {} } });
    expect(await receiver.post(receiver.event())).toEqual([404, 'not-found']);
  });

  test('a query changes nothing', async () => {
    const body = JSON.stringify(receiver.event());
    const url = 'http://receiver.test/webhooks/idngo?from=proxy';
    const request = new Request(url, { method: 'POST', headers: sign(body), body });
    expect(await receiver.answerTo(request)).toEqual([200, 'accepted']);
  });

  test('health is answered without touching Temporal', async () => {
    receiver.temporal.outage = new Error('down');
    expect(await receiver.answerTo(ask('GET', '/healthz'))).toEqual([200, 'ok']);
    expect((await receiver.handler(ask('POST', '/healthz'))).headers.get('allow')).toBe('GET, HEAD');
  });
});

describe('the log', () => {
  test('gets one line per webhook, the same event for every copy', async () => {
    await receiver.post(receiver.event());
    await receiver.post(receiver.event());
    const common = {
      message: 'webhook',
      provider: 'idngo',
      type: 'applicantReviewed',
      event: expect.stringMatching(/^[0-9a-f]{16}$/),
      ms: expect.any(Number),
    };
    expect(receiver.lines).toEqual([
      { ...common, answer: 'accepted' },
      { ...common, answer: 'duplicate' },
    ]);
    expect(receiver.lines[0]!.event).toBe(receiver.lines[1]!.event);
  });

  test('names the error that made an event undeliverable', async () => {
    const cause = Object.assign(new Error('14 UNAVAILABLE'), { code: 14 });
    receiver.temporal.outage = Object.assign(new Error('Failed to signal', { cause }), { name: 'ServiceError' });
    await receiver.post(receiver.event());
    expect(receiver.lines).toEqual([expect.objectContaining({ answer: 'unavailable', error: 'ServiceError 14' })]);
  });

  test('never repeats what a webhook, a header, an address or an error holds', async () => {
    const told = { externalUserId: 'canary-user', applicantId: 'canary-applicant', reviewStatus: 'canary-status' };
    await receiver.post(receiver.event(told));
    const forged = { 'x-payload-digest': 'canary', 'x-forwarded-for': 'canary' };
    const url = 'http://receiver.test/webhooks/idngo?canary';
    await receiver.handler(new Request(url, { method: 'POST', headers: forged, body: 'canary' }));
    await receiver.handler(signed('"canary"'));
    receiver.temporal.outage = new Error('canary-outage');
    await receiver.handler(hook(receiver.event({ correlationId: 'canary-correlation' })));
    expect(receiver.lines.map(({ answer }) => answer)).toEqual([
      'unknown',
      'bad-signature',
      'unreadable',
      'unavailable',
    ]);
    expect(JSON.stringify(receiver.lines)).not.toContain('canary');
  });
});
