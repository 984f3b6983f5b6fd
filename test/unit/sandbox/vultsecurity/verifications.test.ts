import {
  finalize,
  openAccount,
  openSession,
  picture,
  place,
  placeText,
  readSession,
  takeSteps,
  type Account,
} from './raw-calls';

const day = 24 * 60 * 60 * 1000;
let clock = Date.now();
let account: Account;

beforeAll(async () => {
  account = await openAccount({ now: () => clock, tokenLifetimeSeconds: 30 * 86_400, maxFileBytes: 5_000 });
});
afterAll(() => account.stop());

const say = async (path: string, body: object) => (await account.post(path, body)).status;

test('every step before consent fails, and after a refusal too', async () => {
  const session_id = await openSession(account, 'consent-1');
  const steps = async () => [
    await say('/idv/sdk/metadata/update', { session_id, sdk_metadata: {} }),
    await say('/idv/sdk/document-type/update', { session_id, document_type_e: 'passport' }),
    (await account.upload('front', { session_id, ...placeText, image: picture('front') })).status,
    (await account.upload('back', { session_id, ...placeText, image: picture('back') })).status,
    await say('/idv/sdk/liveness-session/generate', { session_id, ...place }),
    await say('/idv/sdk/liveness-session/process', { session_id, ...place }),
    await say('/idv/sdk/finalize', { session_id }),
  ];
  expect(await steps()).toEqual([400, 400, 400, 400, 400, 400, 400]);
  await account.ok('/idv/sdk/identity-consent/add', { session_id, consented: false });
  expect(await steps()).toEqual([400, 400, 400, 400, 400, 400, 400]);
  expect(await account.ok('/idv/sdk/session/read', { session_id })).toMatchObject({ consented: false });
  await account.ok('/idv/sdk/identity-consent/add', { session_id, consented: true });
  expect(await say('/idv/sdk/document-type/update', { session_id, document_type_e: 'passport' })).toBe(200);
});

test('a verification shows its progress step by step, and its verdict only when it is finalized', async () => {
  const session_id = await openSession(account, 'steps-1');
  expect(await readSession(account, session_id)).toMatchObject({
    status_e: 'in_progress',
    document_type_e: 'unknown',
    first_name: null,
    liveness_detected: false,
    verified: false,
    ofac_status_e: 'unknown',
    identity_id: null,
    completed_at: null,
  });
  await takeSteps(account, session_id);
  expect(await readSession(account, session_id)).toMatchObject({
    status_e: 'in_progress',
    document_type_e: 'driver_license',
    first_name: expect.any(String) as string,
    document_front_given: true,
    document_back_given: true,
    liveness_detected: true,
    selfie_given: true,
    verified: false,
  });
  expect(await finalize(account, session_id)).toEqual({ verified: true, on_sanction_list: false });
  expect(await readSession(account, session_id)).toMatchObject({
    status_e: 'complete',
    verified: true,
    dmv_status_e: 'match',
    ofac_status_e: 'clear',
    identity_id: expect.any(String) as string,
    completed_at: new Date(clock).toISOString(),
  });
});

test('liveness is detected only when it was processed, and every generate gives another token', async () => {
  const session_id = await openSession(account, 'liveness-1');
  await account.ok('/idv/sdk/identity-consent/add', { session_id, consented: true });
  expect(await say('/idv/sdk/liveness-session/process', { session_id, ...place })).toBe(400);
  const first = await account.ok('/idv/sdk/liveness-session/generate', { session_id, ...place });
  const second = await account.ok('/idv/sdk/liveness-session/generate', { session_id, ...place });
  expect(second['token']).not.toBe(first['token']);
  expect(await account.ok('/idv/sdk/session/read', { session_id })).toMatchObject({ liveness_detected: false });
  await account.ok('/idv/sdk/liveness-session/process', { session_id, ...place });
  expect(await account.ok('/idv/sdk/session/read', { session_id })).toMatchObject({ liveness_detected: true });
});

test('coordinates are numbers for liveness and non-empty texts for uploads', async () => {
  const session_id = await openSession(account, 'places-1');
  await account.ok('/idv/sdk/identity-consent/add', { session_id, consented: true });
  expect(await say('/idv/sdk/liveness-session/generate', { session_id, ...placeText })).toBe(400);
  expect(await say('/idv/sdk/liveness-session/generate', { session_id, latitude: 1 })).toBe(400);
  const image = picture('front');
  for (const wrong of [{ ...placeText, latitude: '' }, { ...placeText, longitude: ' ' }, { latitude: '1' }]) {
    expect((await account.upload('front', { session_id, image, ...(wrong as Record<string, string>) })).status).toBe(
      400,
    );
  }
  expect((await account.upload('front', { ...placeText, image })).status).toBe(400);
  expect(await account.ok('/idv/sdk/session/read', { session_id })).toMatchObject({ document_front_given: false });
});

test('an upload must be a picture that is what it says, of an acceptable size', async () => {
  const session_id = await openSession(account, 'pictures-1');
  await account.ok('/idv/sdk/identity-consent/add', { session_id, consented: true });
  const send = async (image: Blob | string) =>
    (await account.upload('front', { session_id, ...placeText, image })).status;
  expect(await send('text and no file')).toBe(400);
  expect(await send(new Blob([], { type: 'image/jpeg' }))).toBe(400);
  expect(await send(new Blob(['no picture'], { type: 'image/jpeg' }))).toBe(400);
  expect(await send(new Blob([await picture('png', 'image/png').bytes()], { type: 'image/jpeg' }))).toBe(400);
  expect(await send(picture('pdf', 'application/pdf'))).toBe(400);
  expect(await send(new Blob([await picture('big').bytes(), new Uint8Array(5_000)], { type: 'image/jpeg' }))).toBe(400);
  expect(await send(picture('png', 'image/png'))).toBe(200);
  // The schema does not require the picture, and without one nothing is given.
  expect((await account.upload('back', { session_id, ...placeText })).status).toBe(200);
  expect(await account.ok('/idv/sdk/session/read', { session_id })).toMatchObject({
    document_front_given: true,
    document_back_given: false,
  });
});

test('JSON where a form is expected, and a form where JSON is, are refused', async () => {
  const session_id = await openSession(account, 'bodies-1');
  expect(await say('/idv/sdk/document-front-image/add', { session_id, ...placeText })).toBe(415);
  const form = await account.post('/idv/session/read', {}, { 'content-type': 'multipart/form-data; boundary=x' });
  expect(form.status).toBe(415);
  for (const body of [[], 'text', null, 7]) expect((await account.post('/idv/session/read', body)).status).toBe(400);
});

test('a passport has no back: it needs none and takes none', async () => {
  const session_id = await openSession(account, 'passport-1');
  await takeSteps(account, session_id, 'passport');
  const back = await account.upload('back', { session_id, ...placeText, image: picture('back') });
  expect(back.status).toBe(400);
  expect(await finalize(account, session_id)).toEqual({ verified: true, on_sanction_list: false });
  const tests = await account.ok('/idv/session-test/read', { session_id });
  expect(tests).toMatchObject({ doc_front_suspicious_words: 'passed', doc_back_suspicious_words: null });
  expect(tests).toMatchObject({ dmv_document_number_match: null, name_crosscheck: null });
});

test('a verification with missing steps cannot be finalized, and a finalized one not again', async () => {
  const session_id = await openSession(account, 'finalize-1');
  await account.ok('/idv/sdk/identity-consent/add', { session_id, consented: true });
  const early = await account.post('/idv/sdk/finalize', { session_id });
  expect(early.status).toBe(400);
  expect(early.body).toMatchObject({ message: expect.stringContaining('document front') as string });
  await takeSteps(account, session_id);
  await finalize(account, session_id);
  expect(await say('/idv/sdk/finalize', { session_id })).toBe(400);
  expect(await say('/idv/sdk/document-type/update', { session_id, document_type_e: 'passport' })).toBe(400);
  expect(account.sandbox.effectsOn('finalize-1')).toMatchObject({ finalized: 1 });
});

test('a session that nobody finalizes expires', async () => {
  const session_id = await openSession(account, 'old-1');
  clock += day - 1;
  expect(await readSession(account, session_id)).toMatchObject({ status_e: 'in_progress' });
  clock += 1;
  expect(await readSession(account, session_id)).toMatchObject({ status_e: 'expired', verified: false });
  expect(await say('/idv/sdk/identity-consent/add', { session_id, consented: true })).toBe(400);
});

test('what the vendor lists in full is checked, and what nobody lists is let through', async () => {
  const session_id = await openSession(account, 'enums-1', { liveness_mode: 'passive_active', webhook_url: 'string' });
  await account.ok('/idv/sdk/identity-consent/add', { session_id, consented: true, undocumented: 1 });
  expect(await say('/idv/sdk/document-type/update', { session_id, document_type_e: 'library_card' })).toBe(400);
  expect(await say('/idv/session/create', { liveness_mode: 'mirror' })).toBe(400);
  expect(await say('/idv/session/create', { metadata: 'text' })).toBe(400);
  expect(await say('/idv/session-location/read', { session_id, location_capture_type_e: 'moon' })).toBe(400);
  expect(await say('/idv/document/download', { session_id, storage_file_type_e: 'passport_back' })).toBe(400);
  expect(await say('/idv/session/read', { session_id: 'nobody' })).toBe(400);
  expect((await account.get('/nowhere')).status).toBe(404);
  expect((await account.get('/idv/session/create')).status).toBe(405);
});

test('what is done twice with nothing new between is told from what is done once', async () => {
  const session_id = await openSession(account, 'twice-1');
  const again = await openSession(account, 'twice-1');
  expect(again).not.toBe(session_id);
  for (const _time of [1, 2]) {
    await account.ok('/idv/sdk/identity-consent/add', { session_id, consented: true });
    await account.upload('front', { session_id, ...placeText, image: picture('same') });
    await account.ok('/idv/sdk/liveness-session/generate', { session_id, ...place });
  }
  await account.upload('front', { session_id, ...placeText, image: picture('a better one') });
  for (const _time of [1, 2]) await account.ok('/idv/sdk/liveness-session/process', { session_id, ...place });
  expect(account.sandbox.effectsOn('twice-1')).toEqual({
    'session-created': 1,
    'session-created-again': 1,
    consented: 1,
    'consented-again': 1,
    'front-image-added': 2,
    'front-image-added-again': 1,
    'liveness-opened': 1,
    'liveness-opened-again': 1,
    'liveness-processed': 1,
    'liveness-processed-again': 1,
  });
});

test('an answer can be lost after the session was made: it is there, and found by its metadata', async () => {
  account.faults.add({ call: 'createIdvSession', answer: 'reset', at: 'after', externalUserId: 'lost-1' });
  const metadata = { kycKey: 'lost-1/1' };
  await expect(account.post('/idv/session/create', { metadata })).rejects.toThrow();
  const { sessions } = await account.ok('/idv/session/list', { metadata });
  expect(sessions).toHaveLength(1);
  expect(account.sandbox.effectsOn('lost-1')).toEqual({ 'session-created': 1 });
});
