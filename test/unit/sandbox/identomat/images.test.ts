import { sampleFace, sampleFile, startSandbox, type Sandbox } from '../../../../src/sandbox';
import { decided, result, send, widget, type Answer } from './company-calls';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ identomat: { reviewMs: 10 } });
});
afterAll(() => sandbox.stop());

interface Comparison {
  readonly similarity: number | null;
  readonly face1Statuses: string[];
  readonly face2Statuses: string[];
}

/** `curl https://external-api…/compare-faces -F companyKey=… -F face1=@… -F face2=@…` */
async function compare(face1: Buffer, face2: Buffer): Promise<Comparison> {
  const form = new FormData();
  form.set('companyKey', sandbox.identomat.credentials.companyKey);
  form.set('face1', new Blob([new Uint8Array(face1)], { type: 'image/jpeg' }), 'face1.jpg');
  form.set('face2', new Blob([new Uint8Array(face2)], { type: 'image/jpeg' }), 'face2.jpg');
  const { body } = await send(`${sandbox.identomat.hosts.externalApiUrl}/compare-faces`, { body: form });
  return (body as { result: Comparison }).result;
}

const read = (path: string, image: Buffer): Promise<Answer> => widget(sandbox, path, { image });

test('two shots of one person are alike, and shots of two people are not, always with the same score', async () => {
  const one = sampleFace('synthia');
  const other = sampleFace('synthia', { shot: 2 });
  expect(one.equals(other)).toBe(false);
  const same = await compare(one, other);
  expect(same).toEqual({ similarity: expect.any(Number), face1Statuses: [], face2Statuses: [] });
  expect(same.similarity).toBeGreaterThanOrEqual(0.9);
  expect(await compare(other, one)).toEqual(same);
  const { similarity } = await compare(one, sampleFace('mockbert'));
  expect(similarity).toBeLessThanOrEqual(0.4);
});

test('a face that is far away has a remark, and from some distance on no score', async () => {
  const near = sampleFace('synthia');
  const far = await compare(near, sampleFace('synthia', { pixels: 70 }));
  expect(far).toEqual({ similarity: expect.any(Number), face1Statuses: [], face2Statuses: ['FACE_FAR_AWAY'] });
  const farther = await compare(sampleFace('synthia', { pixels: 64 }), near);
  expect(farther).toEqual({ similarity: null, face1Statuses: ['FACE_FAR_AWAY'], face2Statuses: [] });
});

test('the face of a session is the one in its document, and not that of another session', async () => {
  const face = async (session_token: string, kind: string) =>
    (await widget(sandbox, `result/${kind}`, { session_token })).bytes;
  const [one, other] = [await decided(sandbox, 'face-1'), await decided(sandbox, 'face-2')];
  const document = await face(one, 'card-front');
  expect((await compare(await face(one, 'face'), document)).similarity).toBeGreaterThanOrEqual(0.9);
  expect((await compare(await face(other, 'face'), document)).similarity).toBeLessThanOrEqual(0.4);
});

test.each([
  ['card/front', { Given_Names_en_US: expect.any(String), Date_of_Expiry_ISO: expect.any(String) }],
  ['card/back', { mrz: expect.any(String), Date_of_Issued_ISO: expect.any(String) }],
  ['license/front', { Drivers_License_Class_en_US: 'B' }],
  ['license/back', { Issuing_State_Code_en_US: 'UTO' }],
  ['residence/front', { Nationality_Code_en_US: 'UTO' }],
  ['residence/back', { mrz: expect.any(String) }],
  ['passport', { mrzData: { mrz: expect.any(String) }, visualData: { Authority_en_US: expect.any(String) } }],
])('%s reads a document, with a normalised person and an id of its own', async (path, fields) => {
  const image = sampleFace('synthia');
  const { body } = await read(path, image);
  expect(body).toMatchObject({
    ...fields,
    requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    person: { first_name: expect.any(String), age: expect.any(Number), sex: expect.stringMatching(/^[FM]$/) },
  });
  const again = (await read(path, image)).body as { requestId: string };
  expect({ ...again, requestId: '' }).toEqual({ ...(body as object), requestId: '' });
  expect(again.requestId).not.toBe((body as { requestId: string }).requestId);
});

test('the same person stands in the image and in the result of a session that showed it', async () => {
  sandbox.identomat.willShow('shown-1', { person: 'synthia' });
  const { id_card_front: shown } = await result(sandbox, await decided(sandbox, 'shown-1'));
  const { body } = await read('card/front', sampleFace('synthia'));
  expect(body).toMatchObject(shown as object);
});

test('what is no JPEG is answered with a bare string, and a missing image is refused', async () => {
  const { status, body } = await read('passport', sampleFile('image/png', 'a document'));
  expect([status, body]).toEqual([200, 'document-not-recognized']);
  expect((await widget(sandbox, 'passport')).body).toMatchObject({ argumentError: 'wrong-parameters' });
});
