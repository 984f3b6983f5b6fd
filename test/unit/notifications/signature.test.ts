import fc from 'fast-check';
import { signatureOf, verifyNotification } from '../../../src/notifications/signature';

const secret = 'notification-test-secret';
const body = Buffer.from('{"id":"kyc/onboarding/subject-1:7","kind":"decision"}');
const signedAt = 1_770_000_000;
const now = signedAt * 1000;
const headers = (timestamp = String(signedAt), signature = signatureOf(timestamp, body, secret)) =>
  new Headers({ 'X-Kyc-Timestamp': timestamp, 'X-Kyc-Signature': signature });

test('the signature is the HMAC-SHA256 of timestamp, dot and body, so that any language can check it', () => {
  // printf '1770000000.{"a":1}' | openssl dgst -sha256 -hmac 'notification-test-secret'
  expect(signatureOf('1770000000', '{"a":1}', secret)).toBe(
    'v1=cfe3868980add7db0766a9850c17add6e9265d75da4e33c6810df94d0aa2ca86',
  );
});

test('what was signed with the secret is taken', () => {
  expect(verifyNotification(body, headers(), secret, { now })).toEqual({
    id: 'kyc/onboarding/subject-1:7',
    kind: 'decision',
  });
});

test('while a secret is being replaced, both are taken', () => {
  expect(verifyNotification(body, headers(), ['the-next-secret', secret], { now })).toBeDefined();
  expect(verifyNotification(body, headers(), ['the-next-secret'], { now })).toBeUndefined();
});

test('a changed byte is noticed', () => {
  fc.assert(
    fc.property(fc.nat({ max: body.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Uint8Array.from(body);
      changed[at]! ^= flip;
      expect(verifyNotification(changed, headers(), secret, { now })).toBeUndefined();
    }),
  );
});

test('a timestamp cannot be exchanged for a fresher one', () => {
  const stolen = headers(String(signedAt + 3600), signatureOf(String(signedAt), body, secret));
  expect(verifyNotification(body, stolen, secret, { now: now + 3_600_000 })).toBeUndefined();
});

test.each([
  [299, true],
  [301, false],
  [-299, true],
  [-301, false],
])('after %i s the default tolerance takes it: %s', (seconds, taken) => {
  expect(verifyNotification(body, headers(), secret, { now: now + seconds * 1000 }) !== undefined).toBe(taken);
});

test('a receiver may be stricter', () => {
  expect(verifyNotification(body, headers(), secret, { now: now + 11_000, toleranceSeconds: 10 })).toBeUndefined();
});

test('a timestamp that is no number is refused, even when signed', () => {
  for (const odd of ['', 'NaN', 'Infinity', '1e9', '-1', ' 1770000000']) {
    expect(verifyNotification(body, headers(odd), secret, { now })).toBeUndefined();
  }
});

test('whatever headers and bytes arrive, nothing unsigned is taken and nothing throws', () => {
  fc.assert(
    fc.property(
      fc.uint8Array(),
      fc.stringMatching(/^[\x21-\x7e]*$/),
      fc.stringMatching(/^[\x21-\x7e]*$/),
      (raw, timestamp, signature) => {
        expect(verifyNotification(raw, headers(timestamp, signature), secret, { now })).toBeUndefined();
      },
    ),
  );
});
