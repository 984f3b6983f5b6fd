/* `npm run bench [-- --json --only onboarding --n 120]`: every figure from one run, ours beside its peer. */
import { parseArgs } from 'node:util';
import { measureOnboarding } from './onboarding/measure';
import { describeOnboarding } from './onboarding/report';
import { measureWebhooks } from './webhooks/measure';

const measures = {
  onboarding: async (n: number | undefined, report: (line: string) => void) => {
    const figures = await measureOnboarding(n ?? 160, report);
    report(describeOnboarding(figures));
    return figures;
  },
  webhooks: async (_n: number | undefined, report: (line: string) => void) => {
    const { perSecond, ackP50Ms, ackP99Ms } = await measureWebhooks(report);
    report(`webhooks at ${perSecond} a second: acknowledged in ${ackP50Ms} ms (p50), ${ackP99Ms} ms (p99)`);
    return { ackP50Ms, ackP99Ms, perSecond };
  },
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, only: { type: 'string' }, n: { type: 'string' }, help: { type: 'boolean' } },
  });
  const known = Object.keys(measures);
  const n = values.n === undefined ? undefined : Number(values.n);
  const wrong =
    (values.only !== undefined && !known.includes(values.only)) || (n !== undefined && !(Number.isInteger(n) && n > 0));
  if (values.help || wrong) {
    console.error(
      `npm run bench -- [--json] [--only ${known.join('|')}] [--n COUNT]\nExample: npm run bench -- --only onboarding --n 50`,
    );
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  // With --json, stdout carries the one document and nothing else.
  const report = (line: string) => (values.json ? console.error(line) : console.log(line));
  const results: Record<string, unknown> = {};
  for (const [name, measure] of Object.entries(measures)) {
    if (values.only === undefined || values.only === name) results[name] = await measure(n, report);
  }
  if (values.json) console.log(JSON.stringify(results));
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
