import type { ResponseOf } from '../../src/providers/operation';
import type { VultsecurityOperations } from '../../src/providers/vultsecurity/operations';
import { vultsecurityDocuments } from '../../src/providers/vultsecurity/reading';

/** Which steps of a session are done, as the vendor sees it. */
export type Progress = ResponseOf<VultsecurityOperations['readIdvSdkSession']>;

/** What a session still needs before it can be finalized; what the vendor does with less is not documented. */
export function missingSteps(progress: Progress): string[] {
  const { consented, document_front_given, document_back_given, liveness_detected } = progress;
  return [
    ...(consented ? [] : ['consent']),
    ...(document_front_given ? [] : ['the front of the document']),
    ...(document_back_given || !hasBack(progress.document_type_e) ? [] : ['the back of the document']),
    ...(liveness_detected ? [] : ['liveness']),
  ];
}

function hasBack(type: string | undefined): boolean {
  return Object.values(vultsecurityDocuments).some((known) => known.type === type && known.hasBack);
}
