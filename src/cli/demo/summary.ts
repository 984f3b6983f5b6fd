import { tell } from '../failure';
import { table } from '../table';
import type { Page } from '../terminal';
import type { Played } from './play';
import type { Stage } from './stage';
import { stories as all } from './stories';

/** The last line with `--json`. */
export interface DemoResult {
  readonly ok: boolean;
  readonly stories: readonly {
    readonly name: string;
    readonly process: string;
    readonly provider: string;
    /** `undecided` when it never came to that. */
    readonly outcome: string;
    readonly ok: boolean;
  }[];
}

export function resultOf(played: readonly Played[]): DemoResult {
  const stories = played.map(({ story: { name, process, provider }, outcome = 'undecided', failure }) => {
    return { name, process, provider, outcome, ok: failure === undefined };
  });
  return { ok: played.length === all.length && stories.every(({ ok }) => ok), stories };
}

/** What came of one story, right under its timeline. */
export function tellOutcome({ story, outcome, failure, seconds }: Played, { folder }: Stage, page: Page): void {
  if (failure === undefined) {
    const seen = Object.entries(story.effects).map(([effect, times]) => `${times} × ${effect}`);
    page.line(
      `${page.paint('green', `✓ ${outcome}`)} after ${seconds.toFixed(1)} s; the provider saw ${seen.join(', ')}`,
    );
  } else {
    page.line(`${page.paint('red', '✗ failed')}: ${tell(failure).message}`);
    page.line(`  What the worker and the webhook receiver said is kept in ${folder}, as worker.log and webhooks.log.`);
  }
  page.line();
}

/** All stories at a glance, with the way to each case. */
export function summarize(played: readonly Played[], { uiUrl }: Stage, page: Page): void {
  const rows = played.map(({ story, outcome = 'undecided', seconds, caseId, failure }) => [
    failure === undefined ? page.paint('green', '✓') : page.paint('red', '✗'),
    story.name,
    story.provider,
    outcome,
    `${seconds.toFixed(1)} s`,
    `${uiUrl}/namespaces/default/workflows/${encodeURIComponent(caseId)}`,
  ]);
  const [head, ...lines] = table(['', 'STORY', 'PROVIDER', 'OUTCOME', 'TIME', 'THE CASE IN THE TEMPORAL UI'], rows);
  page.line(page.paint('bold', head!));
  lines.forEach((line) => page.line(line));
}
