import fc from 'fast-check';
import { vultsecurityReceiver } from '../../../src/webhooks/vultsecurity';

const token = 'synthetic-webhook-token-0001';
const hook = '0123456789abcdef0123456789abcdef';
let now = Date.parse('2026-01-02T03:04:05Z');
const receiver = vultsecurityReceiver({ webhookToken: [token, 'synthetic-webhook-token-0002'] }, () => now);
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
      eventKey: expect.stringMatching(/^[0-9a-f]{64}$/),
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

describe('the event key', () => {
  const key = (body = '', path = `/${token}/${hook}`) => receiver.read(bytes(body), at(path))!.hint.eventKey;

  test('is the same for copies that come together', () => {
    expect(key('{"session_id":"1"}')).toBe(key('{"session_id":"1"}'));
  });

  test('is another one for another session, another body, and for the same bytes later on', () => {
    const keys = [key(), key('', `/${token}/${hook.replace('0', '1')}`), key('{}')];
    now += 5_000;
    expect(new Set([...keys, key()]).size).toBe(4);
  });
});
