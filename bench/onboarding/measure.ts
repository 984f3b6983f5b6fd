import { costOf } from './actions';
import type { Cost } from './actions';
import { openArena } from './arena';
import type { Arena, Side } from './arena';

export interface SideFigures extends Cost {
  /** Onboardings a second, under load. */
  readonly throughput: number;
  /** From the first call to the outcome, under load, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** One at a time: median, in milliseconds. */
  readonly unloadedMs: number;
  /** Provider calls for each onboarding. */
  readonly providerCalls: number;
}

export interface OnboardingFigures {
  readonly throughputRatio: number;
  readonly p50Ratio: number;
  readonly p99Ratio: number;
  readonly unloadedRatio: number;
  readonly events: number;
  readonly historyBytes: number;
  readonly workflowTasks: number;
  readonly actions: number;
  readonly store: string;
  readonly n: number;
  readonly ours: SideFigures;
  readonly peer: SideFigures;
}

const IN_FLIGHT = 24;
const UNLOADED = 15;
const ROUNDS = 2;

/** Both sides in one run, in turns (ours, peer, peer, ours, …), so that a machine that slows down slows both. */
export async function measureOnboarding(n: number, report: (line: string) => void): Promise<OnboardingFigures> {
  const arena = await openArena(report);
  try {
    const samples: Record<Side, Sample[]> = { ours: [], peer: [] };
    for (const side of ['ours', 'peer'] as const) await load(arena, side, 'warm', IN_FLIGHT);
    for (let round = 0; round < ROUNDS; round++) {
      for (const side of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
        report(`round ${round + 1} of ${ROUNDS}: ${side}`);
        samples[side].push(await sample(arena, side, `r${round}`, Math.ceil(n / ROUNDS)));
      }
    }
    const ours = await figures(arena, samples.ours);
    const peer = await figures(arena, samples.peer);
    return {
      throughputRatio: ratio(ours.throughput, peer.throughput),
      p50Ratio: ratio(ours.p50Ms, peer.p50Ms),
      p99Ratio: ratio(ours.p99Ms, peer.p99Ms),
      unloadedRatio: ratio(ours.unloadedMs, peer.unloadedMs),
      events: ours.events,
      historyBytes: ours.historyBytes,
      workflowTasks: ours.workflowTasks,
      actions: ours.actions,
      store: arena.store,
      n,
      ours,
      peer,
    };
  } finally {
    await arena.stop();
  }
}

interface Sample {
  readonly seconds: number;
  readonly loadedMs: readonly number[];
  readonly unloadedMs: readonly number[];
  readonly calls: number;
  readonly ids: readonly string[];
}

async function sample(arena: Arena, side: Side, label: string, n: number): Promise<Sample> {
  const unloaded = [];
  arena.play(side);
  const alone = Array.from({ length: UNLOADED }, (_, i) => `${side}-${label}-alone-${i}`);
  await arena.prepare(alone);
  for (const subjectId of alone) unloaded.push((await timed(() => arena.onboard(side, subjectId))).ms);
  const before = arena.sandbox.idngo.calls().length;
  const loaded = await load(arena, side, label, n);
  return { ...loaded, unloadedMs: unloaded, calls: (arena.sandbox.idngo.calls().length - before) / n };
}

/** `n` onboardings, always so many in flight. */
async function load(arena: Arena, side: Side, label: string, n: number) {
  arena.play(side);
  const subjectIds = Array.from({ length: n }, (_, i) => `${side}-${label}-${i}`);
  await arena.prepare(subjectIds);
  const loadedMs: number[] = [];
  const ids: string[] = [];
  let next = 0;
  const started = performance.now();
  const lane = async () => {
    while (next < n) {
      const { ms, value } = await timed(() => arena.onboard(side, subjectIds[next++]!));
      loadedMs.push(ms);
      ids.push(value);
    }
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, n) }, lane));
  return { seconds: (performance.now() - started) / 1000, loadedMs, ids };
}

async function figures(arena: Arena, samples: readonly Sample[]): Promise<SideFigures> {
  const loaded = samples.flatMap(({ loadedMs }) => loadedMs);
  const costs = await Promise.all(
    samples.map(({ ids }) => costOf(arena.client.workflow.getHandle(ids[Math.floor(ids.length / 2)]!))),
  );
  const typical = costs.sort((a, b) => a.events - b.events)[Math.floor(costs.length / 2)]!;
  const count = samples.reduce((sum, { ids }) => sum + ids.length, 0);
  return {
    throughput: round(count / samples.reduce((sum, { seconds }) => sum + seconds, 0)),
    p50Ms: round(quantile(loaded, 0.5)),
    p99Ms: round(quantile(loaded, 0.99)),
    unloadedMs: round(
      quantile(
        samples.flatMap(({ unloadedMs }) => unloadedMs),
        0.5,
      ),
    ),
    providerCalls: round(samples.reduce((sum, { calls }) => sum + calls, 0) / samples.length),
    ...typical,
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

function ratio(a: number, b: number): number {
  return Math.round((a / b) * 1000) / 1000;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
