import type { OnboardingFigures, SideFigures } from './measure';

const rows: readonly (readonly [string, keyof SideFigures])[] = [
  ['onboardings a second, under load', 'throughput'],
  ['p50 under load, ms', 'p50Ms'],
  ['p99 under load, ms', 'p99Ms'],
  ['alone, median ms', 'unloadedMs'],
  ['provider calls', 'providerCalls'],
  ['history events', 'events'],
  ['history bytes', 'historyBytes'],
  ['workflow tasks', 'workflowTasks'],
  ['billable actions', 'actions'],
];

/** A table for people. Ratios from one run; absolute figures depend on the machine. */
export function describeOnboarding({ ours, peer, n, store }: OnboardingFigures): string {
  const lines = rows.map(([label, key]) => {
    const ratio = (ours[key] / peer[key]).toFixed(2);
    return `${label.padEnd(36)}${String(ours[key]).padStart(10)}${String(peer[key]).padStart(14)}${ratio.padStart(9)}`;
  });
  const head = `${''.padEnd(36)}${'ours'.padStart(10)}${'hand-written'.padStart(14)}${'ratio'.padStart(9)}`;
  return `\nOnboarding, ${n} each, 3 images of 200 kB, journal in ${store}\n${head}\n${lines.join('\n')}\n`;
}
