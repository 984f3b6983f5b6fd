import { sampleFile } from './sample-files';

export interface SampleFace {
  /** Whoever is meant: the same text is the same person. */
  readonly person: string;
  /** Width of the face. Providers want 80 or more. */
  readonly pixels: number;
}

const mark = 'synthetic-face:';

/**
 * A JPEG that the simulated providers take for a photo of this invented person: another file for every `shot`, the same person on all of
 * them. No picture of anybody: the name stands behind the end of the image.
 */
export function sampleFace(
  person: string,
  { shot = 1, pixels = 200 }: { shot?: number | string; pixels?: number } = {},
): Buffer {
  const image = sampleFile('image/jpeg', `${person}/${shot}/${pixels}`);
  return Buffer.concat([image, Buffer.from(`${mark}${JSON.stringify({ person, pixels } satisfies SampleFace)}`)]);
}

/** Who is on a {@link sampleFace}; undefined for any other file. */
export function readSampleFace(image: Buffer): SampleFace | undefined {
  const at = image.lastIndexOf(mark);
  if (at < 0) return undefined;
  try {
    const { person, pixels } = JSON.parse(image.toString('utf8', at + mark.length)) as Partial<SampleFace>;
    return typeof person === 'string' && typeof pixels === 'number' ? { person, pixels } : undefined;
  } catch {
    return undefined;
  }
}
