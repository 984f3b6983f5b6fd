import { vultsecurityLevels } from '../../../../activities/vultsecurity/levels';
import { SandboxedVultsecurity } from './sandboxed';

const webhookAddress = 'https://receiver.test/webhooks/vultsecurity/synthetic-webhook-token-0001';
const vultsecurity = new SandboxedVultsecurity({ webhookAddress });

describe('a session', () => {
  test('is opened with our key, and with an address of its own to be called at', async () => {
    const { session, hook } = await vultsecurity.open('open-1');
    expect(hook).toMatch(/^[0-9a-f]{32}$/);
    const read = await vultsecurity.client.readIdvSession({ session_id: session });
    expect(read).toMatchObject({ webhook_url: `${webhookAddress}/${hook}`, metadata: { kycKey: 'open-1' } });
  });

  test('whose answer was lost is found again, and not opened twice', async () => {
    vultsecurity.loseAnswer('createIdvSession');
    await expect(vultsecurity.open('lost-1')).rejects.toMatchObject({ type: 'kyc.provider.Unavailable' });
    const { session } = await vultsecurity.open('lost-1', { attempt: 2 });
    expect(vultsecurity.sandbox.vultsecurity.sessions('lost-1').map(({ sessionId }) => sessionId)).toEqual([session]);
  });

  test('of an earlier attempt of the same person is not taken for the lost one', async () => {
    const first = await vultsecurity.open('twice-1');
    const second = await vultsecurity.open('twice-1', { activityId: 'another step', attempt: 2 });
    expect(second.session).not.toBe(first.session);
    expect(second.hook).not.toBe(first.hook);
  });

  test('is opened anew where the search for it is refused', async () => {
    vultsecurity.fault({ provider: 'vultsecurity', call: 'listIdvSessions', answer: 400 });
    await expect(vultsecurity.open('search-1', { attempt: 2 })).resolves.toHaveProperty('session');
  });

  test('holds the consent from the beginning where it is known', async () => {
    await vultsecurity.run('openSession', { subjectId: 'consent-1', consented: true });
    expect(vultsecurity.sandbox.vultsecurity.sessions('consent-1')).toMatchObject([{ consented: true }]);
  });
});

describe('to finalize', () => {
  test('tells what the vendor says once about sanctions', async () => {
    expect(await vultsecurity.finalize(await vultsecurity.ready('final-1'))).toEqual({ on_sanction_list: false });
    expect(await vultsecurity.finalize(await vultsecurity.ready('sanction-1'))).toEqual({ on_sanction_list: true });
  });

  test('is not asked for twice when its answer was lost, and the sanctions are then unknown', async () => {
    const session = await vultsecurity.ready('final-2');
    vultsecurity.loseAnswer('finalizeIdv');
    await expect(vultsecurity.finalize(session)).rejects.toMatchObject({ type: 'kyc.provider.Unavailable' });
    expect(await vultsecurity.finalize(session, { attempt: 2 })).toEqual({});
    expect(
      vultsecurity.sandbox.vultsecurity.calls({ operation: 'finalizeIdv', externalUserId: 'final-2' }),
    ).toHaveLength(1);
    expect(await vultsecurity.read(session)).toMatchObject({ status: 'unknown', refer: 'not cleared of sanctions' });
  });

  test('counts as done when its repeat is refused while the status still lags behind', async () => {
    const session = await vultsecurity.ready('never-3');
    vultsecurity.loseAnswer('finalizeIdv');
    await expect(vultsecurity.finalize(session)).rejects.toMatchObject({ type: 'kyc.provider.Unavailable' });
    expect(await vultsecurity.finalize(session, { attempt: 2 })).toEqual({});
  });

  test('names what is missing, before anything irreversible is done', async () => {
    const { session } = await vultsecurity.run<{ session: string }>('openSession', {
      subjectId: 'final-4',
      consented: true,
    });
    const refused = vultsecurity.finalize(session);
    await expect(refused).rejects.toMatchObject({ type: 'kyc.provider.Conflict', nonRetryable: true });
    await expect(refused).rejects.toThrow('the front of the document, liveness');
    expect(vultsecurity.sandbox.vultsecurity.calls({ operation: 'finalizeIdv', externalUserId: 'final-4' })).toEqual(
      [],
    );
  });
});

describe('the verdict', () => {
  test.each([
    ['fine-1', 'approved', {}],
    ['reject-1', 'rejected', { reasons: ['NOT_VERIFIED'] }],
    ['sanction-2', 'unknown', { refer: 'on a sanction list' }],
    ['blocked-1', 'on_hold', {}],
    ['expire-1', 'expired', {}],
    ['unknown-1', 'unknown', {}],
    ['never-1', 'collecting', {}],
  ])('of %s is %s', async (subjectId, status, more) => {
    const session = await vultsecurity.ready(subjectId);
    const findings = await vultsecurity.finalize(session);
    const verdict = await vultsecurity.read(session, findings);
    expect(verdict).toMatchObject({ status, ...more });
    expect(JSON.stringify(verdict)).not.toContain('receiver.test');
  });

  test('moves on for a watch with what the vendor says anew, and not with what was found before', async () => {
    const session = await vultsecurity.ready('flip-1');
    const findings = await vultsecurity.finalize(session);
    const { status, revision } = await vultsecurity.read(session, findings);
    const from = { session, status, revision, findings, firstMs: 1_000, slowestMs: 60_000 };
    await expect(vultsecurity.run('watchSession', from)).rejects.toMatchObject({ type: 'kyc.provider.NoVerdictYet' });
    vultsecurity.sandbox.vultsecurity.flip('flip-1', { verified: false });
    await expect(vultsecurity.run('watchSession', from)).resolves.toBeUndefined();
  });
});

describe('a level', () => {
  test('asks for any document of the vendor’s and a selfie, or for one of them', async () => {
    const selfie = { step: 'SELFIE', types: ['SELFIE'] };
    expect(await vultsecurityLevels({ level: 'idv' })).toEqual([
      { step: 'IDENTITY', types: ['DRIVERS', 'ID_CARD', 'PASSPORT', 'PASSPORT_CARD'] },
      selfie,
    ]);
    expect(await vultsecurityLevels({ level: 'PASSPORT' })).toEqual([
      { step: 'IDENTITY', types: ['PASSPORT'] },
      selfie,
    ]);
  });

  test.each(['basic', '', '__proto__', 'passport'])('%j is unknown, and the known ones are named', async (level) => {
    await expect(vultsecurityLevels({ level })).rejects.toMatchObject({
      type: 'kyc.input.UnknownLevel',
      message: expect.stringContaining('idv, DRIVERS'),
    });
  });
});
