import { syntheticPerson } from '../../../../src/sandbox/vultsecurity/synthetic-people';
import { finished, identified, openAccount, openSession, place, readSession, type Account } from './raw-calls';

let account: Account;

beforeAll(async () => {
  account = await openAccount();
});
afterAll(() => account.stop());

/** Everything that the account says about a session, as one text. */
async function everythingAbout(session_id: string): Promise<string> {
  const answers = [
    await account.post('/idv/session/read', { session_id }),
    await account.post('/idv/sdk/session/read', { session_id }),
    await account.post('/idv/document/read', { session_id }),
    await account.post('/idv/document/list', { session_id }),
    await account.post('/idv/session-test/read', { session_id }),
    await account.post('/idv/session-location/read', {
      session_id,
      location_capture_type_e: 'front_doc_image_capture',
    }),
    await account.post('/idv/document/download', { session_id, storage_file_type_e: 'driver_license_front' }),
    await account.post('/idv/document/download', { session_id, storage_file_type_e: 'selfie' }),
  ];
  return answers.map(({ bytes }) => bytes.toString('latin1')).join('\n');
}

const traces = (key: string) => {
  const { firstName, lastName, birthDate, street, documentNumber } = syntheticPerson(key);
  return [firstName, lastName, birthDate, street, documentNumber, '40.7128', 'JFIF'];
};

const present = (text: string, key: string) => traces(key).filter((trace) => text.includes(trace));

test('an anonymized session keeps its outcome and nothing of the person', async () => {
  const session_id = await finished(account, 'erase-1');
  expect(present(await everythingAbout(session_id), 'erase-1')).toEqual(traces('erase-1'));
  expect(await account.ok('/idv/session/anonymize', { session_id })).toEqual({});
  expect(present(await everythingAbout(session_id), 'erase-1')).toEqual([]);
  expect(await readSession(account, session_id)).toMatchObject({
    status_e: 'complete',
    verified: true,
    first_name: null,
    metadata: { kycKey: 'erase-1' },
  });
  expect((await account.post('/idv/session/anonymize', { session_id })).status).toBe(400);
});

test('anonymizing a session leaves its identity, and anonymizing the identity leaves other sessions', async () => {
  const { session_id, identity_id } = await identified(account, 'erase-2');
  await account.ok('/idv/session/anonymize', { session_id });
  const { firstName } = syntheticPerson('erase-2');
  expect(await account.ok('/identity/read', { identity_id })).toMatchObject({ first_name: firstName });
  const image = { identity_id, storage_file_type_e: 'driver_license_front' };
  expect((await account.post('/identity/image/read', image)).headers.get('content-type')).toBe('image/jpeg');

  expect(await account.ok('/identity/anonymize', { identity_id })).toEqual({});
  const read = await account.post('/identity/read', { identity_id });
  const document = await account.post('/identity/document/read', { identity_id, document_type_e: 'driver_license' });
  const picture = await account.post('/identity/image/read', image);
  expect(present([read, document, picture].map(({ bytes }) => bytes.toString('latin1')).join(), 'erase-2')).toEqual([]);
  expect(picture.body).toBeNull();
  expect(read.body).toMatchObject({ identity_id, verified: true });
  expect((await account.post('/identity/anonymize', { identity_id })).status).toBe(400);
});

test('an anonymized identity cannot be authenticated, not even in a session that was open', async () => {
  const { identity_id } = await identified(account, 'erase-3');
  const { session_id } = await account.ok('/ida/session/create', { identity_id });
  await account.ok('/identity/anonymize', { identity_id });
  expect((await account.post('/ida/session/create', { identity_id })).status).toBe(400);
  await account.ok('/ida/sdk/liveness-session/generate', { session_id, ...place });
  await account.ok('/ida/sdk/liveness-session/process', { session_id, ...place });
  await account.ok('/ida/sdk/finalize', { session_id });
  expect(await account.ok('/ida/session/read', { session_id })).toMatchObject({
    authenticated: false,
    first_name: null,
  });
});

test('a deleted session is gone from every read and list, and cannot be deleted again', async () => {
  const { session_id, identity_id } = await identified(account, 'erase-4');
  expect(await account.ok('/idv/session/delete', { session_id })).toEqual({});
  for (const path of ['/idv/session/read', '/idv/document/read', '/idv/session/delete', '/idv/session/anonymize']) {
    expect([path, (await account.post(path, { session_id })).status]).toEqual([path, 400]);
  }
  expect(await account.ok('/idv/session/list', { identity_id })).toMatchObject({ sessions: [] });
  expect(account.sandbox.sessions('erase-4')).toEqual([]);
});

test('a deleted authentication is gone with its picture', async () => {
  const { identity_id } = await identified(account, 'erase-5');
  const { session_id } = await account.ok('/ida/session/create', { identity_id });
  account.sandbox.finishOnDevice('erase-5');
  expect((await account.post('/ida/document/download', { session_id })).headers.get('content-type')).toBe('image/jpeg');
  await account.ok('/ida/session/delete', { session_id });
  for (const path of ['/ida/session/read', '/ida/sdk/session/read', '/ida/document/download', '/ida/session/delete']) {
    expect([path, (await account.post(path, { session_id })).status]).toEqual([path, 400]);
  }
});

test('a session that was anonymized on its way takes no more steps, and what was to follow brings nobody back', async () => {
  const session_id = await openSession(account, 'erase-6');
  await account.ok('/idv/session/anonymize', { session_id });
  expect((await account.post('/idv/sdk/identity-consent/add', { session_id, consented: true })).status).toBe(400);

  account.sandbox.script('erase-7', [{ status: 'temporarily_complete', verified: null, then: { afterMs: 30 } }]);
  const pending = await finished(account, 'erase-7');
  await account.ok('/idv/session/anonymize', { session_id: pending });
  await account.sandbox.reached('erase-7', 'complete');
  expect(await readSession(account, pending)).toMatchObject({ identity_id: null, first_name: null });
});

test('nothing stored is null: a file of another kind, or of a step that was not taken', async () => {
  const session_id = await finished(account, 'files-1');
  const files = ['passport_front', 'state_id_card_back', 'liveness_active_step_1', 'unknown'];
  for (const storage_file_type_e of files) {
    const { status, body } = await account.post('/idv/document/download', { session_id, storage_file_type_e });
    expect([storage_file_type_e, status, body]).toEqual([storage_file_type_e, 200, null]);
  }
});
