import { hasBack, isStateIssued } from './document-types';
import type { IdvSession, Json } from './sessions';

const forensics = ['image_manipulation', 'is_identity_document', 'online_duplication', 'suspicious_words'];
const recorded = [
  ...[
    'document_number',
    'document_expiration',
    'document_issue',
    'document_category',
    'birth_date',
    'sex',
    'eye_color',
  ],
  ...[
    'height',
    'weight',
    'first_name',
    'middle_name',
    'last_name',
    'suffix_name',
    'street',
    'city',
    'state',
    'postal_code',
  ],
];
const crosschecks = ['document_number_crosscheck', 'name_crosscheck', 'address_crosscheck'];

/**
 * The single checks of a session; null for what was not tested. The words `passed` and `failed` are this sandbox's: the vendor shows none. A
 * person who is not verified fails by the document's number.
 */
export function sessionTestsView({ verdict, documentType, images, anonymized }: IdvSession): Json {
  const tested = verdict !== undefined && verdict.verified !== null && !anonymized;
  const passed = verdict?.verified ?? false;
  const sideTested = { front: tested, back: tested && hasBack(documentType) && images.back !== undefined };
  const result = (test: string, was: boolean) => (was ? passed || !test.startsWith('document_number') : null);
  const ofSide = (side: 'front' | 'back') =>
    forensics.map((test) => [`doc_${side}_${test}`, sideTested[side] ? (passed ? 'passed' : 'failed') : null]);
  return Object.fromEntries([
    ...ofSide('front'),
    ...ofSide('back'),
    ...recorded.map((field) => [`dmv_${field}_match`, result(field, tested && isStateIssued(documentType))]),
    ...crosschecks.map((test) => [test, result(test, sideTested.back)]),
  ]) as Json;
}
