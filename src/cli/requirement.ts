import type { Requirement } from '../../workflows/providers/contract';

/** `IDENTITY (ID_CARD or PASSPORT, front and back)`, `SELFIE`. */
export function nameOfRequirement({ step, types, sides }: Requirement): string {
  const choice = types.filter((type) => type !== step).join(' or ');
  const details = [choice, sides?.join(' and ')].filter((part) => part);
  return details.length > 0 ? `${step} (${details.join(', ')})` : step;
}
