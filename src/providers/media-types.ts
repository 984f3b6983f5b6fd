import type { documentMediaTypes } from '../domain/documents';

/** The documented file extensions of each media type, the usual one first. Workflow-safe. */
export const mediaTypes: Readonly<Record<(typeof documentMediaTypes)[number], readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'application/pdf': ['pdf'],
  'video/mp4': ['mp4'],
  'video/webm': ['webm'],
  'video/quicktime': ['mov'],
};
