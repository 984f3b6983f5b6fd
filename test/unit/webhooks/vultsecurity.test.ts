import fc from 'fast-check';
import { vultsecurityReceiver } from '../../../src/webhooks/vultsecurity';

const token = 'synthetic-webhook-token-0001';
const hook = '0123456789abcdef0123456789abcdef';
const receiver = vultsecurityReceiver({ webhookToken: [token, 'synthetic-webhook-token-0002'] });
const at = (path: string) => new Request(`http://receiver.test/webhooks/vultsecurity${path}`, { method: 'POST' });
const bytes = (text: string) => new TextEncoder().encode(text);
const nothing = new Uint8Array();

describe('a call is authentic', () => {
  test.each([`/${token}`, '/synthetic-webhook-token-0002', `/${token}/${hook}`, `/${token}?event=anything`])(
    'at %s',
    (path) => {
      expect(receiver.authentic(nothing, at(path))).toBe(true);
    },
  );

  test.each([
    '',
    '/',
    '//',
    `/${token.slice(0, -1)}`,
    `/${token}x`,
    `/${token}/${hook}/more`,
    `//${token}`,
    `/x/${token}`,
  ])('and not at %j, which is its route all the same', (path) => {
    const request = at(path);
    expect(receiver.path.test(new URL(request.url).pathname)).toBe(true);
    expect(receiver.authentic(nothing, request)).toBe(false);
  });

  test('and its route is nobody else’s', () => {
    expect(receiver.path.test('/webhooks/vultsecurityx')).toBe(false);
    expect(receiver.methods).toEqual(['POST', 'GET']);
  });
});

describe('what it becomes', () => {
  const references = (body: string, path = `/${token}`) => receiver.read(bytes(body), at(path))!.references;
  const session = { provider: 'vultsecurity', kind: 'session', reference: 'session-1' };

  test.each([
    '{"session_id":"session-1"}',
    '{ "event": { "data": [ { "session_id" : "session-1" } ] } }',
    'session_id=session-1&verified=true',
    'event=x&session_id=session-1',
  ])('is a wake-up of the session that its body names: %s', (body) => {
    expect(references(body)).toEqual([session]);
  });

  test.each(['', 'hello', '{"session_id":null}', '{"session":"session-1"}', '\u0000\u0001', '{"session_id":"'])(
    'wakes nobody when its body names no session: %j',
    (body) => {
      expect(references(body)).toEqual([]);
    },
  );

  test('needs no body at an address of a session', () => {
    const { hint, references } = receiver.read(nothing, at(`/${token}/${hook}`))!;
    expect(references).toEqual([{ provider: 'vultsecurity', kind: 'hook', reference: hook }]);
    expect(hint).toEqual({
      provider: 'vultsecurity',
      type: 'wake-up',
      eventKey: expect.any(String),
    });
    expect(JSON.stringify(hint)).not.toContain(token);
  });

  test('is made without an exception, and holds no verdict, whatever came', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (raw) => {
        expect(Object.keys(receiver.read(raw, at(`/${token}`))!.hint)).toEqual(['provider', 'type', 'eventKey']);
      }),
    );
  });
});

test('the same call again is another event: it may well tell of another change', () => {
  const keys = [1, 2].map(() => receiver.read(nothing, at(`/${token}/${hook}`))!.hint.eventKey);
  expect(new Set(keys).size).toBe(2);
});
