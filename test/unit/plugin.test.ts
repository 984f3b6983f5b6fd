import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataConverter, PayloadCodec } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import { KycPlugin } from '../../src/plugin';
import type { KycPluginOptions } from '../../src/plugin';
import { OWN_WORKFLOWS } from '../../src/workflow-bundle';
import { limitedQueues } from '../../workers';

const theirs = require.resolve('../fixtures/user-workflows');
const codec: PayloadCodec = { encode: async (payloads) => payloads, decode: async (payloads) => payloads };
const theirCodec: PayloadCodec = { ...codec };

let folder: string;
let options: KycPluginOptions;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kyc-plugin-'));
  options = {
    store: { url: 'pglite:memory' },
    documents: { url: `file:${folder}` },
    providers: {
      idngo: {
        baseUrl: 'http://127.0.0.1:9',
        appToken: 'app-token',
        secretKey: 'secret-key',
        webhookSecret: 'hook-secret',
      },
    },
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Ends a worker that never began, and with it what was opened for it. */
function end(plugin: KycPlugin): Promise<void> {
  return plugin.runWorker({} as Worker, async () => {});
}

describe('a worker with the plugin', () => {
  const run = async () => 'theirs';
  const given: WorkerOptions = {
    taskQueue: 'verification',
    activities: { charge: run },
    dataConverter: { payloadCodecs: [theirCodec] },
  };
  let plugin: KycPlugin;
  let configured: WorkerOptions;
  beforeAll(async () => {
    plugin = new KycPlugin({ ...options, sideWorkers: 'off', dataConverter: { payloadCodecs: [codec] } });
    configured = await plugin.configureWorker(given);
  });
  afterAll(() => end(plugin));

  test('keeps the user’s activities and gets ours beside them', () => {
    const activities = configured.activities as Record<string, unknown>;
    expect(activities['charge']).toBe(run);
    const ours = Object.keys(activities).filter((name) => name !== 'charge');
    expect(ours).toEqual(
      expect.arrayContaining(['journal.record', 'notification.send', 'idngo.createApplicant', 'idngo.uploadDocuments']),
    );
    for (const name of ours) expect(name).toMatch(/^(case|journal|notification|installation|idngo)\.[a-z][A-Za-z]+$/);
  });

  test('stays as it is when the hook is applied again, whatever was laid around it meanwhile', async () => {
    expect(await plugin.configureWorker(configured)).toBe(configured);
    const wrapped = { ...configured, activities: { ...configured.activities, another: run } };
    expect(await plugin.configureWorker(wrapped)).toBe(wrapped);
  });

  test('gets the codec of the plugin behind the user’s own, each once', () => {
    expect(configured.dataConverter).toEqual({ payloadCodecs: [theirCodec, codec] });
  });

  test('stops with grace and gives way soon, unless the user says otherwise', async () => {
    const { shutdownGraceTime, stickyQueueScheduleToStartTimeout, maxHeartbeatThrottleInterval } = configured;
    expect([shutdownGraceTime, stickyQueueScheduleToStartTimeout, maxHeartbeatThrottleInterval]).toEqual([
      '30s',
      '2s',
      '1s',
    ]);
    const own = {
      shutdownGraceTime: '5s',
      stickyQueueScheduleToStartTimeout: '9s',
      maxHeartbeatThrottleInterval: '3s',
    } as const;
    expect(await plugin.configureWorker({ ...given, ...own })).toMatchObject(own);
  });

  test.each(['journal.record', 'installation.describe', 'idngo.createApplicant'])(
    'refuses an activity of the user that would hide ours: %s',
    async (name) => {
      await expect(plugin.configureWorker({ ...given, activities: { charge: run, [name]: run } })).rejects.toThrow(
        `KycPlugin: your activities '${name}' would hide activities of temporal-kyc. Rename yours.`,
      );
    },
  );

  test('runs our workflows where the user has none, and leaves the user’s to the bundler', async () => {
    expect(configured.workflowsPath).toBe(OWN_WORKFLOWS);
    expect((await plugin.configureWorker({ ...given, workflowsPath: theirs })).workflowsPath).toBe(theirs);
    const bundled = await plugin.configureWorker({ ...given, workflowBundle: { code: 'x' } });
    expect([bundled.workflowsPath, bundled.workflowBundle]).toEqual([undefined, { code: 'x' }]);
  });

  test('does not change the options that it was given', () => {
    expect(given).toEqual({
      taskQueue: 'verification',
      activities: { charge: run },
      dataConverter: { payloadCodecs: [theirCodec] },
    });
  });
});

test('a worker that connection and worker options both bring the plugin to gets its side workers once', async () => {
  const plugin = new KycPlugin(options);
  const created = jest.spyOn(Worker, 'create').mockImplementation(async ({ taskQueue }) => {
    let stop = () => {};
    const running = new Promise<void>((resolve) => (stop = resolve));
    return {
      options: { taskQueue },
      run: () => running,
      getState: () => 'RUNNING',
      shutdown: () => stop(),
    } as unknown as Worker;
  });
  const worker = { options: { taskQueue: 'kyc' }, getState: () => 'RUNNING' } as unknown as Worker;
  const main = jest.fn(async () => {});
  await plugin.runWorker(worker, (same) => plugin.runWorker(same, main));
  expect(main).toHaveBeenCalledTimes(1);
  const queues = created.mock.calls.map(([{ taskQueue }]) => taskQueue);
  expect(queues).toEqual(limitedQueues(plugin.config, 'kyc').map(({ name }) => name));
  expect(queues).toEqual([
    'kyc.idngo.report',
    'kyc.idngo.similar-by-text-and-face',
    'kyc.idngo.similar-by-text',
    'kyc.idngo.import',
  ]);
  created.mockRestore();
});

test('a worker that registers the workflows itself is left alone', async () => {
  const plugin = new KycPlugin({ ...options, sideWorkers: 'off', registerWorkflows: false });
  expect((await plugin.configureWorker({ taskQueue: 'kyc' })).workflowsPath).toBeUndefined();
  expect(plugin.configureReplayWorker({}).workflowsPath).toBeUndefined();
  expect(plugin.configureBundler({ workflowsPath: theirs })).toEqual({ workflowsPath: theirs });
  await end(plugin);
});

describe('the bundle', () => {
  const dataConverter: DataConverter = {
    payloadConverterPath: '/app/payloads.js',
    failureConverterPath: '/app/failures.js',
    payloadCodecs: [codec],
  };

  test('is told the user’s converters, which workflows would otherwise not know', () => {
    expect(new KycPlugin({ ...options, dataConverter }).configureBundler({ workflowsPath: theirs })).toMatchObject({
      payloadConverterPath: '/app/payloads.js',
      failureConverterPath: '/app/failures.js',
    });
  });

  test('keeps a converter that it was given', () => {
    const given = { workflowsPath: theirs, payloadConverterPath: '/app/others.js' };
    expect(new KycPlugin({ ...options, dataConverter }).configureBundler(given)).toMatchObject({
      payloadConverterPath: '/app/others.js',
      failureConverterPath: '/app/failures.js',
    });
  });

  test('puts the user’s workflows behind ours, once, and keeps the user’s own webpack settings', () => {
    const plugin = new KycPlugin(options);
    const webpackConfigHook = jest.fn((config: object) => ({ ...config, resolve: { alias: { own: '/app/own.js' } } }));
    const once = plugin.configureBundler({ workflowsPath: theirs, webpackConfigHook });
    const twice = plugin.configureBundler(once);
    expect(twice.workflowsPath).toBe(require.resolve('../../workflows/combined'));
    expect(twice.webpackConfigHook!({ mode: 'production' })).toEqual({
      mode: 'production',
      resolve: { alias: { own: '/app/own.js', 'temporal-kyc-user-workflows$': theirs } },
    });
    expect(webpackConfigHook).toHaveBeenCalledTimes(1);
  });
});

describe('a replay worker', () => {
  test('gets our workflows and codecs, and opens nothing', () => {
    const plugin = new KycPlugin({
      store: { url: 'postgres://127.0.0.1:9/nowhere' },
      dataConverter: { payloadCodecs: [codec] },
    });
    const configured = plugin.configureReplayWorker({});
    expect(configured).toMatchObject({ workflowsPath: OWN_WORKFLOWS, dataConverter: { payloadCodecs: [codec] } });
    expect(plugin.configureReplayWorker(configured)).toEqual(configured);
  });

  test('keeps the user’s workflows', () => {
    const plugin = new KycPlugin(options);
    expect(plugin.configureReplayWorker({ workflowsPath: theirs }).workflowsPath).toBe(theirs);
    expect(plugin.configureReplayWorker({ workflowBundle: { code: 'x' } }).workflowsPath).toBeUndefined();
  });
});

describe('a client with the plugin', () => {
  test('encodes once, however often the hook is applied, and as it did where the plugin brings no converter', () => {
    const plugin = new KycPlugin({
      ...options,
      dataConverter: { payloadCodecs: [codec], payloadConverterPath: '/app/payloads.js' },
    });
    const once = plugin.configureClient({ dataConverter: { payloadCodecs: [theirCodec] } });
    expect(once.dataConverter).toEqual({
      payloadConverterPath: '/app/payloads.js',
      payloadCodecs: [theirCodec, codec],
    });
    expect(plugin.configureClient(once)).toEqual(once);
    expect(new KycPlugin(options).configureClient({}).dataConverter).toBeUndefined();
  });
});

describe('the plugin’s options', () => {
  test('may name a notifier of the user’s, which is not taken for settings', () => {
    const notifier = { send: async () => {}, password: 'not an option' };
    expect(new KycPlugin({ ...options, notifications: notifier }).config.notifications).toEqual({});
  });

  test('that are wrong are one error when the plugin is made', () => {
    const make = () => new KycPlugin({ store: { url: 'mysql://' }, sideWorkers: 'no' as never });
    expect(make).toThrow('temporal-kyc cannot start, 2 option(s) are wrong:');
  });
});
