import { z } from 'zod';

/** A {@link DocumentRef} in a request or as the answer of a binary call: where the bytes are, never the bytes. */
export const documentRef = z.strictObject({
  uri: z.string().min(1).max(1024),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex characters'),
  size: z.int().min(0),
  mediaType: z.string().min(3).max(127),
});

/** The answer of a `media` call: null when the provider has nothing to give. */
export const documentOrNothing = documentRef.nullable();

/** The answer of an `archive` call. `name` is the member's name in the archive: a label for people, never a path to write to. */
export const archiveMembers = z.array(z.strictObject({ name: z.string().max(255), document: documentRef }));
