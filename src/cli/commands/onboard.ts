import { createReadStream, readFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import type { KycClient } from '../../client/kyc-client';
import type { StartedOnboarding } from '../../client/onboarding';
import type { ApplicantDocument } from '../../domain/documents';
import { assertSubjectId } from '../../domain/subject';
import { assertSubmittable } from '../../../workflows/onboarding/documents';
import type { ApplicantData, Circumstances, CollectionMode, Requirement } from '../../../workflows/providers/contract';
import { addDocumentFile, type DocumentFile } from '../document-file';
import { WrongUse } from '../failure';
import { wholeNumber } from '../flags';
import { followCase } from '../follow-case';
import { addPlaceOptions, placeOrDemo, withKyc, type PlaceFlags } from '../place';
import { nameOfRequirement } from '../requirement';
import { printJson, type Terminal } from '../terminal';

interface Flags extends PlaceFlags {
  readonly provider: string;
  readonly level?: string;
  readonly collection?: CollectionMode;
  readonly document: readonly DocumentFile[];
  readonly applicant?: ApplicantData;
  readonly consented?: true;
  readonly location?: Location;
  readonly number?: number;
  readonly wait?: boolean;
  readonly json?: boolean;
}

type Location = NonNullable<Circumstances['location']>;

/** What is meant when a level, or the way of collecting, is not named. */
const usual: Readonly<Record<string, { readonly level: string; readonly collection: CollectionMode }>> = {
  idngo: { level: 'basic-kyc-level', collection: 'hosted' },
  identomat: { level: 'default', collection: 'hosted' },
  vultsecurity: { level: 'idv', collection: 'upload' },
};

export function addOnboard(program: Command, terminal: Terminal): void {
  addPlaceOptions(program.command('onboard'))
    .description(
      'Start an onboarding, or join the one that runs: prints the link for the applicant, or what is still to be handed in.',
    )
    .argument('<subject>', 'your opaque id of the person, for example user-42; no name, address or number of theirs')
    .option('--provider <name>', `who verifies: ${Object.keys(usual).join(', ')}, or one of yours`, 'idngo')
    .option('--level <name>', `the provider's level; default: ${usualLevels()}`)
    .option(
      '--collection <mode>',
      'hosted: behind a link of the provider; upload: by you. Default: upload with documents, else what the provider can do',
      mode,
    )
    .option(
      '--document <type:country:side:file>',
      'an image to hand in, repeatable; leave the side empty where there is none',
      addDocumentFile,
      [],
    )
    .option(
      '--applicant <file.json>',
      'what the applicant stated: { "firstName": …, "dateOfBirth": "1990-01-31", … }',
      readApplicant,
    )
    .option('--consented', "the person agreed to the provider's processing; VultSecurity demands it")
    .option('--location <latitude,longitude>', 'where the person is, in degrees; VultSecurity demands it', location)
    .option('--number <count>', 'a further onboarding of the same subject: 2, 3, …', wholeNumber(1, 10_000))
    .option('--wait', 'wait for the decision, however long that takes')
    .option('--json', 'one JSON document when it has started, another when it is decided')
    .addHelpText(
      'after',
      '\nExamples:\n  $ temporal-kyc onboard user-42 --wait\n' +
        '  $ temporal-kyc onboard user-43 --document ID_CARD:KAZ:front:front.jpg --document ID_CARD:KAZ:back:back.jpg \\\n' +
        '      --document SELFIE:KAZ::selfie.jpg\n' +
        '  $ temporal-kyc onboard user-44 --provider identomat --wait\n' +
        '  $ temporal-kyc onboard user-45 --provider vultsecurity --consented --location 43.24,76.89 \\\n' +
        '      --document PASSPORT:USA::page.jpg --document SELFIE:USA::selfie.jpg',
    )
    .action(async (subjectId: string, flags: Flags) => {
      await withKyc(placeOrDemo(flags, terminal), async (kyc) => {
        const opened = await open(kyc, subjectId, flags);
        if (flags.json) printJson(terminal, opened);
        else introduce(terminal, opened);
        if (flags.wait) await awaitDecision(kyc, subjectId, flags, terminal);
      });
    });
}

/** What the command says of the case; without the access token, which belongs into the applicant's app and not into a terminal. */
type Opened = Pick<StartedOnboarding, 'caseId' | 'phase' | 'link' | 'expiresAt'> & {
  readonly missing: readonly Requirement[];
};

async function open(kyc: KycClient, subjectId: string, flags: Flags): Promise<Opened> {
  const { provider, applicant, document: files, number } = flags;
  const level = flags.level ?? usual[provider]?.level;
  if (level === undefined) throw new WrongUse(`Give the level of ${provider} with --level.`);
  const collection = flags.collection ?? (files.length > 0 ? 'upload' : (usual[provider]?.collection ?? 'hosted'));
  const documents = await keep(kyc, subjectId, files);
  // Before anything is opened, as the rest of the request.
  if (documents.length > 0) assertSubmittable(documents, undefined);
  const { caseId, link, expiresAt } = await kyc.onboarding.start({
    subjectId,
    provider,
    level,
    collection,
    applicant,
    circumstances: circumstancesIn(flags),
    number,
  });
  // Not with the start: a case that was running already would take no notice of them.
  const { phase, missing } =
    documents.length > 0
      ? await kyc.onboarding.submitDocuments(subjectId, documents, { number })
      : await kyc.onboarding.state(subjectId, { number });
  return { caseId, phase, link, expiresAt, missing };
}

function circumstancesIn({ consented, location: place }: Flags): Circumstances | undefined {
  if (consented === undefined && place === undefined) return undefined;
  return { ...(consented && { consented }), ...(place && { location: place }) };
}

async function keep(kyc: KycClient, subjectId: string, files: readonly DocumentFile[]): Promise<ApplicantDocument[]> {
  assertSubjectId(subjectId);
  const documents: ApplicantDocument[] = [];
  for (const { type, country, side, path, mediaType } of files) {
    documents.push({
      type,
      country,
      side,
      document: await kyc.documents.put(createReadStream(path), { mediaType, subjectId }),
    });
  }
  return documents;
}

function introduce({ out }: Terminal, { caseId, link, expiresAt, phase, missing }: Opened): void {
  out.line(`case   ${caseId} (${phase})`);
  if (link) out.line(`link   ${link}  until ${expiresAt}`);
  out.line(`next   ${whatIsNext(link, missing)}`);
  out.line(`       temporal-kyc case explain ${caseId}`);
}

function whatIsNext(link: string | undefined, missing: readonly Requirement[]): string {
  if (missing.length === 0) return 'nothing to do: the case goes on by itself';
  if (link) return 'the applicant opens the link; the case notices when they are done';
  return `hand in ${missing.map(nameOfRequirement).join(' and ')} (--document)`;
}

async function awaitDecision(
  kyc: KycClient,
  subjectId: string,
  { json, number }: Flags,
  terminal: Terminal,
): Promise<void> {
  const result = await followCase(kyc, subjectId, { number }, terminal.err);
  if (json) return printJson(terminal, result);
  const reasons = result.reasons.length > 0 ? `: ${result.reasons.join(', ')}` : '';
  terminal.out.line(`${result.outcome} by ${result.decidedBy} after ${result.attempts} attempt(s)${reasons}`);
}

function mode(text: string): CollectionMode {
  if (text === 'hosted' || text === 'upload') return text;
  throw new InvalidArgumentError('Give hosted or upload.');
}

/** Whether there is such a place is checked with the rest of the request. */
function location(text: string): Location {
  const [, latitude, longitude] = /^(-?[\d.]+),(-?[\d.]+)$/.exec(text) ?? [];
  if (latitude === undefined || longitude === undefined)
    throw new InvalidArgumentError('Give latitude and longitude in degrees, such as 43.24,76.89.');
  return { latitude: Number(latitude), longitude: Number(longitude) };
}

function usualLevels(): string {
  return Object.entries(usual)
    .map(([provider, { level }]) => `${level} (${provider})`)
    .join(', ');
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
