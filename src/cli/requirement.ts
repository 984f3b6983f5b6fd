import type { Requirement } from '../../workflows/providers/contract';

/** `IDENTITY (ID_CARD or PASSPORT, front and back)`. */
export function nameOfRequirement({ step, types, sides }: Requirement): string {
  const details = [types.join(' or '), sides?.join(' and ')].filter((part) => part);
  return details.length > 0 ? `${step} (${details.join(', ')})` : step;
}
