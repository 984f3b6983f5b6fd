import { accessSync, constants, createReadStream, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { KycClient } from '../../client/kyc-client';
import type { StartedOnboarding } from '../../client/onboarding';
import type { ApplicantDocument, DocumentSide } from '../../domain/documents';
import type { ApplicantData, CollectionMode, Requirement } from '../../../workflows/providers/contract';
import { followCase } from '../follow-case';
import { addPlaceOptions, placeOrDemo, withKyc, type PlaceFlags } from '../place';
import { nameOfRequirement } from '../requirement';
import { printJson, type Terminal } from '../terminal';

interface Flags extends PlaceFlags {
  readonly provider: string;
  readonly level: string;
  readonly collection?: CollectionMode;
  readonly document: readonly DocumentFile[];
  readonly applicant?: ApplicantData;
  readonly wait?: boolean;
  readonly json?: boolean;
}

/** `TYPE:COUNTRY:SIDE:FILE` of the command line. */
interface DocumentFile {
  readonly type: string;
  readonly country: string;
  readonly side: DocumentSide | null;
  readonly path: string;
  readonly mediaType: string;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.mov': 'video/quicktime',
};

export function addOnboard(program: Command, terminal: Terminal): void {
  addPlaceOptions(program.command('onboard'))
    .description('Start an onboarding, or join the one that runs: prints the link for the applicant, or what is still to be handed in.')
    .argument('<subject>', 'your opaque id of the person, for example user-42; no name, address or number of theirs')
    .option('--provider <name>', 'who verifies', 'idngo')
    .option('--level <name>', "the provider's level", 'basic-kyc-level')
    .option('--collection <mode>', 'hosted: behind a link of the provider; upload: by you. Default: upload with documents, else hosted', mode)
    .option('--document <type:country:side:file>', 'an image to hand in, repeatable; leave the side empty where there is none', collect, [])
    .option('--applicant <file.json>', 'what the applicant stated: { "firstName": …, "dateOfBirth": "1990-01-31", … }', readApplicant)
    .option('--wait', 'wait for the decision, however long that takes')
    .option('--json', 'one JSON document when it has started, another when it is decided')
    .addHelpText(
      'after',
      '\nExamples:\n  $ temporal-kyc onboard user-42 --wait\n' +
        '  $ temporal-kyc onboard user-43 --document ID_CARD:KAZ:front:front.jpg --document ID_CARD:KAZ:back:back.jpg \\\n' +
        '      --document SELFIE:KAZ::selfie.jpg',
    )
    .action(async (subjectId: string, flags: Flags) => {
      await withKyc(placeOrDemo(flags, terminal), async (kyc) => {
        const started = await start(kyc, subjectId, flags);
        if (flags.json) printJson(terminal, printable(started));
        else introduce(terminal, started, subjectId);
        if (flags.wait) await awaitDecision(kyc, subjectId, flags, terminal);
      });
    });
}

async function start(kyc: KycClient, subjectId: string, flags: Flags): Promise<StartedOnboarding> {
  const { provider, level, applicant, document } = flags;
  const collection = flags.collection ?? (document.length > 0 ? 'upload' : 'hosted');
  const documents: ApplicantDocument[] = [];
  for (const { type, country, side, path, mediaType } of document) {
    documents.push({ type, country, side, document: await kyc.documents.put(createReadStream(path), { mediaType, subjectId }) });
  }
  return kyc.onboarding.start({ subjectId, provider, level, collection, applicant, ...(documents.length > 0 && { documents }) });
}

// The access token belongs into the applicant's app, not into a terminal's history.
function printable({ caseId, phase, link, expiresAt, requirements }: StartedOnboarding) {
  return { caseId, phase, link, expiresAt, requirements };
}

function introduce({ out }: Terminal, { caseId, link, expiresAt, phase, requirements }: StartedOnboarding, subjectId: string): void {
  out.line(`case   ${caseId} (${phase})`);
  if (link) out.line(`link   ${link}  until ${expiresAt}`);
  out.line(`next   ${whatIsNext(link, phase, requirements)}`);
  out.line(`       temporal-kyc case explain ${subjectId}`);
}

function whatIsNext(link: string | undefined, phase: string, requirements: readonly Requirement[]): string {
  if (phase !== 'collecting' && phase !== 'awaiting_resubmission') return 'nothing to do: the case goes on by itself';
  if (link) return 'the applicant opens the link; the case notices when they are done';
  return `hand in ${requirements.map(nameOfRequirement).join(' and ')}, unless you just did`;
}

async function awaitDecision(kyc: KycClient, subjectId: string, { json }: Flags, terminal: Terminal): Promise<void> {
  const result = await followCase(kyc, subjectId, terminal.err);
  if (json) return printJson(terminal, result);
  const reasons = result.reasons.length > 0 ? `: ${result.reasons.join(', ')}` : '';
  terminal.out.line(`${result.outcome} by ${result.decidedBy} after ${result.attempts} attempt(s)${reasons}`);
}

function mode(text: string): CollectionMode {
  if (text === 'hosted' || text === 'upload') return text;
  throw new InvalidArgumentError('Give hosted or upload.');
}

function collect(text: string, before: readonly DocumentFile[]): DocumentFile[] {
  const [, type, country, side, path] = /^([^:]*):([^:]*):([^:]*):(.+)$/s.exec(text) ?? [];
  if (!type || !country || path === undefined || !['', 'front', 'back'].includes(side!)) {
    throw new InvalidArgumentError('Give TYPE:COUNTRY:SIDE:FILE, for example ID_CARD:KAZ:front:card.jpg or PASSPORT:KAZ::page.jpg.');
  }
  const mediaType = mediaTypes[extname(path).toLowerCase()];
  if (mediaType === undefined) throw new InvalidArgumentError(`The file must end in ${Object.keys(mediaTypes).join(', ')}.`);
  if (!isReadable(path)) throw new InvalidArgumentError(`${path} cannot be read.`);
  return [...before, { type, country, side: side === '' ? null : (side as DocumentSide), path, mediaType }];
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** Its fields are checked with the rest of the request. */
function readApplicant(path: string): ApplicantData {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ApplicantData;
  } catch (error) {
    // The parser's own words would quote the file, which holds personal data.
    const code = (error as NodeJS.ErrnoException).code;
    throw new InvalidArgumentError(code ? `${path} cannot be read (${code}).` : `${path} is not JSON.`);
  }
}
