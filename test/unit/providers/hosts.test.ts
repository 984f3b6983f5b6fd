import { z } from 'zod';
import { operation } from '../../../src/providers/operation';
import { Transport, type CallReport } from '../../../src/providers/transport';
import type { Wire } from '../../../src/providers/wire';
import { parseMultipart } from '../../../src/sandbox/multipart';
import { DocumentsInMemory } from './documents-in-memory';
import { answer, ScriptedServer } from './scripted-server';

const common = {
  group: 'things',
  summary: 'A thing.',
  method: 'POST',
  request: z.strictObject({ id: z.string() }),
  body: 'json',
  answer: 'json',
  response: z.looseObject({ id: z.string() }),
  effect: 'read',
} as const;
const here = operation({ ...common, name: 'here', host: 'near', path: '/here' });
const there = operation({ ...common, name: 'there', host: 'far', path: '/there' });
const anywhere = operation({ ...common, name: 'anywhere', path: '/anywhere' });
const inForm = operation({ ...common, name: 'inForm', host: 'near', path: '/form', body: 'form' });
const undo = operation({
  ...common,
  name: 'undo',
  path: '/undo',
  effect: 'idempotent',
  alreadyDone: { errorCode: 'gone' },
});
const acknowledge = operation({ ...common, name: 'acknowledge', path: '/ack', answer: 'ignored', response: z.void() });

let near: ScriptedServer;
let far: ScriptedServer;
const opened: Transport[] = [];

beforeEach(async () => {
  near = await new ScriptedServer().start();
  far = await new ScriptedServer().start();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await Promise.all([near.stop(), far.stop()]);
});

function open(wire: Partial<Wire> = {}, onCall?: (call: CallReport) => void): Transport {
  const transport = new Transport(
    {
      provider: 'acme',
      baseUrl: near.url,
      baseUrls: { near: `${near.url}/private/`, far: far.url },
      sandbox: false,
      authorize: () => ({}),
      readRefusal: () => ({}),
      ...wire,
    },
    { documents: new DocumentsInMemory(), maxBytes: 1024, onCall },
  );
  opened.push(transport);
  return transport;
}

describe('a provider with several hosts', () => {
  test('is asked where the row is served, under its own prefix', async () => {
    near.will(answer(200, { id: 'a' }), answer(200, { id: 'b' }));
    far.will(answer(200, { id: 'c' }));
    const transport = open();
    await transport.call(here, { id: '1' });
    await transport.call(anywhere, { id: '2' });
    await transport.call(there, { id: '3' });
    expect(near.seen.map(({ target }) => target)).toEqual(['/private/here', '/anywhere']);
    expect(far.seen.map(({ target }) => target)).toEqual(['/there']);
  });

  test('is asked over kept connections, also when two of its hosts are one', async () => {
    const rows = [here, there, anywhere, here, there, anywhere, here, there];
    near.will(...rows.map(() => answer(200, { id: 'a' })));
    const transport = open({ baseUrls: { near: near.url, far: near.url } });
    for (const row of rows) await transport.call(row, { id: '1' });
    expect(near.seen).toHaveLength(rows.length);
    // A second one is opened when a call comes before the end of the last answer has been noticed.
    expect(near.connections).toBeLessThanOrEqual(2);
  });

  test('closes every connection', async () => {
    near.will(answer(200, { id: 'a' }));
    far.will(answer(200, { id: 'b' }));
    const transport = open();
    await Promise.all([transport.call(here, { id: '1' }), transport.call(there, { id: '1' })]);
    await transport.close();
    await expect(transport.call(here, { id: '1' })).rejects.toMatchObject({ type: 'kyc.provider.Unavailable' });
    await expect(transport.call(there, { id: '1' })).rejects.toMatchObject({ type: 'kyc.provider.Unavailable' });
  });

  test('that nobody placed is a mistake of this package, and nothing is sent', async () => {
    await expect(open({ baseUrls: {} }).call(there, { id: '1' })).rejects.toThrow('there is served by far');
    expect([...near.seen, ...far.seen]).toEqual([]);
  });
});

describe('credentials of the body', () => {
  const credentials: Wire['credentials'] = ({ host }) => ({ [`${host}_key`]: 'canary' });

  test('go into JSON and forms, chosen by the row', async () => {
    near.will(answer(200, { id: 'a' }), answer(200, { id: 'b' }));
    far.will(answer(200, { id: 'c' }));
    const transport = open({ credentials });
    await transport.call(here, { id: '1' });
    await transport.call(inForm, { id: '2' });
    await transport.call(there, { id: '3' });
    expect(JSON.parse(near.seen[0]!.body.toString())).toEqual({ id: '1', near_key: 'canary' });
    const parts = parseMultipart(near.last.headers['content-type']!, near.last.body)!;
    expect(parts.map(({ name, content }) => [name, content.toString()])).toEqual([
      ['id', '2'],
      ['near_key', 'canary'],
    ]);
    expect(JSON.parse(far.last.body.toString())).toEqual({ id: '3', far_key: 'canary' });
  });

  test('cannot be given by a caller', async () => {
    const request = { id: '1', near_key: 'mine' } as never;
    await expect(open({ credentials }).call(here, request)).rejects.toMatchObject({ type: 'kyc.input.InvalidRequest' });
    expect(near.seen).toEqual([]);
  });
});

describe('a "no" with a success status', () => {
  const refusesWith: Wire['refusesWith'] = (_row, said) =>
    said === 'busy'
      ? { errorCode: 'busy', standsFor: 429 }
      : (said as { error?: string }).error !== undefined
        ? { errorCode: (said as { error: string }).error, standsFor: 404, origin: 'desk' }
        : undefined;

  test('is the failure that it stands for, and tells both', async () => {
    near.will(answer(200, { error: 'none-such' }));
    await expect(open({ refusesWith }).call(anywhere, { id: '1' })).rejects.toMatchObject({
      type: 'kyc.provider.NotFound',
      nonRetryable: true,
      message: 'acme.anywhere answered 200 (errorCode none-such). These credentials see no such object.',
      details: [{ provider: 'acme', operation: 'anywhere', status: 200, errorCode: 'none-such', origin: 'desk' }],
    });
  });

  test('may be a text that is not JSON, and be worth waiting for', async () => {
    near.will(answer(200, 'busy', { 'retry-after': '7' }));
    await expect(open({ refusesWith }).call(anywhere, { id: '1' })).rejects.toMatchObject({
      type: 'kyc.provider.RateLimited',
      nonRetryable: false,
      nextRetryDelay: 7000,
    });
  });

  test('is heard where the answer itself does not matter', async () => {
    near.will(answer(200, { error: 'none-such' }), answer(200, { fine: true }));
    const transport = open({ refusesWith });
    await expect(transport.call(acknowledge, { id: '1' })).rejects.toMatchObject({ type: 'kyc.provider.NotFound' });
    await expect(transport.call(acknowledge, { id: '1' })).resolves.toBeUndefined();
  });

  test('that says that it was done before is success for an idempotent call', async () => {
    near.will(answer(200, { error: 'gone' }));
    const transport = open({ refusesWith, acknowledgement: { id: 'done' } });
    await expect(transport.call(undo, { id: '1' })).resolves.toEqual({ id: 'done' });
  });

  test('about the authorization is answered with a new one, once', async () => {
    const reports: CallReport[] = [];
    const worn: Wire['refusesWith'] = (_row, said) =>
      (said as { worn?: boolean }).worn ? { reauthorize: true, standsFor: 401 } : undefined;
    near.will(answer(200, { worn: true }), answer(200, { worn: true }));
    const transport = open({ refusesWith: worn }, (call) => reports.push(call));
    await expect(transport.call(anywhere, { id: '1' })).rejects.toMatchObject({ type: 'kyc.provider.Unauthorized' });
    expect(reports.map(({ status }) => status)).toEqual([200, 200]);
  });
});

test('an envelope is taken off before the row reads the answer', async () => {
  near.will(answer(200, { result: { id: 'inner' } }));
  const unwrap: Wire['unwrap'] = (_row, said) => (said as { result: unknown }).result;
  await expect(open({ unwrap }).call(anywhere, { id: '1' })).resolves.toEqual({ id: 'inner' });
});
