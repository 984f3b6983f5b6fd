import { identomatLevels } from '../../../../activities/identomat';
import type { BegunSession } from '../../../../activities/identomat/open-session';
import { SandboxedIdentomat } from './sandboxed';

const identomat = new SandboxedIdentomat();
const configured = '679c74e4d9725987e3879265';
const proofOfAddress = '5a0d0000000000000000add0';
const videoCall = '5a0d000000000000000ca110';

test('a link leads the person into a session of their own, for as long as the vendor keeps it', async () => {
  const before = Date.now();
  const { session, url, expiresAt } = await identomat.begin('link-1', { level: configured });
  const view = identomat.sandbox.identomat.session('link-1')!;
  expect(view).toMatchObject({ token: session, configId: configured, state: 'in-progress' });
  expect(url).toBe(`${identomat.sandbox.identomat.hosts.widgetUrl}/?session_token=${session}`);
  expect((await fetch(url)).status).toBe(200);
  const lifetime = Date.parse(expiresAt) - before;
  expect(Math.round(lifetime / 60_000)).toBe(15);
  expect(Date.parse(expiresAt)).toBeLessThanOrEqual(view.expiresAt);
});

test('a configuration may give the person longer', async () => {
  const { expiresAt } = await identomat.begin('longer-1', { level: videoCall });
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / 3_600_000)).toBe(24);
});

describe('a fresh link in place of one that has run out', () => {
  const again = (subjectId: string, instead: string) =>
    identomat.run<BegunSession>('openSession', { subjectId, level: 'default', instead });

  test('begins another session when the person never finished', async () => {
    const first = await identomat.begin('renew-1');
    identomat.aheadMs = 16 * 60_000;
    try {
      const second = await again('renew-1', first.session);
      expect(second).toMatchObject({ session: expect.not.stringMatching(first.session) });
      expect(identomat.sandbox.identomat.effectsOn('renew-1')).toEqual({ 'session-begun': 2 });
    } finally {
      identomat.aheadMs = 0;
    }
  });

  test('begins another session when the vendor has forgotten the old one', async () => {
    const first = await identomat.begin('renew-2');
    await identomat.client.deleteSession({ session_token: first.session });
    expect(await again('renew-2', first.session)).toHaveProperty('session');
  });

  test.each(['approved', 'rejected', 'something new'])(
    'begins nothing when the person got through after all, and the result is %s',
    async (result) => {
      const name = `renew-${result.replace(' ', '-')}`;
      const first = await identomat.begin(name);
      identomat.sandbox.identomat.script(name, [{ result }]);
      identomat.sandbox.identomat.finishHosted(name);
      await identomat.sandbox.identomat.reached(name, result);
      expect(await again(name, first.session)).toEqual({ finished: true });
      expect(identomat.sandbox.identomat.effectsOn(name)['session-begun']).toBe(1);
    },
  );
});

describe('the verdict of a session', () => {
  test('follows it from the link to the decision', async () => {
    const { session } = await identomat.begin('hold-verdict');
    expect((await identomat.read(session)).status).toBe('collecting');
    identomat.sandbox.identomat.finishHosted('hold-verdict');
    await identomat.sandbox.identomat.reached('hold-verdict', 'manual-check');
    expect((await identomat.read(session)).status).toBe('in_review');
    identomat.sandbox.identomat.decide('hold-verdict', { result: 'approved' });
    const verdict = await identomat.read(session);
    expect(verdict).toMatchObject({ status: 'approved', items: [] });
    expect(JSON.stringify(verdict)).not.toContain(session);
  });

  test('is "expired" once the vendor has forgotten it', async () => {
    const { session } = await identomat.begin('gone-1');
    await identomat.client.deleteSession({ session_token: session });
    expect(await identomat.read(session)).toMatchObject({ status: 'expired', said: 'session-not-found' });
  });

  test('is not made up when the company key is refused', async () => {
    const { session } = await identomat.begin('refused-1');
    identomat.sandbox.faults.add({
      provider: 'identomat',
      call: 'getResult',
      answer: 200,
      errorCode: 'invalid-access',
    });
    await expect(identomat.read(session)).rejects.toMatchObject({ type: 'kyc.provider.Unauthorized' });
  });

  test('a watch ends with the first thing that the provider says anew, and not before', async () => {
    const { session } = await identomat.begin('watch-1');
    const watch = () =>
      identomat.run(
        'watchSession',
        { session, status: 'collecting', firstMs: 60_000, slowestMs: 90_000 },
        { attempt: 2 },
      );
    await expect(watch()).rejects.toMatchObject({ type: 'kyc.provider.NoVerdictYet', nextRetryDelay: 90_000 });
    identomat.sandbox.identomat.finishHosted('watch-1');
    await identomat.sandbox.identomat.reached('watch-1', 'approved');
    await expect(watch()).resolves.toBeUndefined();
  });
});

describe('a level', () => {
  test('is a session configuration: its steps are what is asked for', async () => {
    const read = identomatLevels(identomat.client);
    expect(await read({ level: proofOfAddress })).toEqual([
      { step: 'IDENTITY', types: ['ID_CARD', 'PASSPORT', 'DRIVERS', 'RESIDENCE_PERMIT'] },
      { step: 'SELFIE', types: ['SELFIE'] },
      { step: 'PROOF_OF_ADDRESS', types: ['UTILITY_BILL', 'BANK_STATEMENT'] },
    ]);
    expect(await read({ level: 'default' })).toEqual([]);
  });

  test('that the vendor does not know is refused, and is asked for again the next time', async () => {
    const read = identomatLevels(identomat.client);
    const asked = () => identomat.sandbox.identomat.calls({ operation: 'getSessionConfig' }).length;
    const before = asked();
    for (const _ of [1, 2]) {
      await expect(read({ level: 'ffffffffffffffffffffffff' })).rejects.toMatchObject({
        type: 'kyc.input.UnknownLevel',
      });
    }
    expect(asked() - before).toBe(2);
  });

  test('is read once for all cases of a worker', async () => {
    const read = identomatLevels(identomat.client);
    const asked = () => identomat.sandbox.identomat.calls({ operation: 'getSessionConfig' }).length;
    const before = asked();
    await Promise.all([read({ level: configured }), read({ level: configured })]);
    await read({ level: configured });
    expect(asked() - before).toBe(1);
  });
});
