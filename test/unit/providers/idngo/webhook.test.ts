import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { parseIdngoWebhook, verifyIdngoWebhook } from '../../../../src/providers/idngo/webhook';
import { documentedWebhooks } from './fixtures';

const config = {
  webhookSecret: 'SoMe_SeCrEt_KeY',
  webhookDigestHeader: 'x-payload-digest',
  webhookAlgorithmHeader: 'x-payload-digest-alg',
  webhookAlgorithms: ['HMAC_SHA256_HEX', 'HMAC_SHA512_HEX'] as (
    'HMAC_SHA1_HEX' | 'HMAC_SHA256_HEX' | 'HMAC_SHA512_HEX'
  )[],
};
const someText = Buffer.from('someText');
const sha1 = 'f6e92ffe371718694d46e28436f76589312df8db';
const sha256 = '7f3beedce7529616a9d6bba59dc1b054a7247cef67f6acff2600864399f47fe0';
const sha512 =
  '3aae08986027051ca0656d87c4c95f1f15d3ecaf23cf239e5a43fd03a8af28223a06be1f97624caefd55475c84673773dc10e895a1ab885a3548c58bd7af9ebf';

function signed(digest: string, algorithm?: string): Headers {
  return new Headers({ 'X-Payload-Digest': digest, ...(algorithm && { 'X-Payload-Digest-Alg': algorithm }) });
}

describe('the signature of a webhook', () => {
  test.each([
    ['HMAC_SHA1_HEX', sha1],
    ['HMAC_SHA256_HEX', sha256],
    ['HMAC_SHA512_HEX', sha512],
  ] as const)('the published digest of %s is accepted where it is allowed', (algorithm, digest) => {
    const allowing = { ...config, webhookAlgorithms: [algorithm] };
    expect(verifyIdngoWebhook(someText, signed(digest, algorithm), allowing)).toBe('ok');
  });

  test('SHA-1 is refused unless the configuration allows it', () => {
    expect(verifyIdngoWebhook(someText, signed(sha1, 'HMAC_SHA1_HEX'), config)).toBe('bad-signature');
  });

  test('without a named algorithm the first configured one counts, and only that', () => {
    expect(verifyIdngoWebhook(someText, signed(sha256), config)).toBe('ok');
    expect(verifyIdngoWebhook(someText, signed(sha512), config)).toBe('bad-signature');
  });

  test('either secret fits while a new one is being introduced', () => {
    const both = { ...config, webhookSecret: ['the-new-secret', 'SoMe_SeCrEt_KeY'] };
    expect(verifyIdngoWebhook(someText, signed(sha256), both)).toBe('ok');
    expect(verifyIdngoWebhook(someText, signed(sha256), { ...config, webhookSecret: ['the-new-secret'] })).toBe(
      'bad-signature',
    );
  });

  test('the header names can be configured', () => {
    const renamed = { ...config, webhookDigestHeader: 'x-idngo-digest', webhookAlgorithmHeader: 'x-idngo-alg' };
    const headers = new Headers({ 'x-idngo-digest': sha512, 'x-idngo-alg': 'HMAC_SHA512_HEX' });
    expect(verifyIdngoWebhook(someText, headers, renamed)).toBe('ok');
  });

  test.each([
    ['no digest', new Headers()],
    ['an empty digest', signed('')],
    ['half a digest', signed(sha256.slice(0, 32))],
    ['a digest that is not hex', signed('z'.repeat(64))],
    ['the digest of another algorithm', signed(sha256, 'HMAC_SHA512_HEX')],
    ['an algorithm that nobody knows', signed(sha256, 'NONE')],
    ['a digest with text behind it', signed(`${sha256}zz`)],
  ])('%s is a bad signature', (_what, headers) => {
    expect(verifyIdngoWebhook(someText, headers, config)).toBe('bad-signature');
  });

  test('one changed byte is a bad signature, whatever the body', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (body, at) => {
        const headers = signed(createHmac('sha256', config.webhookSecret).update(body).digest('hex'));
        expect(verifyIdngoWebhook(body, headers, config)).toBe('ok');
        const changed = body.slice();
        changed[at % body.length]! ^= 1;
        expect(verifyIdngoWebhook(changed, headers, config)).toBe('bad-signature');
      }),
    );
  });
});

const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));

describe('what is taken from a webhook', () => {
  test('ids, state and time of the documented rejection, and none of its comments', () => {
    const rejection = documentedWebhooks.find(
      ({ clientId, reviewResult }) => clientId && JSON.stringify(reviewResult).includes('RED'),
    );
    expect(parseIdngoWebhook(bytes(rejection))).toEqual({
      type: 'applicantReviewed',
      eventKey: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      applicantId: '5dc158b109494c3cbf431e28',
      inspectionId: '5dc158b109494c3cbf431e29',
      externalUserId: 'user-42',
      reviewStatus: 'completed',
      levelName: 'basic-kyc-level',
      sandboxMode: true,
      at: '2024-12-05T12:24:45.244Z',
    });
  });

  test('an action event names its action', () => {
    expect(parseIdngoWebhook(bytes(documentedWebhooks[0]))).toMatchObject({
      type: 'applicantActionPending',
      actionId: '5dc2d80ce3cc9b1c1e389c4c',
      externalActionId: 'id122424234-action-random-r7otyykndi',
      at: '2020-02-21T13:23:16.098Z',
    });
  });

  test('every documented event has a key of its own, the same for every copy', () => {
    const keys = documentedWebhooks.map((event) => parseIdngoWebhook(bytes(event))!.eventKey);
    expect(new Set(keys).size).toBe(documentedWebhooks.length);
    const reordered = Object.fromEntries(Object.entries(documentedWebhooks[3]!).reverse());
    expect(parseIdngoWebhook(bytes(reordered))!.eventKey).toBe(keys[3]);
  });

  test.each(['type', 'correlationId', 'createdAtMs', 'applicantId'])(
    'events that differ in %s are different',
    (field) => {
      const event = {
        type: 'applicantPending',
        applicantId: 'a1',
        correlationId: 'req-1',
        createdAtMs: '2024-12-05 12:20:00.000',
      };
      const other = { ...event, [field]: 'other' };
      expect(parseIdngoWebhook(bytes(other))!.eventKey).not.toBe(parseIdngoWebhook(bytes(event))!.eventKey);
    },
  );

  test('an event without the parts of a key is known by its bytes', () => {
    const one = parseIdngoWebhook(bytes({ type: 'applicantPending', applicantId: 'a1' }));
    const same = parseIdngoWebhook(bytes({ type: 'applicantPending', applicantId: 'a1' }));
    const other = parseIdngoWebhook(bytes({ type: 'applicantPending', applicantId: 'a1', levelName: 'x' }));
    expect(same!.eventKey).toBe(one!.eventKey);
    expect(other!.eventKey).not.toBe(one!.eventKey);
  });

  test('a field that is too long or of another type is left out', () => {
    const odd = {
      type: 'applicantPending',
      applicantId: 7,
      externalUserId: 'x'.repeat(513),
      createdAtMs: 'soon',
      sandboxMode: 'yes',
    };
    expect(parseIdngoWebhook(bytes(odd))).toEqual({ type: 'applicantPending', eventKey: expect.any(String) as string });
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['no JSON', Buffer.from('<html>')],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a list', bytes([{ type: 'applicantPending' }])],
    ['no type', bytes({ applicantId: 'a1' })],
    ['a type with other characters', bytes({ type: 'applicant Pending' })],
    ['null', bytes(null)],
  ])('%s is no event', (_what, raw) => {
    expect(parseIdngoWebhook(raw)).toBeUndefined();
  });

  test('no bytes make it throw, and no JSON does', () => {
    fc.assert(fc.property(fc.uint8Array(), (raw) => void parseIdngoWebhook(raw)));
    fc.assert(fc.property(fc.jsonValue(), (body) => void parseIdngoWebhook(bytes({ type: 'x', nested: body }))));
  });
});
