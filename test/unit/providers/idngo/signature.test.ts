import { createHash } from 'node:crypto';
import { idngoOperations } from '../../../../src/providers/idngo/operations';
import { idngoSignature } from '../../../../src/providers/idngo/signature';
import { multipartBody } from '../../../../src/providers/multipart';
import { requestTarget } from '../../../../src/providers/request-target';

const key = 'example-secret-key';
const at = 1607551635;

// The strings to sign follow the vendor's; the key is invented, so the results are regression values.
test.each([
  [
    'POST',
    requestTarget(idngoOperations.createAccessToken, {
      userId: 'cfd20712-24a2-4c7d-9ab0-146f3c142335',
      levelName: 'basic-kyc-level',
      ttlInSecs: 600,
    }),
    undefined,
    '/resources/accessTokens?userId=cfd20712-24a2-4c7d-9ab0-146f3c142335&levelName=basic-kyc-level&ttlInSecs=600',
    '08dcce1c03e1aba31dd39c12c76923b8b78c5534bc3a71adcec6bafafcee01e4',
  ],
  [
    'GET',
    requestTarget(idngoOperations.getApplicant, { applicantId: '63e096c51b6b4030f2e01154' }),
    undefined,
    '/resources/applicants/63e096c51b6b4030f2e01154/one',
    '05710127856aeadcf314724c4798e81bdaa4285b967bed9e369b3dd0ec52f044',
  ],
  [
    'get',
    requestTarget(idngoOperations.getApplicantByExternalUserId, { externalUserId: 'user 42' }),
    undefined,
    '/resources/applicants/-;externalUserId=user%2042/one',
    '27a28bb1fb4a0e2f549222dc34bf8b92e0cc5c31eb193e95e8af889404e38215',
  ],
  [
    'POST',
    requestTarget(idngoOperations.createApplicant, { levelName: 'basic level', externalUserId: 'user-42' }),
    '{"externalUserId":"user-42"}',
    '/resources/applicants?levelName=basic%20level',
    'f51160ed76083439d95535401a2cb7ec6ac93669ceabfdffe585c139c05c715e',
  ],
] as const)('%s %s has the known signature', (method, target, body, expectedTarget, signature) => {
  expect(target).toBe(expectedTarget);
  expect(idngoSignature(key, at, { method, target, body: body && Buffer.from(body) })).toBe(signature);
});

test('a multipart body is the known bytes, and all of them are signed', () => {
  const body = multipartBody(
    [
      {
        name: 'metadata',
        mediaType: 'application/json',
        content: Buffer.from('{"idDocType":"PASSPORT","country":"KAZ"}'),
      },
      { name: 'content', fileName: 'p.png', mediaType: 'image/png', content: Buffer.from('89504e470d0a1a0a', 'hex') },
    ],
    'kycboundary',
  );
  const target = requestTarget(idngoOperations.addIdDocument, { applicantId: '63e096c51b6b4030f2e01154' });
  expect(body).toHaveLength(275);
  expect(createHash('sha256').update(body).digest('hex')).toBe(
    '4f8cf30b02d24c3b52fb336bee58358372b227eaa86e65ac8daa6700aa56c165',
  );
  expect(idngoSignature(key, at, { method: 'POST', target, body })).toBe(
    '8d2a57faa208ced8242131d70f03ca1b533e39fb594e893c5446abc9106d2c7d',
  );
});
