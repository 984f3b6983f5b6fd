import { connectSandbox, startSandbox, type ConnectedSandbox, type Sandbox } from '../../../../src/sandbox';
import { startReceiver } from '../webhook-receiver';
import { begin, external, widget } from './company-calls';

let sandbox: Sandbox;
let remote: ConnectedSandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ identomat: { reviewMs: 10 } });
  remote = connectSandbox(sandbox.identomat.hosts.externalApiUrl);
});
afterAll(() => sandbox.stop());

test('from elsewhere one can script a session, take its user through it, and read what was called and what it effected', async () => {
  await remote.identomat.script('remote-1', ['manual-check']);
  await remote.identomat.willShow('remote-1', { documentType: 'passport' });
  const waiting = remote.identomat.called('getResult', { externalUserId: 'remote-1' });
  const session_token = await begin(sandbox, 'remote-1');
  expect(await remote.identomat.finishHosted('remote-1')).toBe('finished');
  expect(await remote.identomat.reached('remote-1', 'manual-check')).toMatchObject({ token: session_token });
  await remote.identomat.decide('remote-1', { result: 'rejected', rejectReason: { value: 'underage' } });
  const { body } = await widget(sandbox, 'result', { session_token });
  expect(body).toMatchObject({ result: 'rejected', errors: ['UNDERAGE'], document_type: 'passport' });
  expect(await waiting).toHaveLength(1);
  expect(
    (await remote.identomat.calls({ externalUserId: 'remote-1' })).map(({ operation, effect }) => [operation, effect]),
  ).toEqual([
    ['beginSession', 'session-begun'],
    ['hostedFlow', 'session-finished'],
    ['getResult', undefined],
  ]);
  expect(await remote.identomat.effectsOn('remote-1')).toEqual({ 'session-begun': 1, 'session-finished': 1 });
  expect(await remote.identomat.effects()).toHaveProperty('remote-1');
  expect(await remote.identomat.windowMax('getResult', 10)).toBe(1);
  expect(await remote.identomat.concurrencyMax('getResult')).toBe(1);
});

test('from elsewhere one can be the operator, the lists and the messenger', async () => {
  const receiver = await startReceiver();
  await remote.identomat.sendWebhooksTo(`${receiver.url}/webhooks/identomat`);
  await remote.identomat.scriptNext([{ result: 'approved' }]);
  const token = await begin(sandbox, 'remote-2');
  await remote.identomat.record(token, { shots: 1, videos: 0 });
  expect(await remote.identomat.recorded(token)).toEqual({ shots: 1, videos: 0 });
  await remote.identomat.errand('sms-code', token, '+77000000000');
  await remote.identomat.forgeCallback(token, 'bad-signature');
  await remote.identomat.delivered('one-time-password-request', { externalUserId: 'remote-2' });
  await remote.identomat.webhooksSettled();
  expect(
    (await remote.identomat.webhooks()).filter(({ externalUserId }) => externalUserId === 'remote-2'),
  ).toHaveLength(2);

  await external(sandbox, 'monitor-screening-query', { query: { fullName: 'Synthia Exemplar' } });
  const person = {
    entityType: 'person',
    firstName: 'Synthia',
    lastName: 'Exemplar',
    spellings: [],
    aliases: [],
  } as const;
  const personId = '5a0a00000000000000000fff';
  await remote.identomat.list({ ...person, personId, nationality: 'ZZ', topics: ['Politician'] });
  await remote.identomat.unlist(personId);
  await remote.identomat.touchMonitored('Synthia Exemplar');
  const { body } = await external(sandbox, 'list-screening-monitoring-records', { date: '2020-01-01' });
  expect(body).toMatchObject({ result: { total: 1 } });
  await receiver.close();
});

test('what cannot be done is said in words', async () => {
  await expect(remote.identomat.finishHosted('nobody')).rejects.toThrow('The sandbox knows no session nobody.');
  await begin(sandbox, 'remote-3');
  await expect(remote.identomat.reached('remote-3', 'approved', 10)).rejects.toThrow(
    'remote-3 was not approved within 10 ms, but in-progress.',
  );
  await expect(remote.identomat.recorded('remote-3', 10)).rejects.toThrow('had no recordings within 10 ms');
  await expect(remote.identomat.touchMonitored('Nobody')).rejects.toThrow('Nobody of this name is on monitoring.');
  expect(await remote.identomat.session('nobody')).toBeUndefined();
  expect(await remote.identomat.sessionsOf('nobody')).toEqual([]);
});
