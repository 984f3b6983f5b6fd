import {
  connectSandbox,
  sandboxAnnouncement,
  startSandbox,
  type ConnectedSandbox,
  type Sandbox,
} from '../../../src/sandbox';
import { createApplicant, get, requestCheck, upload, uploadEverything } from './signed-calls';
import { startReceiver } from './webhook-receiver';

let sandbox: Sandbox;
let remote: ConnectedSandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ idngo: { reviewMs: 20 } });
  remote = connectSandbox(sandbox.url);
});
afterAll(() => sandbox.stop());

const loopback = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string;

test('the announcement says where each provider is served and with which credentials', async () => {
  expect(sandboxAnnouncement(sandbox)).toEqual({
    idngo: {
      baseUrl: loopback,
      appToken: 'sbx:temporal-kyc-sandbox.synthetic-token',
      secretKey: 'synthetic-idngo-secret-key',
      webhookSecret: 'synthetic-idngo-webhook-secret',
    },
    identomat: {
      widgetUrl: loopback,
      externalApiUrl: loopback,
      companyKey: 'synthetic-identomat-company-key',
      callbackApiKey: 'synthetic-identomat-callback-key',
    },
    vultsecurity: {
      baseUrl: loopback,
      tokenUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//) as string,
      clientId: 'temporal-kyc-sandbox',
      clientSecret: 'synthetic-vultsecurity-client-secret',
      sdkClientId: 'temporal-kyc-sandbox-sdk',
    },
  });
  expect(await remote.announcement()).toEqual(sandboxAnnouncement(sandbox));
});

test('from elsewhere one can script, wait, and read what was called and what it effected', async () => {
  await remote.idngo.script('user-1', [{ answer: 'RED', rejectType: 'FINAL', labels: ['FORGERY'] }]);
  const waiting = remote.idngo.called('addIdDocument', { externalUserId: 'user-1', times: 3 });
  const id = await createApplicant(sandbox, 'user-1');
  await uploadEverything(sandbox, id);
  expect(await waiting).toHaveLength(3);
  await requestCheck(sandbox, id);
  expect(await remote.idngo.reached('user-1', 'completed')).toMatchObject({ reviewRejectType: 'FINAL' });
  expect(await remote.idngo.effectsOn('user-1')).toEqual({
    'applicant-created': 1,
    'image-added': 3,
    'review-opened': 1,
  });
  expect(await remote.idngo.effects()).toHaveProperty('user-1');
  const calls = await remote.idngo.calls({ externalUserId: 'user-1' });
  expect(calls.map(({ operation, status, effect }) => [operation, status, effect].join(' '))).toEqual([
    'createApplicant 201 applicant-created',
    'addIdDocument 200 image-added',
    'addIdDocument 200 image-added',
    'addIdDocument 200 image-added',
    'requestApplicantCheck 200 review-opened',
  ]);
  expect(calls).toEqual(sandbox.idngo.calls({ externalUserId: 'user-1' }));
  expect(await remote.idngo.windowMax('addIdDocument', 10)).toBe(sandbox.idngo.windowMax('addIdDocument', 10));
  expect(await remote.idngo.concurrencyMax('addIdDocument')).toBe(1);
});

test('waiting in vain fails with what was seen instead', async () => {
  await createApplicant(sandbox, 'user-2');
  await expect(remote.idngo.called('requestApplicantCheck', { externalUserId: 'user-2' }, 10)).rejects.toThrow(
    'requestApplicantCheck was called 0 time(s) for user-2 within 10 ms, not 1. Seen for user-2: createApplicant 201.',
  );
  await expect(remote.idngo.reached('user-2', 'completed', 10)).rejects.toThrow(
    'user-2 was not completed within 10 ms, but init.',
  );
});

test('from elsewhere one can break things, mend them, and turn a decision', async () => {
  const id = await remote.faults.add({ call: 'listLevels', answer: 503, times: 'always' });
  expect(await remote.faults.pending()).toHaveLength(1);
  expect((await get(sandbox, '/resources/applicants/-/levels')).status).toBe(503);
  await remote.faults.lift(id);
  expect((await get(sandbox, '/resources/applicants/-/levels')).status).toBe(200);

  const applicantId = await createApplicant(sandbox, 'user-3');
  await remote.idngo.remarkUploads('user-3', [{ errors: ['screenshot'] }]);
  await upload(sandbox, applicantId, { type: 'PASSPORT' });
  expect((await remote.idngo.applicant('user-3'))!.images[0]).toMatchObject({ active: false });
  await requestCheck(sandbox, applicantId);
  await remote.idngo.reached('user-3', 'completed');
  await remote.idngo.flip('user-3', { answer: 'GREEN' });
  expect(await remote.idngo.applicant('user-3')).toMatchObject({ reviewAnswer: 'GREEN', attemptCnt: 2 });
  expect(await remote.idngo.applicant('nobody')).toBeUndefined();
});

test('from elsewhere one can send webhooks somewhere, finish a hosted flow, and lie', async () => {
  const receiver = await startReceiver();
  await remote.idngo.sendWebhooksTo(`${receiver.url}/webhooks/idngo`);
  const { baseUrl } = (await remote.announcement()).idngo;
  expect(baseUrl).toBe(sandbox.url);
  await createApplicant(sandbox, 'user-4');
  await remote.idngo.willShow('user-4', [{ idDocType: 'PASSPORT' }]);
  await expect(remote.idngo.finishHosted('user-4')).rejects.toThrow('No link was made for user-4');
  await remote.idngo.forgeWebhook('user-4', 'bad-signature');
  await remote.idngo.scriptActions('user-4', ['never']);
  await remote.idngo.delivered('applicantCreated', { externalUserId: 'user-4' });
  await remote.idngo.webhooksSettled();
  expect(receiver.types().sort()).toEqual(['applicantCreated', 'applicantReviewed']);
  expect((await remote.idngo.webhooks()).filter(({ forged }) => forged)).toHaveLength(1);
  await receiver.close();
});

test('each provider answers for all of them, and its strings are there from elsewhere', async () => {
  const { vultsecurity, announcement } = connectSandbox(sandbox.vultsecurity.baseUrl);
  expect(await announcement()).toEqual(sandboxAnnouncement(sandbox));
  await vultsecurity.script('key-1', [{ verified: false }]);
  await vultsecurity.scriptAuthentications('key-1', [{}]);
  await vultsecurity.revokeTokens();
  expect(await vultsecurity.sessions('key-1')).toEqual([]);
  const unknown = 'The sandbox knows no session of key-1.';
  await expect(vultsecurity.finishOnDevice('key-1')).rejects.toThrow(unknown);
  await expect(vultsecurity.flip('key-1', {})).rejects.toThrow(unknown);
  await expect(vultsecurity.forgeWebhook('key-1', 'unknown-user')).rejects.toThrow(unknown);
  await expect(vultsecurity.reached('key-1', 'complete', 10)).rejects.toThrow('key-1 was not complete within 10 ms');
  expect(await vultsecurity.calls()).toEqual([]);
});

test('a wrong request to the sandbox itself is refused in words: what is unknown, malformed, or sent by a web page', async () => {
  const ask = (path: string, init?: RequestInit) => fetch(sandbox.url + path, init);
  expect((await ask('/_sandbox/nothing')).status).toBe(404);
  const body = JSON.stringify({ externalUserId: 'user-5', steps: [{ answer: 1 }] });
  const json = { 'content-type': 'application/json' };
  const malformed = await ask('/_sandbox/idngo/script', { method: 'POST', body, headers: json });
  expect([malformed.status, await malformed.text()]).toEqual([400, expect.stringContaining('steps')]);
  expect((await ask('/_sandbox/idngo/script', { method: 'POST', body })).status).toBe(415);
});

test('a port that is taken, and a time scale that is none, are refused at the start', async () => {
  const port = Number(new URL(sandbox.url).port);
  for (const provider of ['idngo', 'identomatWidget', 'identomatExternalApi', 'vultsecurity']) {
    await expect(startSandbox({ ports: { [provider]: port } })).rejects.toThrow('EADDRINUSE');
  }
  await expect(startSandbox({ timeScale: 0 })).rejects.toThrow('timeScale must be a positive number');
});

test('after it was stopped nothing answers and nothing is left running', async () => {
  const own = await startSandbox({ idngo: { reviewMs: 60_000 } });
  const id = await createApplicant(own, 'user-6');
  await uploadEverything(own, id);
  await requestCheck(own, id);
  const waiting = expect(own.idngo.reached('user-6', 'completed')).rejects.toThrow('The sandbox was stopped.');
  await own.stop();
  await waiting;
  await expect(fetch(own.url)).rejects.toThrow('fetch failed');
});
