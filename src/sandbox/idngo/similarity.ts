import type { Applicant } from './applicants';

export type Similarity = 'text' | 'text-and-face';

export interface SimilarApplicant {
  readonly applicant: Applicant;
  readonly matchedFields: readonly string[];
  readonly types: readonly ('text' | 'image')[];
}

const comparedFields = ['firstName', 'lastName', 'dob'] as const;

/** Other applicants with the same name and date of birth, or with the very same selfie. Deactivated ones are ignored (vendor). */
export function similarTo(applicant: Applicant, others: readonly Applicant[], by: Similarity): SimilarApplicant[] {
  return others
    .filter((other) => other !== applicant && !other.deactivated)
    .map((other) => {
      const sameText = comparedFields.every(
        (name) => field(applicant, name) !== undefined && field(applicant, name) === field(other, name),
      );
      const sameFace = by === 'text-and-face' && faces(other).some((face) => faces(applicant).includes(face));
      return {
        applicant: other,
        matchedFields: sameText ? comparedFields.map((name) => `info.${name}`) : [],
        types: [...(sameText ? (['text'] as const) : []), ...(sameFace ? (['image'] as const) : [])],
      };
    })
    .filter(({ types }) => types.length > 0);
}

function field({ fixedInfo, info }: Applicant, name: (typeof comparedFields)[number]): string | undefined {
  const value = fixedInfo[name] ?? info[name];
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}

function faces({ images }: Applicant): string[] {
  return images.filter((image) => image.step === 'SELFIE' && image.listed).map((image) => image.sha256);
}
