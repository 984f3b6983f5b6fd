import type { Answer } from '../gateway';
import { sampleFile } from '../sample-files';
import { hasBack, sideStoredAs, type DocumentType } from './document-types';
import { json } from './requests';
import type { IdvSession, StoredFile } from './sessions';

/** How files are answered. The vendor's sample is `null` under `application/json`, so the real form is unknown: clients meet all of them. */
export const downloadForms = ['bytes', 'data-url', 'base64'] as const;
export type DownloadForm = (typeof downloadForms)[number];

interface Stored {
  readonly documentType: DocumentType;
  readonly images: IdvSession['images'];
  readonly selfie?: StoredFile;
  readonly livenessSteps?: readonly StoredFile[];
}

/** The file that a `storage_file_type_e` stands for. */
export function storedFile(stored: Stored, fileType: string): StoredFile | undefined {
  if (fileType === 'selfie' || fileType === 'liveness_passive') return stored.selfie;
  const step = /^liveness_active_step_([1-4])$/.exec(fileType)?.[1];
  if (step !== undefined) return stored.livenessSteps?.[Number(step) - 1];
  const side = sideStoredAs(stored.documentType, fileType);
  if (side === 'back' && !hasBack(stored.documentType)) return undefined;
  return side && stored.images[side];
}

/** The bytes that came were not kept: a sample stands for them, the same for the same file. Nothing stored is `null`. */
export function download(file: StoredFile | undefined, form: DownloadForm): Answer {
  if (file === undefined) return json(200, null);
  const bytes = sampleFile(file.mediaType, file.sha256);
  if (form === 'bytes') return { status: 200, headers: { 'content-type': file.mediaType }, body: bytes };
  const base64 = bytes.toString('base64');
  return json(200, form === 'data-url' ? `data:${file.mediaType};base64,${base64}` : base64);
}
