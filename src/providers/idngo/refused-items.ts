// Workflow-safe, as verdict.ts.
import { isTwoSided } from '../../domain/documents';
import type { VerdictItem } from '../../domain/verdict';
import { isJson, labels, numberOrText, objectOr, plainText, word, type Json } from '../reading';

const MOST_STEPS = 50;
const MOST_IMAGES = 100;

/**
 * What to ask again, out of an answer of getRequiredIdDocsStatus: steps with a RED image, steps refused as a whole, and steps for which
 * nothing was ever uploaded. `clientComment`, which the applicant must not see, is never read. An empty list is not "all is well": some
 * rejections (differing data, a manual decision) change no step, so the whole level is asked.
 */
export function refusedItems(requiredDocs: unknown): VerdictItem[] {
  const steps = objectOr(requiredDocs, {});
  const map = objectOr(steps['requiredIdDocsStatus'], steps);
  return Object.entries(map)
    .slice(0, MOST_STEPS)
    .flatMap(([step, status]) => itemOf(step, status) ?? []);
}

function itemOf(key: string, status: unknown): VerdictItem | undefined {
  const step = word(key);
  if (step === undefined || step === 'unreadable') return undefined;
  if (status === null) return { step, missing: true, rejectLabels: [] };
  return isJson(status) ? refusedItem(step, status) : undefined;
}

function refusedItem(step: string, status: Json): VerdictItem | undefined {
  const imageIds = Array.isArray(status['imageIds']) ? status['imageIds'].slice(0, MOST_IMAGES) : [];
  const type = word(status['idDocType']);
  const ofStep = objectOr(status['reviewResult'], {});
  if (imageIds.length === 0 && type === undefined && Object.keys(ofStep).length === 0) {
    return { step, missing: true, rejectLabels: [] };
  }

  const results = objectOr(status['imageReviewResults'], {});
  const refused = imageIds.map((id) => resultOf(results, id)).filter((result) => result['reviewAnswer'] === 'RED');
  const stepRefused = ofStep['reviewAnswer'] === 'RED';
  if (refused.length === 0 && !stepRefused) return undefined;

  const country = word(status['country']);
  const causes = stepRefused ? [ofStep, ...refused] : refused;
  const comments = new Set(causes.flatMap((cause) => plainText(cause['moderationComment']) ?? []));
  // An error on one side makes both inactive, so both are asked, whichever position the refused image has.
  const sided = refused.length > 0 && hasSides(step, type, imageIds.length);
  return {
    step,
    ...(type !== undefined && { type }),
    ...(country !== undefined && { country }),
    ...(sided && { sides: ['front', 'back'] as const }),
    rejectLabels: [...new Set(causes.flatMap((cause) => labels(cause['rejectLabels'])))],
    ...(comments.size > 0 && { comment: [...comments].join('\n') }),
  };
}

// IDnGO tells sides by position only (first front, others back), so several images of an identity document are sides; but a passport's
// are pages (vendor: book-style).
function hasSides(step: string, type: string | undefined, images: number): boolean {
  if (type !== undefined && isTwoSided(type)) return true;
  return step.startsWith('IDENTITY') && images > 1 && type !== 'PASSPORT';
}

function resultOf(results: Json, imageId: unknown): Json {
  const key = numberOrText(imageId);
  return key !== undefined && Object.hasOwn(results, key) ? objectOr(results[key], {}) : {};
}
