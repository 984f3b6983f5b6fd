import { answer } from '../scripted-server';
import { LoopbackIdngo, signatureOf } from './loopback-idngo';

const applicantId = '63e096c51b6b4030f2e01154';
const idngo = new LoopbackIdngo();

describe('a refusal', () => {
  const expired = answer(401, {
    code: 401,
    errorCode: 4004,
    correlationId: 'req-00000000-0000-0000-0000-000000000004',
  });

  test('of an expired time stamp is repeated once, at once, with a new signature', async () => {
    let ms = 1_607_551_635_000;
    const ticking = idngo.open({}, { now: () => (ms += 61_000) });
    idngo.server.will(expired, answer(200, { reviewStatus: 'init' }));
    await expect(ticking.getApplicantReviewStatus({ applicantId })).resolves.toEqual({ reviewStatus: 'init' });
    const [first, second] = idngo.server.seen;
    expect(Number(second!.headers['x-app-access-ts'])).toBe(Number(first!.headers['x-app-access-ts']) + 61);
    expect(second!.headers['x-app-access-sig']).toBe(signatureOf(second!));
  });

  test('of a time stamp that is expired again says that the clock is wrong', async () => {
    idngo.server.will(expired, expired);
    await expect(idngo.client.getApplicantReviewStatus({ applicantId })).rejects.toMatchObject({
      type: 'kyc.provider.Unauthorized',
      nonRetryable: true,
      message: expect.stringContaining(
        "errorCode 4004: the request expired twice, check this machine's clock",
      ) as string,
    });
    expect(idngo.server.seen).toHaveLength(2);
  });

  test('of any other authorization is not repeated', async () => {
    idngo.server.will(answer(401, { errorCode: 4003 }));
    await expect(idngo.client.listLevels({})).rejects.toMatchObject({ type: 'kyc.provider.Unauthorized' });
    expect(idngo.server.seen).toHaveLength(1);
  });

  test('of a second applicant for the same user can be told apart from other conflicts', async () => {
    idngo.server.will(
      answer(409, { code: 409, description: "… 'user-42' already exists: 63e0…", correlationId: 'req-00000000-0000' }),
    );
    await expect(idngo.client.createApplicant({ levelName: 'basic', externalUserId: 'user-42' })).rejects.toMatchObject(
      {
        type: 'kyc.provider.Conflict',
        nonRetryable: true,
        details: [
          {
            provider: 'idngo',
            operation: 'createApplicant',
            status: 409,
            correlationId: 'req-00000000-0000',
            alreadyDone: true,
          },
        ],
      },
    );
  });

  test('of a check that was asked for before is success', async () => {
    const already = answer(409, { code: 409, errorCode: 3000 });
    idngo.server.will(already, already);
    await expect(idngo.client.requestApplicantCheck({ applicantId })).resolves.toEqual({ ok: 1 });
    await expect(idngo.client.requestActionCheck({ actionId: 'a1' })).resolves.toBeUndefined();
  });

  test('of a check for another reason stays a refusal, with its code', async () => {
    idngo.server.will(answer(409, { errorCode: 1009 }));
    const failed = await idngo.client.requestApplicantCheck({ applicantId }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ type: 'kyc.provider.Conflict', details: [{ status: 409, errorCode: 1009 }] });
    expect(failed).not.toHaveProperty('details.0.alreadyDone');
  });

  test('with a success status is a refusal', async () => {
    idngo.server.will(answer(200, { ok: 0 }), answer(200, { ok: 0 }));
    await expect(idngo.client.requestApplicantCheck({ applicantId })).rejects.toMatchObject({
      type: 'kyc.provider.Rejected',
      nonRetryable: true,
    });
    await expect(idngo.client.requestActionCheck({ actionId: 'a1' })).rejects.toMatchObject({
      type: 'kyc.provider.Rejected',
    });
  });

  test('for too many requests says when to come back', async () => {
    idngo.server.will(answer(429, { code: 429 }, { 'retry-after': '7' }));
    await expect(idngo.client.findSimilarByText({ applicantId })).rejects.toMatchObject({
      type: 'kyc.provider.RateLimited',
      nonRetryable: false,
      nextRetryDelay: 7000,
    });
  });

  test.each(['<html>Bad gateway</html>', '', '[1,2]', '"text"'])(
    'with the body %j still has its status',
    async (body) => {
      idngo.server.will(answer(502, body));
      await expect(idngo.client.getApplicant({ applicantId })).rejects.toMatchObject({
        type: 'kyc.provider.Unavailable',
        details: [{ status: 502 }],
      });
    },
  );
});
