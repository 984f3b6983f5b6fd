import fc from 'fast-check';
import type { Notification } from '../../../src/domain/notification';
import { openStore } from '../../../src/store/open-store';
import type { Store } from '../../../src/store/store';
import { identomatReceiver } from '../../../src/webhooks/identomat';
import { passOn } from '../../../src/webhooks/provider-message';

const callbackApiKey = 'synthetic-callback-key-1';
const session = 'wwb83rh1se22wd81z0tx8bqlerljq5kgf6rxem1q';
const now = Date.parse('2026-01-02T03:04:05Z');
const receiver = identomatReceiver({ callbackApiKey: [callbackApiKey, 'synthetic-callback-key-2'] });
const bytes = (body: unknown) => new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
const posted = new Request('http://receiver.test/webhooks/identomat', { method: 'POST' });
const authentic = (body: unknown) => receiver.authentic(bytes(body), posted);
const update = { callbackApiKey, type: 'status-update', sessionId: session };

describe('a callback is authentic', () => {
  test.each([callbackApiKey, 'synthetic-callback-key-2'])('with any of the keys: %s', (key) => {
    expect(authentic({ ...update, callbackApiKey: key })).toBe(true);
  });

  test.each<[string, unknown]>([
    ['no key', { type: 'status-update' }],
    ['another key', { ...update, callbackApiKey: 'synthetic-callback-key-3' }],
    ['the beginning of the key', { ...update, callbackApiKey: callbackApiKey.slice(0, -1) }],
    ['an empty key', { ...update, callbackApiKey: '' }],
    ['a list of the key', { ...update, callbackApiKey: [callbackApiKey] }],
    ['the key one level down', { event: update }],
    ['the key in a list', [update]],
    ['the key and no JSON', `{"callbackApiKey":"${callbackApiKey}"`],
    ['nothing', ''],
    ['nesting without end', '['.repeat(200_000)],
  ])('and not with %s', (_what, body) => {
    expect(authentic(body)).toBe(false);
  });

  test('is decided without an exception, whatever came', () => {
    fc.assert(fc.property(fc.uint8Array(), (raw) => receiver.authentic(raw, posted) === false));
  });
});

describe('what it becomes', () => {
  test.each([
    ['status-update', 'status-update'],
    ['something.new_2', 'something.new_2'],
    [undefined, 'other'],
    [7, 'other'],
    ['Jane Quokka', 'other'],
  ])('is a wake-up of its session, also with the type %j', (type, known) => {
    expect(receiver.read(bytes({ ...update, type }))).toEqual({
      hint: { provider: 'identomat', type: known, eventKey: expect.any(String) },
      references: [{ provider: 'identomat', kind: 'session', reference: session }],
      mayReverse: true,
      foreign: false,
    });
  });

  test.each(['sessionId', 'session_token', 'session_id'])('finds its session under %s', (name) => {
    const { sessionId: _sessionId, ...bare } = update;
    expect(receiver.read(bytes({ ...bare, [name]: session }))?.references).toHaveLength(1);
  });

  test.each([undefined, '', 7, 'with\u0000nul', 'x'.repeat(300)])('wakes nobody for the session %j', (sessionId) => {
    expect(receiver.read(bytes({ ...update, sessionId }))?.references).toEqual([]);
  });
});

test('the same bytes again are another event: they may well tell of another change', () => {
  const keys = [1, 2].map(() => receiver.read(bytes(update))!.hint.eventKey);
  expect(new Set(keys).size).toBe(2);
});

describe('a text that the business is to send', () => {
  const password = {
    callbackApiKey,
    type: 'one-time-password-request',
    sessionId: session,
    text: 'Your code is 6867',
    phoneNumber: '+995512345678',
  };
  const link = {
    ...password,
    type: 'share-session-link-via-email',
    phoneNumber: undefined,
    email: 'someone@example.test',
    sessionLink: `https://widget.example.test/?session_token=${session}`,
  };

  test('is recognised, with its channel and its recipient', () => {
    const references = [{ provider: 'identomat', kind: 'session', reference: session }];
    expect(receiver.message(bytes(password))).toEqual({
      kind: 'one-time-password',
      type: 'one-time-password-request',
      references,
      channel: 'sms',
      to: '+995512345678',
      text: 'Your code is 6867',
    });
    expect(receiver.message(bytes(link))).toEqual({
      kind: 'session-link',
      type: 'share-session-link-via-email',
      references,
      channel: 'email',
      to: 'someone@example.test',
      text: 'Your code is 6867',
      link: link.sessionLink,
    });
  });

  test.each<[string, object]>([
    ['no recipient', { ...password, phoneNumber: undefined }],
    ['no text', { ...password, text: '' }],
    ['a text without end', { ...password, text: 'x'.repeat(5_000) }],
  ])('with %s can not be passed on, and wakes no case either', (_what, body) => {
    expect(receiver.message(bytes(body))).toBeUndefined();
    expect(receiver.read(bytes(body))?.references).toEqual([]);
  });

  test.each([update, { ...password, type: 'constructor' }, 'hello', null])('is nothing else: %j', (body) => {
    expect(receiver.message(bytes(body))).toBeUndefined();
  });

  describe('is handed to the notifier', () => {
    let store: Store;
    beforeAll(async () => {
      store = await openStore('pglite:memory');
    });
    afterAll(() => store.close());

    const sentFor = async (body: object) => {
      const sent: Notification[] = [];
      const notifier = { send: async (notification: Notification) => void sent.push(notification) };
      await passOn(receiver.message(bytes(body))!, store, notifier, () => now);
      await passOn(receiver.message(bytes(body))!, store, notifier, () => now);
      return sent;
    };

    test('with the case that began the session, every time it comes, and is kept nowhere', async () => {
      await store.journal.record({
        workflowId: 'kyc/onboarding/subject-1/2',
        chain: 'chain-1',
        version: 1,
        historyLength: 3,
        entries: [{ kind: 'opened', at: '2026-01-01T00:00:00.000Z', actor: 'system' }],
        row: {
          process: 'onboarding',
          subjectId: 'subject-1',
          phase: 'collecting',
          startedAt: '2026-01-01T00:00:00.000Z',
        },
        references: [{ provider: 'identomat', kind: 'session', reference: session }],
      });
      const [first, second] = await sentFor(link);
      expect(first).toEqual({
        id: expect.stringMatching(/^session-link-/),
        kind: 'session-link',
        subjectId: 'subject-1',
        caseId: 'kyc/onboarding/subject-1/2',
        at: new Date(now).toISOString(),
        facts: { channel: 'email', to: 'someone@example.test', text: link.text, link: link.sessionLink },
      });
      expect(second!.id).not.toBe(first!.id);
      expect(await store.deliveries.recent(10)).toEqual([]);
    });

    test('also for a session that somebody began in the dashboard', async () => {
      const [sent] = await sentFor({ ...password, sessionId: 'begun-by-an-operator' });
      expect(sent).toMatchObject({ kind: 'one-time-password', subjectId: '', caseId: '' });
    });
  });
});
