import { documentMediaTypes, isTwoSided } from '../../src/domain/documents';
import type { ApplicantDocument, DocumentSide } from '../../src/domain/documents';
import { refusal } from '../../src/domain/failures';
import type { FailureType } from '../../src/domain/failures';
import type { Requirement } from '../providers/contract';

/** A document that was handed in, without its bytes. */
export interface HandedIn {
  readonly type: string;
  readonly side?: DocumentSide | null;
}

/** What is wrong with one item of a submission. */
interface Problem {
  readonly type: FailureType;
  readonly text: string;
}

/** More pages in one attempt are a mistake of the caller. */
const MOST_PAGES = 60;
const TYPE = /^[A-Z][A-Z0-9_]{1,63}$/;
const COUNTRY = /^[A-Z]{3}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const URI = /^.{1,2048}$/s;

/**
 * Refuses a submission before anything is sent, naming every item that is wrong; the failure's type is that of the first.
 * `asked` and `mostBytes` are unknown until the case has been prepared; `before` is what was handed in for this attempt already.
 */
export function assertSubmittable(
  documents: readonly ApplicantDocument[],
  asked: readonly Requirement[] | undefined,
  before: readonly HandedIn[] = [],
  mostBytes = Infinity,
): void {
  const given: readonly ApplicantDocument[] = Array.isArray(documents) ? documents : [];
  const problems = given.flatMap((document, at) => problemsOf(document, `documents[${at}]`, asked, mostBytes));
  if (given.length + before.length > MOST_PAGES) {
    problems.unshift(invalid(`an attempt takes at most ${MOST_PAGES} documents and sides`));
  }
  if (given.length === 0) problems.push(invalid('documents must be a list with at least one document'));
  if (problems.length === 0) problems.push(...oneSided(given, before));
  const [first, ...others] = problems.slice(0, 50);
  if (first) throw refusal(first.type, [first, ...others].map(({ text }) => text).join('; ') + '. Nothing was sent.');
}

function problemsOf(
  given: ApplicantDocument,
  at: string,
  asked: readonly Requirement[] | undefined,
  mostBytes: number,
): Problem[] {
  if (!isText(given?.type, TYPE)) return [invalid(`${at}.type must be a document type such as PASSPORT`)];
  const { side, document: ref } = given;
  const sided = side === 'front' || side === 'back';
  const what = `${at} (${given.type}${sided ? ` ${side}` : ''})`;
  const problems: Problem[] = [];
  if (!isText(given.country, COUNTRY))
    problems.push(invalid(`${what}: country must be ISO 3166-1 alpha-3, such as KAZ`));
  if (side != null && !sided) problems.push(invalid(`${what}: side must be front, back or null`));
  if (!isText(ref?.uri, URI) || !isText(ref.sha256, SHA256) || !Number.isSafeInteger(ref.size)) {
    return [...problems, invalid(`${what}: document must be a DocumentRef, as kyc.documents.put returns it`)];
  }
  if (ref.size <= 0) problems.push({ type: 'kyc.input.EmptyFile', text: `${what}: the file is empty` });
  if (ref.size > mostBytes) {
    const text = `${what}: the file has ${ref.size} bytes, more than documents.maxBytes (${mostBytes})`;
    problems.push({ type: 'kyc.input.FileTooLarge', text });
  }
  if (!(documentMediaTypes as readonly string[]).includes(ref.mediaType)) {
    const known = documentMediaTypes.join(', ');
    problems.push({ type: 'kyc.input.UnsupportedMediaType', text: `${what}: the media type is not one of ${known}` });
  }
  if (asked && !asked.some(({ types }) => types.includes(given.type))) {
    const wanted = asked.map(({ step, types }) => `${step} (${types.join(' or ')})`).join(', ') || 'nothing';
    problems.push({ type: 'kyc.input.UnexpectedDocument', text: `${what} was not asked for; asked for: ${wanted}` });
  }
  return problems;
}

function oneSided(documents: readonly ApplicantDocument[], before: readonly HandedIn[]): Problem[] {
  const all: HandedIn[] = [...before, ...documents];
  return [...new Set(documents.map(({ type }) => type))]
    .filter((type) => isTwoSided(type) && !isComplete(type, all))
    .map((type) => {
      const absent = all.some((one) => one.type === type && one.side === 'front') ? 'back' : 'front';
      const text = `${type} has two sides and the ${absent} is missing: hand in both sides, as side front and side back`;
      return { type: 'kyc.input.IncompleteDocument', text };
    });
}

function isComplete(type: string, handedIn: readonly HandedIn[]): boolean {
  const sides = handedIn.filter((one) => one.type === type).map(({ side }) => side);
  return isTwoSided(type) ? sides.includes('front') && sides.includes('back') : sides.length > 0;
}

/** The requirements that nothing complete was handed in for. Steps without document types (applicant data, questionnaire) are not met by files. */
export function missingOf(asked: readonly Requirement[], handedIn: readonly HandedIn[]): Requirement[] {
  return asked.filter(({ types }) => types.length > 0 && !types.some((type) => isComplete(type, handedIn)));
}

function isText(value: unknown, shape: RegExp): value is string {
  return typeof value === 'string' && shape.test(value);
}

function invalid(text: string): Problem {
  return { type: 'kyc.input.InvalidRequest', text };
}
