import { createHash } from 'node:crypto';
import type { Call } from '../../gateway';
import { sniffMediaType } from '../../media-type';
import { readSampleFace } from '../../sample-faces';
import { syntheticPerson, type SyntheticPerson } from '../people';
import {
  cardBack,
  cardFront,
  licenseBack,
  licenseFront,
  normalised,
  passportPage,
  residenceBack,
  residenceFront,
} from '../readings';
import { wrongParameters } from '../refusals';
import { bare, fieldsOf, wrapped } from '../requests';
import type { World } from '../world';

/** From this width on a face is compared; below 80 pixels with a remark (vendor). */
const leastPixels = 65;
const recommendedPixels = 80;
const tooFar = 'FACE_FAR_AWAY';

export const imageHandlers = ({ now, ids }: World) => {
  /** Reads whoever is on a {@link sampleFace}, and from other images somebody invented for just these bytes. */
  const reading = (read: (person: SyntheticPerson) => object) => (call: Call) => {
    const image = fileOf(call, 'image');
    // The vendor answers a string here; which, it does not say.
    if (sniffMediaType(image) !== 'image/jpeg') return bare('document-not-recognized');
    const person = syntheticPerson(readSampleFace(image)?.person ?? hashOf(image));
    return bare({ ...read(person), requestId: ids.uuid().replaceAll('-', ''), person: normalised(person, now()) });
  };

  return {
    processCardFront: reading(cardFront),
    processCardBack: reading(cardBack),
    processLicenseFront: reading(licenseFront),
    processLicenseBack: reading(licenseBack),
    processResidenceFront: reading(residenceFront),
    processResidenceBack: reading(residenceBack),
    processPassport: reading(passportPage),

    compareFaces: (call: Call) => wrapped(comparison(fileOf(call, 'face1'), fileOf(call, 'face2'))),
  };
};

/** The same invented person scores 0.90 and more, others 0.40 and less; a problem with a face is an answer and no refusal. */
function comparison(one: Buffer, other: Buffer): object {
  const faces = [one, other].map(faceOf) as [Face, Face];
  const [face1Statuses, face2Statuses] = faces.map(statuses);
  const usable = faces.every(({ pixels }) => pixels >= leastPixels);
  const same = faces[0].person === faces[1].person;
  const spread = parseInt(hashOf(Buffer.from([hashOf(one), hashOf(other)].sort().join())).slice(0, 4), 16) / 0xffff;
  const similarity = usable ? (same ? 0.9 + 0.09 * spread : 0.05 + 0.35 * spread) : null;
  return { similarity, face1Statuses, face2Statuses };
}

interface Face {
  readonly person: string;
  readonly pixels: number;
}

function faceOf(image: Buffer): Face {
  if (sniffMediaType(image) !== 'image/jpeg') return { person: hashOf(image), pixels: 0 };
  return readSampleFace(image) ?? { person: hashOf(image), pixels: recommendedPixels };
}

function statuses({ pixels }: Face): string[] {
  return pixels < recommendedPixels ? [tooFar] : [];
}

function fileOf(call: Call, name: string): Buffer {
  const file = fieldsOf(call).files[name];
  if (file === undefined || file.length === 0) throw wrongParameters();
  return file;
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
