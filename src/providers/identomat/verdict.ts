// Workflow-safe: plain data in, plain data out; no schema, no clock, no Node builtin.
import type { Verdict, VerdictStatus } from '../../domain/verdict';
import { isJson, plainText, word, type Json } from '../reading';
import { fingerprint, labelOf, lettersOf } from './reading';
import { refusedItems } from './refused-items';

/** What an installation knows of Identomat's words beyond the vendor's documentation. */
export interface IdentomatReading {
  /**
   * Meanings of results that the vendor does not document, such as `{ "terms_declined": "expired" }`. Case, blanks and punctuation do not
   * count. `approved` and `rejected` keep their documented meaning, and nothing else can be made an approval.
   */
  readonly outcomes?: Readonly<Record<string, Exclude<VerdictStatus, 'approved'>>>;
  /**
   * Reject reasons after which the person may try again. A rejection for these alone means `resubmit`, every other one `rejected`.
   * Default: {@link mendableReasons}.
   */
  readonly retryReasons?: readonly string[];
}

/**
 * Reasons that a better picture would mend. Assumed: the vendor documents only `low_similarity`, and another face is no matter of picture
 * quality, so it is not among them.
 */
export const mendableReasons: readonly string[] = [
  'BLURRY_IMAGE',
  'DOCUMENT_BLURRY',
  'DOCUMENT_NOT_READABLE',
  'DOCUMENT_UNREADABLE',
  'FACE_FAR_AWAY',
  'FACE_NOT_DETECTED',
  'IMAGE_QUALITY',
  'LOW_IMAGE_QUALITY',
  'LOW_QUALITY',
];

// Names that clients of the API use; how these states are spelt on the wire is not documented.
const assumedOutcomes: Readonly<Record<string, Exclude<VerdictStatus, 'approved'>>> = {
  inprogress: 'collecting',
  manualcheck: 'in_review',
  pending: 'in_review',
  expired: 'expired',
  disagreedwithterms: 'expired',
};

const MOST_REASONS = 100;

/**
 * What a session's result means: the answer of getResult, or the error body in its place. Nothing in it can make this throw, and only a
 * `result` of `approved` (case and outer blanks do not count) approves. A missing result means that nothing has been said yet.
 *
 * @param session the session's token, so that the same words about another session are another revision; it does not stand in the verdict
 */
export function identomatVerdict(answer: unknown, reading: IdentomatReading = {}, session = ''): Verdict {
  const result = isJson(answer) ? answer : {};
  const reasons = reasonsOf(result);
  const { status, said } = isJson(answer) ? spokenBy(answer, reasons, reading) : unreadable;
  const judged = status === 'rejected' || status === 'resubmit';
  const comment = judged ? commentOf(result) : undefined;
  const items = status === 'resubmit' ? refusedItems(result, reasons, comment) : [];
  const shown = judged || status === 'approved' ? reasons : [];
  return {
    status,
    items,
    reasons: shown,
    ...(comment !== undefined && { comment }),
    revision: [
      fingerprint(session),
      said,
      [...shown].sort().join('+') || '-',
      fingerprint(JSON.stringify([comment, items])),
    ].join('|'),
    said: [said, ...shown].join(' '),
  };
}

interface Spoken {
  readonly status: VerdictStatus;
  /** In Identomat's own word. */
  readonly said: string;
}

const unreadable: Spoken = { status: 'unknown', said: 'no readable answer' };

function spokenBy(answer: Json, reasons: readonly string[], reading: IdentomatReading): Spoken {
  // An error wins over whatever stands beside it.
  const error = answer['argumentError'] ?? answer['internalError'];
  if (error !== undefined && error !== null) return refusedWith(error, answer);
  const value = answer['result'];
  if (value === undefined || value === null) return { status: 'collecting', said: 'no result yet' };
  if (typeof value !== 'string') return unreadable;
  const given = value.trim().toLowerCase();
  if (given === '') return { status: 'collecting', said: 'no result yet' };
  const said = word(given) ?? 'unreadable';
  if (given === 'approved') return { status: 'approved', said };
  if (given === 'rejected') return { status: rejection(reasons, reading), said };
  return { status: undocumented(lettersOf(given), reading), said };
}

/** After its lifetime a session may be unknown to the vendor (not documented): the person's chance is over, nothing was decided. */
function refusedWith(error: unknown, answer: Json): Spoken {
  if (error === 'session-not-found') return { status: 'expired', said: 'session-not-found' };
  const code = answer['argumentError'] === error ? (word(error) ?? 'unreadable') : 'internal';
  return { status: 'unknown', said: `error ${code}` };
}

function undocumented(letters: string, { outcomes = {} }: IdentomatReading): VerdictStatus {
  const configured = Object.entries(outcomes).find(([name]) => lettersOf(name) === letters);
  if (configured !== undefined && letters !== '') return configured[1];
  return (Object.hasOwn(assumedOutcomes, letters) && assumedOutcomes[letters]) || 'unknown';
}

function rejection(reasons: readonly string[], { retryReasons = mendableReasons }: IdentomatReading): VerdictStatus {
  const mendable = new Set(retryReasons.map(labelOf));
  return reasons.length > 0 && reasons.every((reason) => mendable.has(reason)) ? 'resubmit' : 'rejected';
}

/** `reject_reason.value` and the codes of `errors`, which say the same thing twice in the vendor's sample. */
function reasonsOf({ reject_reason: reason, errors }: Json): string[] {
  const codes: unknown[] = Array.isArray(errors) ? errors.slice(0, MOST_REASONS) : [];
  const main = isJson(reason) ? labelOf(reason['value']) : undefined;
  return [...new Set([main, ...codes.map(labelOf)].filter((label) => label !== undefined))];
}

/** Identomat's words for the reason. `result_comment` is the reviewer's own, may be about the person, and is never read. */
function commentOf({ reject_reason: reason }: Json): string | undefined {
  return isJson(reason) ? plainText(reason['description']) : undefined;
}
