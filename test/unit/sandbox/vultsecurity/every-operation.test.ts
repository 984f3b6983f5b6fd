import {
  createVultsecurityClient,
  vultsecurityOperations,
  vultsecurityOptions,
  type VultsecurityClient,
} from '../../../../src/providers/vultsecurity';
import { sampleFile } from '../../../../src/sandbox/sample-files';
import { MemoryDocuments } from '../memory-documents';
import { openAccount, type Account } from './raw-calls';

const documents = new MemoryDocuments();
const here = { latitude: 40.7128, longitude: -74.006 };
const hereAsText = { latitude: '40.7128', longitude: '-74.0060' };
const accounts: Account[] = [];
const clients: VultsecurityClient[] = [];

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await Promise.all(accounts.map((account) => account.stop()));
});

async function connect(options: Parameters<typeof openAccount>[0] = {}) {
  const account = await openAccount(options);
  const { baseUrl, tokenUrl, credentials } = account.sandbox;
  const config = vultsecurityOptions.parse({
    baseUrl,
    tokenUrl,
    ...credentials,
    webhookToken: 'synthetic-webhook-token-0001',
  });
  const vultsecurity = createVultsecurityClient(config, { documents, maxBytes: 1_000_000 });
  accounts.push(account);
  clients.push(vultsecurity);
  return { sandbox: account.sandbox, vultsecurity };
}

const picture = (marker: string) => documents.keep(sampleFile('image/jpeg', marker), 'image/jpeg');

async function verify(vultsecurity: VultsecurityClient, key: string): Promise<string> {
  const { session_id } = await vultsecurity.createIdvSession({
    metadata: { kycKey: key },
    liveness_mode: 'passive_active',
  });
  await vultsecurity.addIdentityConsent({ session_id, consented: true });
  await vultsecurity.updateIdvSdkMetadata({ session_id, sdk_metadata: { device: 'synthetic' } });
  await vultsecurity.updateDocumentType({ session_id, document_type_e: 'identification_card' });
  await vultsecurity.addDocumentFrontImage({ session_id, ...hereAsText, image: picture('front') });
  await vultsecurity.addDocumentBackImage({ session_id, ...hereAsText, image: picture('back') });
  expect(await vultsecurity.generateIdvLivenessSession({ session_id, ...here })).toHaveProperty('token');
  await vultsecurity.processIdvLivenessSession({ session_id, ...here, images: ['1', '2', '3', '4'].map(picture) });
  const progress = await vultsecurity.readIdvSdkSession({ session_id });
  expect(progress).toMatchObject({
    consented: true,
    document_front_given: true,
    document_back_given: true,
    liveness_detected: true,
    sdk_metadata: { device: 'synthetic' },
  });
  expect(await vultsecurity.finalizeIdv({ session_id })).toMatchObject({ verified: true, on_sanction_list: false });
  return session_id;
}

test('the client of this package gets a readable answer from every operation', async () => {
  const { sandbox, vultsecurity } = await connect();
  expect(await vultsecurity.getServiceInfo({})).toMatchObject({ version: '2.10.15', environment: 'sandbox' });
  expect(await vultsecurity.ping({})).toMatchObject({ pong: true });
  expect((await vultsecurity.getApiStatus({})).endpoints).toMatchObject({ health: '/health' });
  expect((await vultsecurity.getSystemMetrics({})).system).toMatchObject({ pid: process.pid });
  expect(await vultsecurity.probeLiveness({})).toMatchObject({ status: 'alive' });
  expect(await vultsecurity.probeReadiness({})).toMatchObject({ status: 'ready' });
  expect(await vultsecurity.checkSimpleHealth({})).toMatchObject({ status: 'ok' });
  expect(await vultsecurity.checkHealth({})).toMatchObject({ status: 'ok' });
  expect(await vultsecurity.getApiVersion({})).toEqual({ version: '2.10.15' });

  const session_id = await verify(vultsecurity, 'user-1');
  const session = await vultsecurity.readIdvSession({ session_id });
  expect(session).toMatchObject({ status_e: 'complete', verified: true, metadata: { kycKey: 'user-1' } });
  expect((await vultsecurity.listIdvSessions({ take: 5, skip: 0 })).sessions).toMatchObject([{ session_id }]);
  const document = await vultsecurity.readDocument({ session_id });
  expect(document.document_number).toMatch(/^SYN/);
  expect((await vultsecurity.listDocuments({ session_id })).documents).toHaveLength(1);
  expect(await vultsecurity.readSessionTests({ session_id })).toMatchObject({ dmv_document_number_match: true });
  const at = await vultsecurity.readIdvSessionLocation({
    session_id,
    location_capture_type_e: 'back_doc_image_capture',
  });
  expect(at).toMatchObject({ device_latitude: 40.7128, device_longitude: -74.006 });
  for (const storage_file_type_e of ['state_id_card_front', 'selfie', 'liveness_active_step_4'] as const) {
    const file = await vultsecurity.downloadDocument({ session_id, storage_file_type_e });
    expect(file).toMatchObject({ mediaType: 'image/jpeg' });
  }

  await callSettings(vultsecurity, session.idv_weights_id!);
  await callIdentity(vultsecurity, session.identity_id!);
  await callWebhooks(vultsecurity);

  expect(await vultsecurity.anonymizeIdvSession({ session_id })).toEqual({});
  expect(await vultsecurity.deleteIdvSession({ session_id })).toEqual({});

  const called = new Set(sandbox.calls().map(({ operation }) => operation));
  expect(Object.keys(vultsecurityOperations).filter((name) => !called.has(name))).toEqual([]);
  // One token served them all.
  expect(sandbox.calls({ operation: 'accessToken' })).toHaveLength(1);
  expect(sandbox.calls().filter(({ status }) => status !== 200)).toEqual([]);
});

async function callSettings(vultsecurity: VultsecurityClient, id: string): Promise<void> {
  const [{ client_id, user_id, ...set }] = (await vultsecurity.getRequirements({ type_e: 'passport' }))
    .requirements as [Parameters<VultsecurityClient['updateRequirements']>[0]];
  expect([client_id, user_id]).toEqual([null, null]);
  await vultsecurity.updateRequirements({ ...set, birth_date_required: false });
  const changed = await vultsecurity.getRequirements({ type_e: 'passport' });
  expect(changed.requirements).toMatchObject([{ birth_date_required: false }]);

  const before = await vultsecurity.getWeights({});
  const { client_id: _client, user_id: _user, ...weights } = before;
  await vultsecurity.updateWeights({
    ...(weights as Parameters<VultsecurityClient['updateWeights']>[0]),
    age_weight: 7,
  });
  expect(await vultsecurity.getWeights({})).toMatchObject({ age_weight: 7 });
  expect(await vultsecurity.getWeightsById({ id })).toEqual(before); // what was in force for the session can still be read
}

async function callIdentity(vultsecurity: VultsecurityClient, identity_id: string): Promise<void> {
  expect((await vultsecurity.listIdentities({ take: 5 })).identities).toMatchObject([{ identity_id }]);
  expect(await vultsecurity.readIdentities({ identity_id })).toMatchObject({ identity_id, verified: true });
  expect((await vultsecurity.readIdentities({ identity_ids: [identity_id] })).identities).toMatchObject([
    { identity_id },
  ]);
  expect(await vultsecurity.getIdentityStatus({ identity_id })).toMatchObject({ verified: true });
  const shown = { identity_id, document_type_e: 'identification_card' as const };
  expect((await vultsecurity.readIdentityDocument(shown)).document_number).toMatch(/^SYN/);
  const image = { identity_id, storage_file_type_e: 'state_id_card_back' as const };
  expect(await vultsecurity.readIdentityImage(image)).toMatchObject({ mediaType: 'image/jpeg' });

  const { session_id } = await vultsecurity.createIdaSession({ identity_id, metadata: { kycKey: 'user-1/login' } });
  await vultsecurity.updateIdaSdkMetadata({ session_id, sdk_metadata: { device: 'synthetic' } });
  await vultsecurity.generateIdaLivenessSession({ session_id, ...here });
  await vultsecurity.processIdaLivenessSession({ session_id, ...here });
  expect(await vultsecurity.finalizeIda({ session_id })).toEqual({});
  expect(await vultsecurity.readIdaSession({ session_id })).toMatchObject({
    status_e: 'complete',
    authenticated: true,
  });
  expect(await vultsecurity.readIdaSdkSession({ session_id })).toMatchObject({ authenticated: true });
  expect((await vultsecurity.listIdaSessions({ identity_id, verified: true })).sessions).toMatchObject([
    { session_id },
  ]);
  const at = { session_id, location_capture_type_e: 'selfie_image_capture' as const };
  expect(await vultsecurity.readIdaSessionLocation(at)).toMatchObject({ device_latitude: 40.7128 });
  expect(await vultsecurity.downloadIdaDocument({ session_id })).toMatchObject({ mediaType: 'image/jpeg' });
  expect(await vultsecurity.deleteIdaSession({ session_id })).toEqual({});
  expect(await vultsecurity.anonymizeIdentity({ identity_id })).toEqual({});
}

async function callWebhooks(vultsecurity: VultsecurityClient): Promise<void> {
  await vultsecurity.createWebhook({ name: 'all', url: 'http://127.0.0.1:9/hook' });
  const { webhooks } = await vultsecurity.listWebhooks({ take: 10 });
  expect(webhooks).toMatchObject([{ name: 'all', url: 'http://127.0.0.1:9/hook' }]);
  await vultsecurity.deleteWebhook({ id: webhooks![0]!.id! });
  expect((await vultsecurity.listWebhooks({})).webhooks).toEqual([]);
}

test.each(['data-url', 'base64'] as const)('the client stores the file that comes as %s', async (downloadForm) => {
  const { vultsecurity } = await connect({ downloadForm });
  const session_id = await verify(vultsecurity, 'user-2');
  const file = await vultsecurity.downloadDocument({ session_id, storage_file_type_e: 'selfie' });
  expect(file).toMatchObject({ mediaType: 'image/jpeg' });
  expect(await vultsecurity.downloadDocument({ session_id, storage_file_type_e: 'passport_front' })).toBeNull();
});

test('the client renews a token that the vendor has revoked, once and without being asked', async () => {
  const { sandbox, vultsecurity } = await connect();
  await vultsecurity.listIdvSessions({});
  sandbox.revokeTokens();
  expect((await vultsecurity.listIdvSessions({})).sessions).toEqual([]);
  expect(sandbox.calls().map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    'accessToken 200',
    'listIdvSessions 200',
    'listIdvSessions 401',
    'accessToken 200',
    'listIdvSessions 200',
  ]);
});
