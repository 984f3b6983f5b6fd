import type { DocumentRef } from '../domain/documents';
import type { Bytes, Said } from './answer-body';
import type { RefusalFacts } from './http-errors';
import type { Operation } from './operation';
import type { Wire } from './wire';

/** An answer with a success status, as it comes. */
export interface Arriving {
  readonly contentType: unknown;
  readonly body: Bytes;
}

/** Who reads it, and where its files go. */
export interface Reader {
  readonly row: Operation;
  readonly wire: Wire;
  readonly maxBytes: number;
  readonly keep: (content: Bytes, mediaType: string) => Promise<DocumentRef>;
}

/** What a provider said: the answer of the row, out of its envelope, or a "no". */
export type Heard = { readonly answer: unknown } | { readonly refusal: RefusalFacts };

/** A "no" first, whatever was to be answered: some vendors say it with a success status. */
export function heardIn({ wire, row }: Reader, said: Said, read: (said: Said) => unknown): Heard {
  const refusal = wire.refusesWith?.(row, said.text ?? said.value);
  if (refusal) return { refusal };
  const answer = read(said);
  return { answer: wire.unwrap ? wire.unwrap(row, answer) : answer };
}
