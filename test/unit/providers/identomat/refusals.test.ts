import fc from 'fast-check';
import { errorCodes } from '../../../../src/providers/identomat/error-codes';
import { identomatWire } from '../../../../src/providers/identomat/wire';
import { identomatOperations } from '../../../../src/providers/identomat/operations';
import { raw } from '../loopback-acme';
import { answer } from '../scripted-server';
import { COMPANY_KEY, configFor } from './fixtures';
import { LoopbackIdentomat } from './loopback-identomat';

const identomat = new LoopbackIdentomat();
const session_token = '47fjzxvvzapi4ztasth3c2ozfucli3l0qx13hisc';
const sessionId = session_token;

const types: Record<string, string> = {
  'session-not-found': 'NotFound',
  'not-found': 'NotFound',
  'face-photo-not-found': 'NotFound',
  'invalid-access': 'Unauthorized',
  'invalid-company-key': 'Unauthorized',
  'access-denied': 'Unauthorized',
  'company-missing': 'Unauthorized',
  'wrong-parameters': 'Rejected',
  'invalid-email-format': 'Rejected',
  'password-too-short': 'Rejected',
  'invalid-rights': 'Rejected',
  'already-exists': 'Conflict',
  'user-already-exists': 'Conflict',
  'some-new-code': 'Rejected',
};

describe('an argumentError', () => {
  test.each(
    Object.entries(types).flatMap(([code, type]) => [200, 400, 404].map((status) => [code, status, type] as const)),
  )('%s with status %i is a failure of its own kind', async (code, status, type) => {
    identomat.widget.will(answer(status, { argumentError: code }));
    const expected = code === 'some-new-code' && status === 404 ? 'NotFound' : type;
    await expect(identomat.client.getResult({ session_token })).rejects.toMatchObject({
      type: `kyc.provider.${expected}`,
      nonRetryable: true,
      details: [{ provider: 'identomat', operation: 'getResult', status, errorCode: code }],
    });
  });

  test('has a kind for every documented code', () => {
    expect(Object.keys(errorCodes).filter((code) => !(code in types))).toEqual([]);
  });

  test('of an unknown code leaves the rest to the status', async () => {
    identomat.widget.will(
      answer(429, { argumentError: 'slow-down' }, { 'retry-after': '3' }),
      answer(503, { argumentError: 'resting' }),
    );
    await expect(identomat.client.getResult({ session_token })).rejects.toMatchObject({
      type: 'kyc.provider.RateLimited',
      nextRetryDelay: 3000,
      details: [{ errorCode: 'slow-down' }],
    });
    await expect(identomat.client.getResult({ session_token })).rejects.toMatchObject({
      type: 'kyc.provider.Unavailable',
      nonRetryable: false,
    });
  });

  test('tells which part of the provider refused', async () => {
    identomat.external.will(
      answer(200, { argumentError: 'wrong-parameters', errorSourceGroup: 'service-module-server-external' }),
    );
    await expect(identomat.client.deleteGroup({ groupId: 'g1' })).rejects.toMatchObject({
      details: [{ errorCode: 'wrong-parameters', origin: 'service-module-server-external' }],
    });
  });

  test('about a duplicate says that it was done before', async () => {
    identomat.external.will(answer(200, { argumentError: 'already-exists' }));
    await expect(
      identomat.client.monitorScreeningQuery({ query: { fullName: 'Quokka Sample' } }),
    ).rejects.toMatchObject({
      type: 'kyc.provider.Conflict',
      details: [{ alreadyDone: true }],
    });
  });

  test('about a session that is gone says that it was deleted before', async () => {
    identomat.widget.will(answer(200, { argumentError: 'session-not-found' }));
    await expect(identomat.client.deleteSession({ session_token })).rejects.toMatchObject({
      details: [{ alreadyDone: true }],
    });
  });

  test('about what is gone already is success where nothing else was asked for', async () => {
    identomat.external.will(...[1, 2, 3].map(() => answer(200, { argumentError: 'not-found' })));
    await expect(identomat.client.removeBlacklistRecord({ id: 'r1' })).resolves.toBe(true);
    await expect(identomat.client.removeScreeningQueryFromMonitoring({ id: 'r1' })).resolves.toBe(true);
    await expect(identomat.client.endVideoCall({ sessionId })).resolves.toBe(true);
  });

  test.each(['getCardFrontImage', 'getFaceVideo'] as const)(
    'in place of the bytes of %s is heard, whatever the header says',
    async (name) => {
      identomat.widget.will(raw('{"argumentError":"session-not-found"}', 'image/jpeg'));
      await expect(identomat.client[name]({ session_token })).rejects.toMatchObject({ type: 'kyc.provider.NotFound' });
    },
  );
});

describe('an internalError', () => {
  test.each([200, 400, 500])(
    'with status %i is worth another attempt, and its text stays where it is',
    async (status) => {
      identomat.external.will(answer(status, { internalError: 'Illegal arguments: Quokka, string' }));
      const failure = identomat.client.listUsers({});
      await expect(failure).rejects.toMatchObject({
        type: 'kyc.provider.Unavailable',
        nonRetryable: false,
        details: [{ status, errorCode: 'internal-error' }],
      });
      await expect(failure).rejects.not.toThrow('Quokka');
    },
  );
});

describe('a text where an object belongs is an error code', () => {
  test.each([
    ['in JSON', '"document-not-recognised"', 'document-not-recognised'],
    ['as it is', 'document-not-recognised', 'document-not-recognised'],
    ['in capitals', '"DOCUMENT_NOT_RECOGNISED"', 'document-not-recognised'],
  ])('%s', async (_how, body, errorCode) => {
    const image = identomat.documents.add(Buffer.from('\xff\xd8\xff', 'latin1'), 'image/jpeg');
    identomat.widget.will(answer(200, body));
    await expect(identomat.client.processCardFront({ image })).rejects.toMatchObject({
      type: 'kyc.provider.Rejected',
      nonRetryable: true,
      details: [{ errorCode }],
    });
  });

  test('also in place of a session token', async () => {
    identomat.widget.will(answer(200, '"invalid-company-key"'));
    await expect(identomat.client.beginSession({})).rejects.toMatchObject({ type: 'kyc.provider.Unauthorized' });
  });

  test('and in place of a file', async () => {
    identomat.external.will(answer(200, '"face-photo-not-found"'), raw('session-not-found', 'text/plain'));
    await expect(identomat.client.getMainDocumentFacePhoto({ sessionId })).rejects.toMatchObject({
      type: 'kyc.provider.NotFound',
    });
    await expect(identomat.client.getVideoCallVideos({ sessionId })).rejects.toMatchObject({
      type: 'kyc.provider.NotFound',
    });
  });

  test.each(['Quokka Sample', 'Quokka', 'N12345678', session_token, 'quokka@example.com', COMPANY_KEY, '<html>'])(
    'and %s is none',
    async (text) => {
      identomat.widget.will(answer(200, { argumentError: text }), answer(200, JSON.stringify(text)));
      const failures = await Promise.all(
        [1, 2].map(() => identomat.client.getResult({ session_token }).catch((error: Error) => error.message)),
      );
      expect(failures).toEqual([
        'identomat.getResult answered 200. The same request would be refused again.',
        expect.stringMatching(/^identomat.getResult answered 200, but it cannot be read/),
      ]);
    },
  );
});

test('no body whatever makes the reading of errors throw', () => {
  const wire = identomatWire(configFor({ widgetUrl: 'http://127.0.0.1:1', externalApiUrl: 'http://127.0.0.1:2' }));
  const body = fc.oneof(
    fc.anything(),
    fc.record(
      { argumentError: fc.anything(), internalError: fc.anything(), errorSourceGroup: fc.anything() },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(body, fc.integer({ min: 100, max: 599 }), (said, status) => {
      const facts = [wire.readRefusal(status, said), wire.refusesWith!(identomatOperations.getResult, said)];
      for (const fact of facts) expect(fact?.errorCode ?? 'none').toMatch(/^[a-z0-9-]{1,64}$/);
    }),
  );
});
