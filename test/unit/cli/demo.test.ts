import { resolveConfig, type KycOptions } from '../../../src/config';
import { play } from '../../../src/cli/demo/play';
import type { Stage } from '../../../src/cli/demo/stage';
import { stories } from '../../../src/cli/demo/stories';
import type { Story } from '../../../src/cli/demo/story';
import { StoryLog, type Happening } from '../../../src/cli/demo/story-log';
import { resultOf } from '../../../src/cli/demo/summary';
import { Unwinding } from '../../../src/unwinding';
import { tell } from '../../../src/cli/failure';
import { optionsAsEnvironment } from '../../../src/cli/options-as-environment';
import { terminal } from '../../../src/cli/terminal';

function newPage() {
  const lines: string[] = [];
  const stream = { write: (text: string) => lines.push(...text.trimEnd().split('\n')) };
  return { page: terminal(stream, stream, {}).out, lines };
}

const story: Story = {
  name: 'approval',
  title: 'Approval',
  process: 'onboarding',
  provider: 'idngo',
  outcome: 'approved',
  evidence: ['opened', 'decided'],
  effects: { 'applicant-created': 1, 'image-added': 3 },
  play: async () => {},
};

/** What a story finds when it is over. */
function stageWhere({ outcome = 'approved', evidence = ['opened', 'reminded', 'decided'], effects = story.effects }) {
  return {
    kyc: { onboarding: { result: async () => ({ outcome }), explain: async () => ({ timeline: [] }) } },
    client: { withDeadline: <T>(_deadline: number, work: () => Promise<T>) => work() },
    sandbox: { idngo: { calls: () => [], webhooks: () => [], effectsOn: () => effects } },
    served: { store: { journal: { entries: async () => evidence.map((kind) => ({ kind })) } } },
  } as unknown as Stage;
}

const playAt = (stage: Stage, played = story) =>
  play(played, stage, 'run', newPage().page, new AbortController().signal);

test('a story is a success when outcome, evidence and what the provider saw are as told', async () => {
  expect(await playAt(stageWhere({}))).toMatchObject({ outcome: 'approved', failure: undefined });
});

test.each([
  ['another outcome', { outcome: 'rejected' }, 'The case ended rejected, not approved.'],
  ['evidence that is missing', { evidence: ['opened'] }, "The evidence lacks 'decided'"],
  ['evidence in another order', { evidence: ['decided', 'opened'] }, "The evidence lacks 'decided'"],
  ['an image sent twice', { effects: { ...story.effects, 'image-added': 4 } }, 'image-added 4 times instead of 3'],
  [
    'an effect nobody told',
    { effects: { ...story.effects, 'image-added-again': 1 } },
    'image-added-again 1 times instead of 0',
  ],
])('a story fails on %s', async (_what, found, why) => {
  const { failure } = await playAt(stageWhere(found));
  expect(tell(failure)).toEqual({ type: 'kyc.demo.StoryFailed', message: expect.stringContaining(why) });
});

test('a story in which something throws fails with that', async () => {
  const { failure } = await playAt(stageWhere({}), {
    ...story,
    play: () => Promise.reject(new Error('the link was lost')),
  });
  expect(tell(failure).message).toBe('the link was lost');
});

test('what the provider saw is asked of the provider of the story', async () => {
  const seen = (effects: object) => ({ calls: () => [], webhooks: () => [], effectsOn: () => effects });
  const { sandbox, ...parts } = stageWhere({});
  const stage = { ...parts, sandbox: { ...sandbox, identomat: seen({ 'session-begun': 1 }) } } as unknown as Stage;
  const hosted: Story = { ...story, provider: 'identomat', effects: { 'session-begun': 1 } };
  expect((await playAt(stage, hosted)).failure).toBeUndefined();
  expect((await playAt(stage, { ...hosted, effects: {} })).failure).toBeDefined();
});

test('every provider has a story', () => {
  expect(new Set(stories.map(({ provider }) => provider))).toEqual(new Set(['idngo', 'identomat', 'vultsecurity']));
});

test('a demo is a success only when every story was played and went as it should', () => {
  const played = stories.map((one) => ({ story: one, caseId: one.name, seconds: 1, outcome: one.outcome }));
  expect(resultOf(played).ok).toBe(true);
  expect(resultOf(played.slice(1)).ok).toBe(false);
  const [first, ...others] = played;
  const { ok, stories: told } = resultOf([{ ...first!, outcome: undefined, failure: new Error('late') }, ...others]);
  expect({ ok, first: told[0] }).toMatchObject({ ok: false, first: { outcome: 'undecided', ok: false } });
});

test('a timeline tells what people say and what sources saw in the order of time, repeats once', async () => {
  const { page, lines } = newPage();
  const now = Date.now();
  const seen: Happening[] = [
    { at: now + 2_000, who: 'IDnGO', what: 'receives an image' },
    { at: now + 1_000, who: 'case', what: 'applicant created' },
    { at: now + 2_500, who: 'IDnGO', what: 'receives an image' },
  ];
  const log = new StoryLog(page, [() => seen.splice(0)]);
  log.say('business', 'starts');
  await log.end();
  expect(lines.map((line) => line.replace(/^ *\+\d\.\d s {2}/, ''))).toEqual([
    'business      starts',
    'case          applicant created',
    'IDnGO         receives an image (2 times)',
  ]);
});

describe('what was started is stopped again', () => {
  const stopped: string[] = [];
  const note = (name: string) => async () => void stopped.push(name);
  beforeEach(() => void stopped.splice(0));

  test('in the opposite order, once', async () => {
    const unwinding = new Unwinding();
    await unwinding.started(Promise.resolve(1), note('store'));
    await unwinding.started(Promise.resolve(2), note('worker'));
    await Promise.all([unwinding.run(), unwinding.run()]);
    expect(stopped).toEqual(['worker', 'store']);
  });

  test('also what was only just starting when another part failed', async () => {
    const unwinding = new Unwinding();
    let arrive = (_part: string) => {};
    const late = unwinding.started(new Promise<string>((resolve) => (arrive = resolve)), note('late'));
    const failed = unwinding.started(Promise.reject(new Error('no port')), note('never'));
    await expect(Promise.all([late, failed])).rejects.toThrow('no port');
    const over = unwinding.run();
    arrive('there');
    await over;
    expect(stopped).toEqual(['late']);
  });

  test('also when a part does not stop as it should, which is told', async () => {
    const unwinding = new Unwinding();
    await unwinding.started(Promise.resolve(), note('store'));
    await unwinding.started(Promise.resolve(), () => Promise.reject(new Error('stuck')));
    await expect(unwinding.run()).rejects.toThrow('stuck');
    expect(stopped).toEqual(['store']);
  });
});

test('options that are handed to another process as variables arrive as they were', () => {
  const options: KycOptions = {
    providers: {
      idngo: {
        baseUrl: 'http://127.0.0.1:7001',
        environment: 'sandbox',
        appToken: 'sbx:synthetic',
        secretKey: 'synthetic-secret',
        webhookSecret: ['synthetic-old', 'synthetic-new'],
      },
      identomat: {
        companyKey: 'synthetic-company-key',
        callbackApiKey: 'synthetic-callback-key',
        outcomes: { terms_declined: 'expired' },
        retryReasons: ['blurry_image', 'glare'],
      },
      vultsecurity: {
        baseUrl: 'https://kyc.vendor.example',
        tokenUrl: 'https://login.vendor.example/token',
        clientId: 'synthetic-client',
        clientSecret: 'synthetic-client-secret',
        webhookToken: ['synthetic-webhook-token-0001', 'synthetic-webhook-token-0002'],
        routes: { readIdvSession: { method: 'POST', path: '/idv/read' } },
      },
    },
    store: { url: 'postgres://127.0.0.1/kyc' },
    documents: { url: 'file:/tmp/kyc', maxBytes: 1_000 },
    registerWorkflows: false,
  };
  expect(resolveConfig({}, optionsAsEnvironment(options))).toEqual(resolveConfig(options, {}));
});
