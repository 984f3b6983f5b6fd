import { administrationOperations } from './administration';
import { blacklistOperations } from './blacklist';
import { faceComparisonOperations } from './face-comparison';
import { imageProcessingOperations } from './image-processing';
import { screeningOperations } from './screening';
import { sessionDataOperations } from './session-data';
import { sessionOperations } from './sessions';
import { videoCallOperations } from './video-call';

/**
 * Every operation of Identomat that the vendor's reference describes. No request holds the company key: it is added below the rows, so
 * that it can reach neither a payload nor a history.
 */
export const identomatOperations = {
  ...sessionOperations,
  ...sessionDataOperations,
  ...screeningOperations,
  ...blacklistOperations,
  ...videoCallOperations,
  ...administrationOperations,
  ...imageProcessingOperations,
  ...faceComparisonOperations,
} as const;

/** For `import type` in workflows, which take request and response types from it and must not load the schemas. */
export type IdentomatOperations = typeof identomatOperations;
