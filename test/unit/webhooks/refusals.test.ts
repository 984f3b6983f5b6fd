import { testConfig, hook, reviewed, sign, signed } from './idngo-hook';
import { Receiver } from './receiver';

const receiver = Receiver.forThisFile();
const body = JSON.stringify(reviewed());

function request(
  headers: Record<string, string>,
  content: string | Uint8Array | ReadableStream | null = body,
): Request {
  return new Request('http://receiver.test/webhooks/idngo', { method: 'POST', headers, body: content, duplex: 'half' });
}

describe('a request that is no authentic event', () => {
  afterEach(() => {
    expect(receiver.woken()).toEqual([]);
  });

  test.each([
    ['no signature', {}],
    ['an empty signature', { 'x-payload-digest': '' }],
    ['a garbage signature', { 'x-payload-digest': 'zz'.repeat(32), 'x-payload-digest-alg': 'HMAC_SHA256_HEX' }],
    ['the signature of another secret', sign(body, 'some-other-secret')],
    ['the signature of another body', sign(`${body} `)],
    ['an algorithm that is not allowed', { ...sign(body), 'x-payload-digest-alg': 'HMAC_SHA1_HEX' }],
    ['an algorithm that does not exist', { ...sign(body), 'x-payload-digest-alg': '__proto__' }],
  ])('with %s is answered 401', async (_, headers: Record<string, string>) => {
    expect(await receiver.answerTo(request(headers))).toEqual([401, 'bad-signature']);
  });

  test('without a body is answered 401', async () => {
    expect(await receiver.answerTo(request({}, null))).toEqual([401, 'bad-signature']);
  });

  test('re-serialised on its way is answered 401: the bytes are what was signed', async () => {
    const pretty = JSON.stringify(JSON.parse(body), null, 2);
    expect(await receiver.answerTo(request(sign(body), pretty))).toEqual([401, 'bad-signature']);
  });

  test.each([
    ['cut-off JSON', '{"type":"applicantReviewed"'],
    ['no JSON at all', 'hello'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no type', '{"applicantId":"5dc158b109494c3cbf431e28"}'],
    ['a type that is no word', '{"type":"\\u0000"}'],
    ['nesting without end', '['.repeat(200_000)],
    ['bytes that are no UTF-8', Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d])],
  ])('signed but holding %s is answered 400', async (_, content: string | Uint8Array) => {
    expect(await receiver.answerTo(signed(content))).toEqual([400, 'unreadable']);
  });

  test('of a sender that hangs up in the middle is answered 400', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('socket hang up')) });
    expect(await receiver.answerTo(request(sign(body), broken))).toEqual([400, 'unreadable']);
  });
});

test.each([
  ['production', true, 401, 'other-environment'],
  ['production', false, 200, 'accepted'],
  ['production', undefined, 200, 'accepted'],
  ['sandbox', false, 401, 'other-environment'],
  ['sandbox', true, 200, 'accepted'],
  ['sandbox', undefined, 200, 'accepted'],
] as const)(
  'a %s receiver answers a hook with sandboxMode %s: %i %s',
  async (environment, sandboxMode, code, status) => {
    receiver.restart({ config: testConfig({ environment }) });
    expect(await receiver.post(receiver.event({ sandboxMode }))).toEqual([code, status]);
  },
);

describe('a body over the limit', () => {
  const oneTooMany = Buffer.alloc(1024 * 1024 + 1, 0x20);

  test('is answered 413, even when it is signed', async () => {
    expect(await receiver.answerTo(signed(oneTooMany))).toEqual([413, 'too-large']);
  });

  test('is answered 413 when its length claims less, and is not read to its end', async () => {
    let chunks = 0;
    const endless = new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const lying = request({ ...sign(''), 'content-length': '5' }, endless);
    expect(await receiver.answerTo(lying)).toEqual([413, 'too-large']);
    expect(chunks).toBeLessThan(20);
  });

  test('is answered 413 from its length alone, before anything of it has come', async () => {
    const waiting = request({ ...sign(''), 'content-length': String(oneTooMany.byteLength) }, new ReadableStream());
    expect(await receiver.answerTo(waiting)).toEqual([413, 'too-large']);
  });

  test('is one byte more than what is still read', async () => {
    const padded = JSON.stringify(receiver.event()).padEnd(1024 * 1024);
    expect(await receiver.answerTo(signed(padded))).toEqual([200, 'accepted']);
  });

  test('may begin lower', async () => {
    receiver.restart({ maxBodyBytes: 100 });
    expect(await receiver.answerTo(hook(receiver.event()))).toEqual([413, 'too-large']);
  });
});
