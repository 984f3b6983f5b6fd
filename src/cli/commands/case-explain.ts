import type { Command } from 'commander';
import type { OnboardingExplanation } from '../../../workflows/onboarding/messages';
import { parseCaseId, type CaseId } from '../case-id';
import { WrongUse } from '../failure';
import { addPlaceOptions, placeOrDemo, withKyc, type PlaceFlags } from '../place';
import { printJson, type Terminal } from '../terminal';
import { clock, moment } from '../times';

/** A worker answers questions about a case; this long it may take when it has to read a long history first. */
const ANSWER_MS = 10_000;

export function addCaseExplain(parent: Command, terminal: Terminal): void {
  addPlaceOptions(parent.command('explain'))
    .description('Say why a case waits, since when, and what moves it next. A worker must be running to answer.')
    .argument('<case>', 'its id, or its subject')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ temporal-kyc case explain user-42')
    .action(async (text: string, flags: PlaceFlags & { json?: boolean }) => {
      const asked = parseCaseId(text);
      if (asked.process !== 'onboarding')
        throw new WrongUse(`Only onboardings explain themselves; see \`temporal-kyc case show ${text}\`.`);
      const explained = await withKyc(placeOrDemo(flags, terminal), (kyc, client) =>
        client.withDeadline(Date.now() + ANSWER_MS, () => kyc.onboarding.explain(asked.subjectId, asked)),
      );
      if (flags.json) printJson(terminal, { caseId: asked.workflowId, ...explained });
      else print(asked, explained, terminal);
    });
}

function print({ workflowId }: CaseId, explained: OnboardingExplanation, { out }: Terminal): void {
  const { phase, waitingFor, since, wakesOn, next, providerSaid, timeline } = explained;
  out.line(`${out.paint('bold', workflowId)}  ${phase}`);
  out.line(`waits for      ${waitingFor}`);
  out.line(`since          ${moment(since)}`);
  if (wakesOn.length > 0) out.line(`wakes on       ${wakesOn.join(', ')}`);
  if (next) out.line(`by itself      ${next.what}: ${moment(next.at)}`);
  if (providerSaid) out.line(`provider said  ${providerSaid}`);
  out.line();
  for (const { at, text } of timeline) out.line(`${out.paint('dim', clock(at))}  ${text}`);
}
