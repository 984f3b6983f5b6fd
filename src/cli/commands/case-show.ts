import type { Command } from 'commander';
import { refusal } from '../../domain/failures';
import type { EvidenceEntry } from '../../domain/journal';
import type { IndexedProcess } from '../../store/store';
import type { OnboardingSummary } from '../../../workflows/onboarding/messages';
import { parseCaseId, type CaseId } from '../case-id';
import { tell } from '../failure';
import { addPlaceOptions, placeOrDemo, withKyc, withStore, type Place, type PlaceFlags } from '../place';
import { nameOfRequirement } from '../requirement';
import { printJson, type Terminal } from '../terminal';
import { clock, moment } from '../times';

/** What the store has on record. */
interface Recorded {
  readonly index?: IndexedProcess;
  readonly evidence: readonly EvidenceEntry[];
}

const ANSWER_MS = 5_000;

export function addCaseShow(parent: Command, terminal: Terminal): void {
  addPlaceOptions(parent.command('show'))
    .description(
      'Show a case: where it stands, what is asked for, and its evidence. Either the store or a running worker is enough.',
    )
    .argument('<case>', 'its id, or its subject')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ temporal-kyc case show kyc/onboarding/user-42')
    .action(async (text: string, flags: PlaceFlags & { json?: boolean }) => {
      const asked = parseCaseId(text);
      const place = placeOrDemo(flags, terminal);
      const [recorded, state] = await Promise.allSettled([readRecord(place, asked), readState(place, asked)]);
      const known = recorded.status === 'fulfilled' ? recorded.value : { evidence: [] };
      const live = state.status === 'fulfilled' ? state.value : undefined;
      if (recorded.status === 'rejected') note(terminal, 'The evidence is left out', recorded.reason);
      if (known.index === undefined && live === undefined) throw nothingKnown(asked, recorded, state);
      // A case that is over may long be gone from Temporal: then the record is all there is, and all there need be.
      if (state.status === 'rejected' && known.index?.closedAt === undefined)
        note(terminal, 'Only what is on record', state.reason);
      if (flags.json)
        printJson(terminal, { caseId: asked.workflowId, index: known.index, state: live, evidence: known.evidence });
      else print(asked, known, live, terminal);
    });
}

function readRecord(place: Place, { workflowId }: CaseId): Promise<Recorded> {
  return withStore(place, async (store) => {
    if (store === undefined) return { evidence: [] };
    const [index, evidence] = await Promise.all([store.journal.process(workflowId), store.journal.entries(workflowId)]);
    return { index, evidence };
  });
}

async function readState(place: Place, asked: CaseId): Promise<OnboardingSummary | undefined> {
  if (asked.process !== 'onboarding') return undefined;
  const state = await withKyc(place, (kyc, client) =>
    client.withDeadline(Date.now() + ANSWER_MS, () => kyc.onboarding.state(asked.subjectId, asked)),
  );
  // The access token belongs into the applicant's app, not into a terminal.
  return state.link ? { ...state, link: { url: state.link.url, expiresAt: state.link.expiresAt } } : state;
}

function note({ err }: Terminal, consequence: string, why: unknown): void {
  err.line(err.paint('yellow', `${consequence}: ${tell(why).message}`));
}

function nothingKnown(
  { workflowId }: CaseId,
  recorded: PromiseSettledResult<unknown>,
  state: PromiseSettledResult<unknown>,
): unknown {
  if (recorded.status === 'rejected') return recorded.reason;
  if (state.status === 'rejected') return state.reason;
  return refusal('kyc.case.NotFound', `There is no case ${workflowId}: neither the store nor Temporal knows it.`);
}

function print(
  { workflowId }: CaseId,
  { index, evidence }: Recorded,
  state: OnboardingSummary | undefined,
  { out }: Terminal,
): void {
  const { phase, outcome, provider, level, attempt } = { ...index, ...state };
  out.line(`${out.paint('bold', workflowId)}  ${outcome ?? phase}`);
  out.line(`provider  ${provider}, level ${level}, attempt ${attempt}`);
  if (index) out.line(`started   ${moment(index.startedAt)}`);
  if (index?.closedAt) out.line(`closed    ${moment(index.closedAt)}`);
  else if (index?.dueAt) out.line(`due       ${moment(index.dueAt)}`);
  if (phase !== 'closed') {
    for (const missing of state?.missing ?? []) {
      out.line(`missing   ${nameOfRequirement(missing)}${missing.comment ? `: "${missing.comment}"` : ''}`);
    }
  }
  if (evidence.length > 0) out.line();
  for (const { at, kind, actor, facts } of evidence) {
    out.line(
      `${out.paint('dim', clock(at))}  ${kind}  ${out.paint('dim', `by ${actor}${facts ? `  ${JSON.stringify(facts)}` : ''}`)}`,
    );
  }
}
