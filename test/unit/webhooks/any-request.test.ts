import fc from 'fast-check';
import { openStore } from '../../../src/store/open-store';
import type { Store } from '../../../src/store/store';
import { createWebhookHandler } from '../../../src/webhooks';
import { FakeTemporal } from './fake-temporal';
import { reviewed, sign, testConfig } from './idngo-hook';

let store: Store;
beforeAll(async () => {
  store = await openStore('pglite:memory');
});
afterAll(() => store.close());

const temporal = new FakeTemporal();
temporal.open.add('kyc/onboarding/subject-1');
const handler = () => createWebhookHandler({ client: temporal.client, config: testConfig(), store, log: () => {} });

const post = (body: Uint8Array | string, headers: Record<string, string>) =>
  handler()(new Request('http://receiver.test/webhooks/idngo', { method: 'POST', headers, body }));

// What HTTP lets through: visible ASCII, Latin-1 and blanks.
const headerValue = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map((text) => Buffer.from(text)),
);

test('whatever bytes and headers arrive unsigned, the answer is 401', async () => {
  const headers = fc.record(
    { 'x-payload-digest': headerValue, 'x-payload-digest-alg': headerValue, 'content-type': headerValue },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(bytes, headers, async (body, sent) => {
      expect((await post(body, sent)).status).toBe(401);
    }),
    { numRuns: 300 },
  );
});

test('whatever bytes were signed, the answer is never 5xx', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, async (body) => {
      expect([200, 400]).toContain((await post(body, sign(body))).status);
    }),
    { numRuns: 300 },
  );
});

test('whatever a signed event holds in its fields, the store can keep it: the answer is 200, 400 or 401', async () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\u0000', '\ud800', "'; drop table deliveries; --", '../..'),
    fc.jsonValue(),
  );
  const changes = fc.dictionary(
    fc.constantFrom(
      ...Object.keys(reviewed()),
      'sandboxMode',
      'applicantActionId',
      'externalApplicantActionId',
      '__proto__',
    ),
    odd,
  );
  await fc.assert(
    fc.asyncProperty(changes, async (fields) => {
      const body = JSON.stringify({ ...reviewed(), ...fields });
      expect([200, 400, 401]).toContain((await post(body, sign(body))).status);
    }),
    { numRuns: 300 },
  );
});

test('whatever path and method are asked for, there is an answer below 500', async () => {
  const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS');
  await fc.assert(
    fc.asyncProperty(method, fc.webPath(), async (verb, path) => {
      const { status } = await handler()(new Request(`http://receiver.test${path}`, { method: verb }));
      expect(status).toBeLessThan(500);
    }),
  );
});
