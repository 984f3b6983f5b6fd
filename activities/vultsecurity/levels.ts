import { refusal } from '../../src/domain/failures';
import { isVultsecurityDocument, vultsecurityDocuments } from '../../src/providers/vultsecurity/reading';
import type { Requirement } from '../../workflows/providers/contract';
import type { LevelReader } from '../dependencies';

const selfie: Requirement = { step: 'SELFIE', types: ['SELFIE'] };

/** VultSecurity has no levels. Ours: `idv` for any document that it takes, or one document by our word for it. */
const levels = new Map<string, readonly Requirement[]>([
  ['idv', [{ step: 'IDENTITY', types: Object.keys(vultsecurityDocuments) }, selfie]],
  ...Object.keys(vultsecurityDocuments)
    .filter(isVultsecurityDocument)
    .map((type) => [type, [{ step: 'IDENTITY', types: [type] }, selfie]] as const),
]);

export const vultsecurityLevels: LevelReader = async ({ level }) => {
  const requirements = levels.get(level);
  if (requirements) return requirements;
  throw refusal('kyc.input.UnknownLevel', `Unknown level. Known for VultSecurity: ${[...levels.keys()].join(', ')}.`);
};
