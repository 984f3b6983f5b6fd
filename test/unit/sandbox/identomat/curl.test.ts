// Calls made with nothing but the vendor's documentation: its curl lines, its samples.
import { startSandbox, type Sandbox } from '../../../../src/sandbox';
import { begin, decided, external, result, send, widget } from './company-calls';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ identomat: { reviewMs: 10, recordingMs: 10 } });
});
afterAll(() => sandbox.stop());

test('begin answers a bare token of forty lower-case letters and digits, in each of the documented ways to call it', async () => {
  const { companyKey } = sandbox.identomat.credentials;
  const url = `${sandbox.identomat.hosts.widgetUrl}/external-api/begin/`;
  const json = { 'content-type': 'application/json' };
  const asked = [
    widget(sandbox, 'begin', { flags: { language: 'en' } }),
    send(url, { headers: json, body: JSON.stringify({ company_key: companyKey }) }),
    send(url, { headers: json, body: JSON.stringify({ company_key: companyKey, flags: {}, steps: [] }) }),
    send(url, {
      headers: json,
      body: JSON.stringify({ company_key: companyKey, config_id: '62412c096c4b39ba845d4bf2' }),
    }),
    send(url, { body: new URLSearchParams({ company_key: companyKey, flags: '{"skip_face":true}' }) }),
  ];
  const tokens = (await Promise.all(asked)).map(({ body }) => body);
  expect(tokens).toEqual(Array(5).fill(expect.stringMatching(/^[a-z0-9]{40}$/)));
  expect(new Set(tokens).size).toBe(5);
});

test('a result has the documented shape, with its oddities: the decision in `result`, US dates beside ISO ones', async () => {
  const approved = await result(sandbox, await decided(sandbox, 'shape-1', { config_id: '62412c096c4b39ba845d4bf2' }));
  expect(approved).toMatchObject({
    result: 'approved',
    similarity: 0.93,
    live: false,
    document_type: 'id',
    reject_reason: { value: '', description: '' },
    result_comment: '',
    suggested: {},
    id_card_front: {
      Date_of_Birth_en_US: expect.stringMatching(/^\d{1,2}\/\d{1,2}\/\d{4}$/),
      Date_of_Birth_ISO: expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00:00\.000Z$/),
    },
    id_card_back: { Date_of_Issued_ISO: expect.any(String), mrz: expect.stringContaining('\n') },
    person: { status: 'FIELDS_MATCH', birthday_time: expect.any(String) },
    questionnaires: [{ key: 'agreement', questions: [{ key: 'agreement-1', answer: expect.any(String) }] }],
  });
  expect(approved).not.toHaveProperty('errors');

  const rejected = await result(sandbox, await decided(sandbox, 'reject-shape'));
  expect(rejected).toMatchObject({
    result: 'rejected',
    similarity: 0.41,
    live: true,
    reject_reason: { value: 'low_similarity', description: 'Low similarity' },
    errors: ['LOW_SIMILARITY'],
  });
});

test('images, video and documents come as bytes; what the session does not have is not there', async () => {
  const token = await decided(sandbox, 'media-1', { config_id: '5a0d0000000000000000add0' });
  const medium = (path: string, more = {}) => widget(sandbox, `result/${path}`, { session_token: token, ...more });
  for (const path of ['card-front', 'card-back', 'face']) {
    const { type, bytes } = await medium(path);
    expect([path, type, bytes.toString('hex', 0, 3)]).toEqual([path, 'image/jpeg', 'ffd8ff']);
  }
  expect((await medium('face-video')).type).toBe('video/mp4');
  expect((await medium('general-document', { typeId: 'utility-bill' })).type).toBe('image/jpeg');
  for (const [path, more] of [
    ['passport', {}],
    ['face-document', {}],
    ['general-document', { typeId: 'bank-statement' }],
  ] as const) {
    const { status, body } = await medium(path, more);
    expect([path, status, body]).toEqual([path, 404, { argumentError: 'not-found' }]);
  }
});

test('a passport is another document, and a bank statement comes as a PDF', async () => {
  sandbox.identomat.willShow('media-2', { documentType: 'passport', generalDocuments: ['bank-statement'] });
  const session_token = await decided(sandbox, 'media-2');
  expect((await widget(sandbox, 'result/passport', { session_token })).type).toBe('image/jpeg');
  expect((await widget(sandbox, 'result/card-front', { session_token })).status).toBe(404);
  const statement = await widget(sandbox, 'result/general-document', { session_token, typeId: 'bank-statement' });
  expect(statement.bytes.toString('latin1', 0, 5)).toBe('%PDF-');
  expect(await result(sandbox, session_token)).toMatchObject({
    document_type: 'passport',
    passport: { mrzData: {}, visualData: {} },
    generalDocuments: [
      { documentType: 'BANK_STATEMENT', typeId: 'bank_statement', pages: [{ typeId: 'bank-statement', statuses: [] }] },
    ],
  });
});

test('the curl lines of the external host, JSON under the content type of a form, are understood', async () => {
  const sessionId = await decided(sandbox, 'external-1', { config_id: '62412c096c4b39ba845d4bf2' });
  const photo = (await external(sandbox, 'get-session-main-document-face-photo', { sessionId })).body;
  expect(photo).toEqual({ result: expect.stringMatching(/^data:text\/plain;base64,\/9j\//) });
  const activities = (await external(sandbox, 'list-session-activities', { sessionId })).body;
  expect(activities).toMatchObject({
    result: [
      { type: 'SESSION_FINISHED' },
      { id: expect.stringMatching(/^[0-9a-f]{24}$/), type: 'PAGE_LOADED', data: [] },
    ],
  });
  expect((await external(sandbox, 'get-session-statistical-summary', { sessionId })).body).toMatchObject({
    result: [{ scanDocumentAttempts: 1, scanDocumentFailReason: null, sessionTerminationStep: null }],
  });
  const pdf = await external(sandbox, 'export-session-as-pdf', { sessionId, exportSession: true });
  expect([pdf.type, pdf.bytes.toString('latin1', 0, 5)]).toEqual(['application/pdf', '%PDF-']);
  // The vendor's own line sends none of the flags, of which one must be true.
  expect((await external(sandbox, 'export-session-as-pdf', { sessionId })).body).toMatchObject({
    argumentError: 'wrong-parameters',
  });
});

test('archives come as data URLs in an array in an array, and hold ordinary files', async () => {
  const sessionId = await decided(sandbox, 'archives-1', { config_id: '62412c096c4b39ba845d4bf2' });
  const question = { stepKey: 'agreement', questionKey: 'agreement-2', fileIndex: 0 };
  for (const [method, more, names] of [
    ['get-visual-markers', {}, ['hologram.jpg', 'photo.jpg']],
    ['get-question-file', question, ['agreement-2.png']],
  ] as const) {
    const { body } = await external(sandbox, method, { sessionId, ...more });
    const [[url]] = (body as { result: [[string]] }).result;
    expect(url).toMatch(/^data:application\/x-tar;base64,/);
    expect(namesIn(Buffer.from(url.split(',')[1]!, 'base64'))).toEqual(names);
  }
  expect(
    (await external(sandbox, 'get-question-file', { sessionId, ...question, questionKey: 'agreement-1' })).body,
  ).toEqual({ argumentError: 'wrong-parameters', errorSourceGroup: 'service-module-server-external' });
});

test('a session configuration tells its lifetime and its steps', async () => {
  const { body } = await external(sandbox, 'get-session-config', { sessionConfigId: '679c74e4d9725987e3879265' });
  expect(body).toMatchObject({
    result: {
      name: 'Configuration Template',
      general: { language: 'en', sessionLifetime: 15 },
      steps: [
        { type: 'identity-document', key: 'select_document_id' },
        { type: 'liveness', key: 'liveness' },
      ],
    },
  });
  expect((await external(sandbox, 'get-session-config', { sessionConfigId: 'defg' })).body).toMatchObject({
    argumentError: 'wrong-parameters',
  });
});

test('an answer of a questionnaire can be filled in beforehand, and comes back in the result', async () => {
  const steps = [
    {
      type: 'user-questionnaire',
      key: 'agreement',
      title: { en: 'Personal information' },
      questions: [{ mandatory: true, type: 'string', key: 'agreement-1', title: {}, answer: 'Synthia Exemplar' }],
    },
  ];
  const { body } = await widget(sandbox, 'begin', { config_id: '62412c096c4b39ba845d4bf2', steps });
  expect(sandbox.identomat.session(body as string)).toMatchObject({ name: 'Synthia Exemplar' });
  sandbox.identomat.finishHosted('Synthia Exemplar');
  expect(await result(sandbox, body as string)).toMatchObject({
    result: 'in_progress',
    document_type: 'id', // the configuration's other steps still apply
    questionnaires: [{ key: 'agreement', questions: [{ key: 'agreement-1', answer: 'Synthia Exemplar' }] }],
  });
});

test('a child session belongs to its parent, which must exist', async () => {
  const parent = await begin(sandbox, 'family-1');
  const { body: child } = await widget(sandbox, 'begin', { parent_session_id: parent });
  expect(sandbox.identomat.session(child as string)).toMatchObject({ parent, name: 'family-1' });
  const orphan = await widget(sandbox, 'begin', { parent_session_id: 'nobody' });
  expect(orphan.body).toEqual({ argumentError: 'session-not-found' });
});

/** The names of the ordinary files in a tar archive; checks the sums on the way. */
function namesIn(archive: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; archive[at] !== 0;) {
    const head = Buffer.from(archive.subarray(at, at + 512));
    const sum = parseInt(head.toString('latin1', 148, 154), 8);
    head.fill(' ', 148, 156);
    expect(head.reduce((total, byte) => total + byte, 0)).toBe(sum);
    names.push(head.toString('latin1', 0, 100).replace(/\0.*$/, ''));
    at += 512 + Math.ceil(parseInt(head.toString('latin1', 124, 135), 8) / 512) * 512;
  }
  return names;
}
