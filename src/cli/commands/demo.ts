import { join } from 'node:path';
import type { Command } from 'commander';
import { play, type Played } from '../demo/play';
import { setStage, type Stage } from '../demo/stage';
import { stories } from '../demo/stories';
import { resultOf, summarize, tellOutcome } from '../demo/summary';
import { Unsuccessful } from '../failure';
import { wholeNumber } from '../flags';
import { showProgress } from '../progress';
import { announceDemo } from '../running-demo';
import { aborted, stopSignal } from '../stop-signal';
import { printJson, type Page, type Terminal } from '../terminal';

interface Flags {
  readonly exit?: boolean;
  readonly keepData?: boolean;
  readonly port?: number;
  readonly uiPort?: number;
  readonly json?: boolean;
}

export function addDemo(program: Command, terminal: Terminal): void {
  const port = wholeNumber(1, 65_535);
  program
    .command('demo')
    .description(
      `Run everything on this machine with simulated providers, tell ${stories.length} stories, and stay up to be looked at.`,
    )
    .option('--exit', 'end after the stories: with 0 when all went as they should, else with 1')
    .option('--keep-data', "keep Temporal's database, the store and the documents in .kyc/")
    .option('--port <port>', 'where Temporal listens; default: a free port', port)
    .option(
      '--ui-port <port>',
      "where Temporal's web UI listens; default: 8233, or a free port when that is taken",
      port,
    )
    .option('--json', 'the stories go to stderr; the last line on stdout says how they went')
    .addHelpText('after', '\nExample:\n  $ temporal-kyc demo --exit')
    .action(async (flags: Flags) => {
      const page = flags.json ? terminal.err : terminal.out;
      const stop = stopSignal();
      const stage = await prepare(flags, page, terminal);
      try {
        const played = await playAll(stage, page, stop);
        const result = resultOf(played);
        if (!result.ok && !stop.aborted) stage.keepLogs();
        if (flags.json) printJson(terminal, result);
        if (!flags.exit && !stop.aborted) await stayUp(stage, played, terminal, page, stop);
        if (!result.ok) throw new Unsuccessful('Not every story went as it should.');
      } finally {
        await stage.stop();
      }
    });
}

async function prepare({ keepData, port, uiPort }: Flags, page: Page, { err }: Terminal): Promise<Stage> {
  page.line(
    page.paint('bold', 'temporal-kyc: durable identity verification, shown on this machine with simulated providers.'),
  );
  const progress = showProgress(err);
  const keepIn = keepData
    ? join(process.cwd(), '.kyc', `demo-${new Date().toISOString().slice(0, 19).replace(/\D/g, '')}`)
    : undefined;
  const stage = await setStage({ port, uiPort, keepIn, step: (text) => progress.step(text) }).finally(() =>
    progress.end(),
  );
  for (const [part, where] of whereabouts(stage, keepIn)) page.line(`  ${part.padEnd(12)}  ${where}`);
  page.line();
  return stage;
}

function whereabouts(stage: Stage, keepIn: string | undefined): (readonly [part: string, where: string])[] {
  const { idngo, identomat, vultsecurity } = stage.sandbox;
  return [
    ['Temporal', `${stage.address}, web UI ${stage.uiUrl}`],
    ['IDnGO', `simulated, ${idngo.baseUrl}`],
    ['Identomat', `simulated, ${identomat.hosts.widgetUrl} and ${identomat.hosts.externalApiUrl}`],
    ['VultSecurity', `simulated, ${vultsecurity.baseUrl}`],
    ['webhooks', stage.webhooksUrl],
    ['worker', `process ${stage.worker.pid}`],
    ...(keepIn
      ? [['data', `kept; afterwards: KYC_STORE_URL='pglite:${keepIn}/store' npx temporal-kyc case list`] as const]
      : []),
  ];
}

async function playAll(stage: Stage, page: Page, stop: AbortSignal): Promise<Played[]> {
  // Subjects of a run are its own: data that are kept may hold those of an earlier one.
  const run = Date.now().toString(36);
  const played: Played[] = [];
  for (const [at, story] of stories.entries()) {
    page.line(page.paint('bold', `${at + 1}. ${story.title}`));
    const one = await play(story, stage, run, page, stop);
    if (stop.aborted) break;
    tellOutcome(one, stage, page);
    played.push(one);
  }
  summarize(played, stage, page);
  return played;
}

async function stayUp(
  stage: Stage,
  played: readonly Played[],
  { env, err }: Terminal,
  page: Page,
  stop: AbortSignal,
): Promise<void> {
  const { address, uiUrl, served, documentsUrl } = stage;
  const withdraw = await announceDemo({ address, uiUrl, storeUrl: served.url, documentsUrl }, env);
  try {
    page.line();
    page.line('Everything stays up. In another terminal:');
    for (const [command, why] of tries(played))
      page.line(`  npx temporal-kyc ${command.padEnd(58)} ${page.paint('dim', why)}`);
    page.line('Ctrl-C stops everything.');
    await aborted(stop);
    err.line('Stopping.');
  } finally {
    withdraw();
  }
}

function tries(played: readonly Played[]): (readonly [string, string])[] {
  const example = played.find(({ story }) => story.name === 'resubmission') ?? played[0];
  return [
    ['case list', 'every case'],
    ...(example ? [[`case show ${example.caseId}`, 'one with its evidence'] as const] : []),
    ['onboard retry-me --wait', 'open the link; the simulated IDnGO refuses the first try'],
    ['onboard somebody --provider identomat --wait', 'the same, elsewhere'],
  ];
}
