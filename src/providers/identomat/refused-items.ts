// Workflow-safe, as verdict.ts.
import type { VerdictItem } from '../../domain/verdict';
import { isJson, word, type Json } from '../reading';
import { documentTypeOf, labelOf } from './reading';

const MOST_DOCUMENTS = 20;
const MOST_PAGES = 50;
const MOST_STATUSES = 20;

// The vendor's list of reasons is open, so the words in a reason tell what it is about.
const aboutFace = /(?:^|_)(?:FACE|SELFIE|LIVENESS|SIMILARITY)(?:_|$)/;
const aboutDocument = /(?:^|_)(?:DOCUMENT|CARD|PASSPORT|LICENSE|PERMIT|MRZ)(?:_|$)/;

/**
 * What was wrong, step by step, as far as the result says. A new session asks for all of its steps again: the items tell the person what
 * to do better. Empty as soon as one reason cannot be placed, so that nothing is left out.
 */
export function refusedItems(result: Json, reasons: readonly string[], comment: string | undefined): VerdictItem[] {
  const addresses = refusedDocuments(result['generalDocuments']);
  const placed = reasons.map((reason) => stepOf(reason));
  if (placed.includes(undefined)) return [];
  const steps = ['IDENTITY', 'SELFIE'].flatMap((step) => {
    const rejectLabels = reasons.filter((_, at) => placed[at] === step);
    if (rejectLabels.length === 0) return [];
    const type = step === 'IDENTITY' ? documentTypeOf(result['document_type']) : undefined;
    return [{ step, ...(type !== undefined && { type }), rejectLabels, ...(comment !== undefined && { comment }) }];
  });
  return [...steps, ...addresses];
}

function stepOf(reason: string): string | undefined {
  if (aboutFace.test(reason)) return 'SELFIE';
  return aboutDocument.test(reason) ? 'IDENTITY' : undefined;
}

/** Proofs of address with findings on one of their pages. */
function refusedDocuments(documents: unknown): VerdictItem[] {
  if (!Array.isArray(documents)) return [];
  return documents.slice(0, MOST_DOCUMENTS).flatMap((document: unknown) => {
    if (!isJson(document)) return [];
    const rejectLabels = [...new Set(pagesOf(document).flatMap(statusesOf))].sort();
    if (rejectLabels.length === 0) return [];
    const type = documentTypeOf(word(document['typeId']) ?? document['documentType']);
    return [{ step: 'PROOF_OF_ADDRESS', ...(type !== undefined && { type }), rejectLabels }];
  });
}

function pagesOf(document: Json): Json[] {
  const pages = document['pages'];
  return Array.isArray(pages) ? pages.slice(0, MOST_PAGES).filter(isJson) : [];
}

function statusesOf(page: Json): string[] {
  const statuses = page['statuses'];
  return Array.isArray(statuses) ? statuses.slice(0, MOST_STATUSES).flatMap((status) => labelOf(status) ?? []) : [];
}
