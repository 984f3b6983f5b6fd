import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ApplicationFailure } from '@temporalio/common';
import fc from 'fast-check';
import { z } from 'zod';
import { refusal, type FailureType } from '../../../src/domain/failures';
import { attemptTimeoutMs } from '../../../src/providers/calls';
import { Circuit, circuitRules, type Admission, type Outcome } from '../../../src/providers/circuit-breaker';
import { unansweredFailure } from '../../../src/providers/http-errors';
import { operation } from '../../../src/providers/operation';
import { Transport, type TransportOptions } from '../../../src/providers/transport';
import type { Wire } from '../../../src/providers/wire';
import { DocumentsInMemory } from './documents-in-memory';

const { windowMs, leastCalls, firstPauseMs, longestPauseMs, probeMs } = circuitRules;

describe('the circuit', () => {
  const call = (circuit: Circuit, outcome: Outcome, now: number) => {
    const admission = circuit.admit(now);
    if ('leftMs' in admission) return admission.leftMs;
    circuit.ended(admission, outcome, now);
    return undefined;
  };
  const calls = (circuit: Circuit, many: number, outcome: Outcome, now: number) => {
    for (let made = 0; made < many; made++) call(circuit, outcome, now);
  };
  /** Opened at 0. `lot` 1 makes every pause as long as it can be. */
  const opened = (lot = 1) => {
    const circuit = new Circuit(() => lot);
    calls(circuit, leastCalls, 'failed', 0);
    expect(circuit.is).toBe('open');
    return circuit;
  };

  test('stays closed below the least number of calls', () => {
    const circuit = new Circuit();
    calls(circuit, leastCalls - 1, 'failed', 0);
    expect(circuit.is).toBe('closed');
  });

  test('opens when half of the calls fail, and not when fewer do', () => {
    const [few, half] = [new Circuit(), new Circuit()];
    calls(few, 6, 'answered', 0);
    calls(half, 5, 'answered', 0);
    calls(few, 5, 'failed', 0);
    calls(half, 5, 'failed', 0);
    expect([few.is, half.is]).toEqual(['closed', 'open']);
  });

  test('forgets what lies further back than the window', () => {
    const circuit = new Circuit();
    calls(circuit, leastCalls - 1, 'failed', 0);
    calls(circuit, leastCalls - 1, 'failed', windowMs);
    expect(circuit.is).toBe('closed');
  });

  test('opens for pauses that double up to a minute, as long as every probe fails', () => {
    const circuit = opened();
    const pauses: number[] = [];
    for (let now = 0, opening = 0; opening < 6; opening++) {
      const leftMs = call(circuit, 'failed', now)!;
      pauses.push(leftMs);
      now += leftMs;
      expect(call(circuit, 'failed', now)).toBeUndefined();
    }
    expect(pauses).toEqual([10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
  });

  test('begins with the first pause again after an answer', () => {
    const circuit = opened();
    calls(circuit, 1, 'failed', firstPauseMs);
    calls(circuit, 1, 'answered', firstPauseMs * 3);
    expect(circuit.is).toBe('closed');
    calls(circuit, leastCalls, 'failed', firstPauseMs * 3);
    expect(call(circuit, 'failed', firstPauseMs * 3)).toBe(firstPauseMs);
  });

  test('lets one probe through, and the others wait for as long as it may take', () => {
    const circuit = opened();
    const probe = circuit.admit(firstPauseMs) as Admission;
    expect(circuit.admit(firstPauseMs + 1)).toEqual({ leftMs: probeMs - 1 });
    circuit.ended(probe, 'answered', firstPauseMs + 2);
    expect(circuit.admit(firstPauseMs + 3)).not.toHaveProperty('leftMs');
  });

  test('gives the place of a cancelled probe to the next call', () => {
    const circuit = opened();
    calls(circuit, 1, 'untold', firstPauseMs);
    expect(circuit.admit(firstPauseMs)).not.toHaveProperty('leftMs');
    expect(circuit.admit(firstPauseMs)).toHaveProperty('leftMs');
  });

  test('is not held up by a probe that takes minutes, and hears it when it does answer', () => {
    const circuit = opened();
    const upload = circuit.admit(firstPauseMs) as Admission;
    const second = circuit.admit(firstPauseMs + probeMs) as Admission;
    expect(second).not.toHaveProperty('leftMs');
    circuit.ended(upload, 'untold', firstPauseMs + probeMs);
    expect(circuit.admit(firstPauseMs + probeMs)).toHaveProperty('leftMs');
    circuit.ended(upload, 'answered', firstPauseMs + probeMs);
    expect(circuit.is).toBe('closed');
  });

  test('pays no heed to what set out before it opened', () => {
    const circuit = new Circuit(() => 1);
    const transfers = Array.from({ length: 2 * leastCalls }, () => circuit.admit(0) as Admission);
    calls(circuit, leastCalls, 'failed', 0);
    circuit.ended(transfers.pop()!, 'answered', 1);
    expect(circuit.is).toBe('open');
    calls(circuit, 1, 'answered', firstPauseMs);
    for (const transfer of transfers) circuit.ended(transfer, 'failed', firstPauseMs);
    expect(circuit.is).toBe('closed');
  });

  const anyOutcome = fc.constantFrom<Outcome>('answered', 'failed', 'failed', 'failed', 'untold');
  const anyPause = fc.oneof(
    { weight: 15, arbitrary: fc.integer({ min: 0, max: 500 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 * longestPauseMs }) },
  );
  // A call, which may go on for long, or the end of one that is under way.
  const anyStep = fc.oneof(fc.constant('call' as const), fc.record({ end: fc.nat(), outcome: anyOutcome }));
  type Step = typeof anyStep extends fc.Arbitrary<infer Is> ? Is : never;
  const anyHistory = fc.array(fc.tuple(anyPause, anyStep), { minLength: 1, maxLength: 300, size: 'max' });
  const anyLot = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  interface Moment {
    readonly now: number;
    readonly before: Circuit['is'];
    readonly after: Circuit['is'];
    readonly admitted?: boolean;
    readonly outcome?: Outcome;
    /** The call that was let through, or ended. */
    readonly call?: Admission;
  }

  /** Plays calls that overlap in any way, and tells what happened. */
  function play(history: readonly (readonly [afterMs: number, step: Step])[], lot: number) {
    const circuit = new Circuit(() => lot);
    const underWay: Admission[] = [];
    const moments: Moment[] = [];
    let now = 0;
    for (const [afterMs, step] of history) {
      now += afterMs;
      const before = circuit.is;
      if (step === 'call') {
        const got = circuit.admit(now);
        const call = 'leftMs' in got ? undefined : got;
        if (call) underWay.push(call);
        moments.push({ now, before, after: circuit.is, admitted: call !== undefined, call });
      } else if (underWay.length > 0) {
        const [ended] = underWay.splice(step.end % underWay.length, 1);
        circuit.ended(ended!, step.outcome, now);
        moments.push({ now, before, after: circuit.is, outcome: step.outcome, call: ended });
      }
    }
    return { circuit, moments, now };
  }

  const always = (check: (played: ReturnType<typeof play>) => void) =>
    fc.assert(
      fc.property(anyHistory, anyLot, (history, lot) => check(play(history, lot))),
      { numRuns: 500 },
    );

  test('the histories below see circuits open, half-open and close again', () => {
    const seen = new Set<string>();
    always(({ moments }) => moments.forEach(({ before, after }) => seen.add(`${before} -> ${after}`)));
    expect([...seen]).toEqual(
      expect.arrayContaining(['closed -> open', 'open -> half-open', 'half-open -> open', 'half-open -> closed']),
    );
  });

  test('whatever happens, it opens only upon failures, and enough of them within the window', () => {
    always(({ moments }) => {
      moments.forEach(({ before, after, outcome, now }, at) => {
        if (before !== 'closed' || after !== 'open') return;
        expect(outcome).toBe('failed');
        const recent = moments.slice(0, at + 1).filter((one) => now - one.now < windowMs);
        expect(recent.filter((one) => one.outcome === 'failed').length).toBeGreaterThanOrEqual(leastCalls / 2);
        expect(recent.filter((one) => one.outcome && one.outcome !== 'untold').length).toBeGreaterThanOrEqual(
          leastCalls,
        );
      });
    });
  });

  test('whatever happens, a closed circuit holds nobody back, and an open one lets nobody through', () => {
    always(({ moments }) => {
      for (const { before, after, admitted } of moments) {
        if (admitted === undefined) continue;
        if (before === 'closed') expect([admitted, after]).toEqual([true, 'closed']);
        // The call that comes after the pause is the probe.
        if (before === 'open') expect(after).toBe(admitted ? 'half-open' : 'open');
      }
    });
  });

  test('whatever happens, one probe at a time is let through while nobody knows', () => {
    always(({ moments }) => {
      let probe: Moment | undefined;
      for (const moment of moments) {
        if (moment.after !== 'half-open' || (moment.outcome && moment.call === probe?.call)) probe = undefined;
        if (moment.after !== 'half-open' || !moment.admitted) continue;
        if (probe) expect(moment.now - probe.now).toBeGreaterThanOrEqual(probeMs);
        probe = moment;
      }
    });
  });

  test('whatever happens, whoever waits for as long as told is let through, within a minute', () => {
    always(({ circuit, now }) => {
      const got = circuit.admit(now);
      if (!('leftMs' in got)) return;
      expect(got.leftMs).toBeGreaterThan(0);
      expect(got.leftMs).toBeLessThanOrEqual(longestPauseMs);
      // The sum is no whole number: as the caller, who rounds up.
      expect(circuit.admit(Math.ceil(now + got.leftMs))).not.toHaveProperty('leftMs');
    });
  });
});

describe('a provider over HTTP', () => {
  const readThing = operation({
    name: 'readThing',
    group: 'things',
    summary: 'A thing.',
    method: 'GET',
    path: '/thing',
    request: z.strictObject({}),
    body: 'none',
    answer: 'json',
    response: z.looseObject({ id: z.string() }),
    effect: 'read',
  });
  const sendThing = operation({
    ...readThing,
    name: 'sendThing',
    method: 'POST',
    timeout: 'transfer',
    effect: 'creates',
  });

  let requests: number;
  let answers: (response: ServerResponse) => void;
  let clock: number;
  const server = createServer((_request, response) => {
    requests += 1;
    answers(response);
  });
  const opened: Transport[] = [];

  const status = (code: number) => (response: ServerResponse) =>
    void response.writeHead(code, { 'content-type': 'application/json' }).end('{"id":"x"}');

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  beforeEach(() => {
    requests = 0;
    clock = 0;
    answers = status(200);
  });
  afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())));
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  function open(options: Partial<TransportOptions> = {}, wire: Partial<Wire> = {}): Transport {
    const made = new Transport(
      {
        provider: 'acme',
        baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        sandbox: false,
        authorize: () => ({}),
        readRefusal: () => ({}),
        ...wire,
      },
      { documents: new DocumentsInMemory(), maxBytes: 1024, now: () => clock, ...options },
    );
    opened.push(made);
    return made;
  }

  /** What becomes of so many calls at once: `ok`, `held back`, or the type of the failure. */
  async function outcomes(transport: Transport, many: number): Promise<Record<string, number>> {
    const all = await Promise.all(
      Array.from({ length: many }, () => transport.call(readThing, {}).then(() => 'ok', whatHappened)),
    );
    return Object.fromEntries([...new Set(all)].map((what) => [what, all.filter((one) => one === what).length]));
  }

  function whatHappened(error: unknown): string {
    if (!(error instanceof ApplicationFailure)) throw error;
    return (error.details?.[0] as { circuit?: string })?.circuit === 'open' ? 'held back' : error.type!;
  }

  test('that is dead gets one request a pause from fifty callers, and the first answer frees them all', async () => {
    const transport = open();
    answers = status(503);
    expect(await outcomes(transport, leastCalls)).toEqual({ 'kyc.provider.Unavailable': leastCalls });

    expect(await outcomes(transport, 50)).toEqual({ 'held back': 50 });
    for (let pause = 1; pause <= 3; pause++) {
      clock += longestPauseMs;
      expect(await outcomes(transport, 50)).toEqual({ 'kyc.provider.Unavailable': 1, 'held back': 49 });
    }
    expect(requests).toBe(leastCalls + 3);

    answers = status(200);
    clock += longestPauseMs;
    expect(await outcomes(transport, 50)).toEqual({ ok: 1, 'held back': 49 });
    expect(await outcomes(transport, 50)).toEqual({ ok: 50 });
  });

  test('that nobody serves is spared the connections, too', async () => {
    const transport = open({}, { baseUrl: await addressOfNobody() });
    expect(await outcomes(transport, leastCalls)).toEqual({ 'kyc.provider.Unavailable': leastCalls });
    expect(await outcomes(transport, 50)).toEqual({ 'held back': 50 });
  });

  test('that never answers is known by its time-outs', async () => {
    const transport = open({ timeoutsMs: { ...attemptTimeoutMs, quick: 100 } });
    answers = () => undefined;
    expect(await outcomes(transport, leastCalls)).toEqual({ 'kyc.provider.Timeout': leastCalls });
    expect(await outcomes(transport, 1)).toEqual({ 'held back': 1 });
  });

  test('is said to fail, and until when, to who is held back', async () => {
    const transport = open();
    answers = status(503);
    await outcomes(transport, leastCalls);
    const failure = (await transport.call(readThing, {}).catch((error: unknown) => error)) as ApplicationFailure;
    expect(failure).toMatchObject({
      type: 'kyc.provider.Unavailable',
      nonRetryable: false,
      message: expect.stringMatching(
        /^acme\.readThing was held back: acme has been failing, and is tried next in \d+ s\. Nothing was sent\.$/,
      ) as string,
      details: [{ provider: 'acme', operation: 'readThing', circuit: 'open' }],
    });
    expect(failure.nextRetryDelay).toBeGreaterThanOrEqual(firstPauseMs / 2);
    expect(failure.nextRetryDelay).toBeLessThanOrEqual(firstPauseMs);
    expect(Number.isInteger(failure.nextRetryDelay)).toBe(true);
  });

  test.each([400, 401, 404, 409, 429])('that answers %d is alive, however often it does', async (code) => {
    const transport = open();
    answers = status(code);
    await outcomes(transport, 3 * leastCalls);
    answers = status(200);
    expect(await outcomes(transport, 1)).toEqual({ ok: 1 });
  });

  test('is not blamed for requests that are wrong, nor for credentials that cannot be read', async () => {
    const transport = open({}, { authorize: () => Promise.reject(new Error('the key is not there')) });
    for (let made = 0; made < 2 * leastCalls; made++) {
      await expect(transport.call(readThing, { surplus: 1 } as object as Record<string, never>)).rejects.toMatchObject({
        type: 'kyc.input.InvalidRequest',
      });
      await expect(transport.call(readThing, {})).rejects.toThrow('the key is not there');
    }
  });

  test('whose token cannot be had fails once, however many wait for it', async () => {
    const name = { provider: 'acme', operation: 'accessToken' };
    let fetched = Promise.reject<Record<string, string>>(unansweredFailure(name, { code: 'ECONNREFUSED' }));
    const transport = open({}, { authorize: () => fetched });
    expect(await outcomes(transport, 50)).toEqual({ 'kyc.provider.Unavailable': 50 });
    fetched = Promise.resolve({});
    expect(await outcomes(transport, 1)).toEqual({ ok: 1 });
  });

  test('is neither blamed nor praised for calls that were cancelled, and a cancelled probe leaves its place', async () => {
    const transport = open();
    const cancelled = async () => {
      const caller = new AbortController();
      const reason = new Error('the activity was cancelled');
      answers = () => caller.abort(reason);
      await expect(transport.call(readThing, {}, { signal: caller.signal })).rejects.toBe(reason);
    };
    for (let made = 0; made < 2 * leastCalls; made++) await cancelled();
    answers = status(503);
    expect(await outcomes(transport, leastCalls)).toEqual({ 'kyc.provider.Unavailable': leastCalls });
    expect(await outcomes(transport, 1)).toEqual({ 'held back': 1 });

    clock += longestPauseMs;
    await cancelled();
    answers = status(200);
    expect(await outcomes(transport, 1)).toEqual({ ok: 1 });
  });

  test('goes on with a transfer that was under way when it was given up', async () => {
    const transport = open();
    const begun = new Promise<ServerResponse>((resolve) => (answers = resolve));
    const transfer = transport.call(sendThing, {});
    const held = await begun;
    answers = status(503);
    await outcomes(transport, leastCalls);
    expect(await outcomes(transport, 1)).toEqual({ 'held back': 1 });
    status(200)(held);
    await expect(transfer).resolves.toEqual({ id: 'x' });
  });

  test('is left to itself where the breaker is off', async () => {
    const transport = open({ circuitBreaker: 'off' });
    answers = status(503);
    expect(await outcomes(transport, 50)).toEqual({ 'kyc.provider.Unavailable': 50 });
    expect(await outcomes(transport, 50)).toEqual({ 'kyc.provider.Unavailable': 50 });
    expect(requests).toBe(100);
  });

  test.each<FailureType>(['kyc.store.Unavailable', 'kyc.input.DocumentMissing'])(
    'is not blamed for our own %s',
    async (type) => {
      const transport = open({}, { authorize: () => Promise.reject(refusal(type, 'ours')) });
      expect(await outcomes(transport, 2 * leastCalls)).toEqual({ [type]: 2 * leastCalls });
    },
  );
});

async function addressOfNobody(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}
