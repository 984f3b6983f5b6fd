import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { sniffMediaType } from '../media-type';
import type { ReviewResult } from './applicants';
import { badRequest, fileRefusal } from './refusals';
import { jsonBody, objectOrNothing, optionalText, requiredText } from './requests';
import type { Side } from './review-script';

export interface ImportedDocument {
  readonly idDocType: string;
  readonly country: string;
  readonly side?: Side;
  readonly files: readonly { readonly sha256: string; readonly size: number; readonly mediaType: string }[];
}

export interface ImportArchive {
  readonly externalUserId: string;
  readonly info: Record<string, unknown>;
  readonly levelName: string;
  readonly reviewedAt?: number;
  readonly result: ReviewResult;
  readonly documents: readonly ImportedDocument[];
}

const mostUnpackedBytes = 256 * 1024 * 1024;

/** Reads and checks an archive: `applicant.json`, and per document a folder with `applicantIdDoc.json` and its files. 400 when it is wrong. */
export function readImportArchive(archive: Buffer): ImportArchive {
  if (archive.length === 0) throw fileRefusal.empty();
  const files = unpack(archive);
  const applicantFile = files.get('applicant.json');
  if (!applicantFile) throw badRequest('applicant.json is missing');
  const applicant = jsonBody(applicantFile);
  const info = objectOrNothing(applicant['info']) ?? {};
  const review = objectOrNothing(applicant['review']) ?? {};
  const result = objectOrNothing(review['reviewResult']) ?? {};
  for (const name of ['firstName', 'lastName', 'country']) requiredText(info[name], `info.${name}`);
  for (const name of ['createDate', 'reviewStatus']) requiredText(review[name], `review.${name}`);
  if (result['reviewAnswer'] !== 'GREEN')
    throw badRequest('Only approved applicants are imported: reviewAnswer must be GREEN');
  const reviewedAt = Date.parse(optionalText(review['reviewDate'])?.replace(' ', 'T').replace('+0000', 'Z') ?? '');
  return {
    externalUserId: requiredText(applicant['externalUserId'], 'externalUserId'),
    info,
    levelName: requiredText(review['levelName'], 'review.levelName'),
    reviewedAt: Number.isNaN(reviewedAt) ? undefined : reviewedAt,
    result: { reviewAnswer: 'GREEN' },
    documents: documentsIn(files),
  };
}

function unpack(archive: Buffer): Map<string, Buffer> {
  let unpacked = 0;
  try {
    const entries = unzipSync(archive, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        if (unpacked > mostUnpackedBytes) throw fileRefusal.tooBig();
        return true;
      },
    });
    return new Map(
      Object.entries(entries).map(([name, bytes]) => [name, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)]),
    );
  } catch (error) {
    throw error instanceof Error && 'status' in error ? error : fileRefusal.corrupted();
  }
}

function documentsIn(files: Map<string, Buffer>): ImportedDocument[] {
  const folders = new Map<string, [string, Buffer][]>();
  for (const [path, bytes] of files) {
    if (path === 'applicant.json' || path.endsWith('/')) continue;
    if (!/^[\w.-]+\/[\w.-]+$/.test(path))
      throw badRequest('Names in the archive have only A-Z a-z 0-9 _ - . and one folder');
    const [folder, name] = path.split('/') as [string, string];
    folders.set(folder, [...(folders.get(folder) ?? []), [name, bytes]]);
  }
  return [...folders].map(([folder, entries]) => documentIn(folder, entries));
}

function documentIn(folder: string, entries: readonly [string, Buffer][]): ImportedDocument {
  const description = entries.find(([name]) => name === 'applicantIdDoc.json')?.[1];
  if (!description) throw badRequest(`${folder}/applicantIdDoc.json is missing`);
  const { idDocType, country, idDocSubType } = jsonBody(description);
  const files = entries.filter(([name]) => name !== 'applicantIdDoc.json').map(([, bytes]) => fileIn(folder, bytes));
  if (files.length === 0) throw badRequest(`${folder} has no image`);
  return {
    idDocType: requiredText(idDocType, `${folder}/applicantIdDoc.json idDocType`),
    country: requiredText(country, `${folder}/applicantIdDoc.json country`),
    side: idDocSubType === 'BACK_SIDE' ? 'back' : idDocSubType === 'FRONT_SIDE' ? 'front' : undefined,
    files,
  };
}

function fileIn(folder: string, bytes: Buffer): ImportedDocument['files'][number] {
  const mediaType = sniffMediaType(bytes);
  if (mediaType === undefined || !['image/jpeg', 'image/png', 'video/mp4'].includes(mediaType)) {
    throw badRequest(`${folder} has a file that is no JPEG, PNG or MP4`);
  }
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, mediaType };
}
