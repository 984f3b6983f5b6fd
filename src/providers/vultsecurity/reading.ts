// Workflow-safe: VultSecurity's words for documents, beside ours.

/** The documents that a session takes: our word, VultSecurity's, the name under which it stores the images, and whether there is a back. */
export const vultsecurityDocuments = {
  DRIVERS: { type: 'driver_license', stored: 'driver_license', hasBack: true },
  ID_CARD: { type: 'identification_card', stored: 'state_id_card', hasBack: true },
  PASSPORT: { type: 'passport', stored: 'passport', hasBack: false },
  PASSPORT_CARD: { type: 'passport_card', stored: 'passport_card', hasBack: true },
} as const;

export type VultsecurityDocument = keyof typeof vultsecurityDocuments;

export function isVultsecurityDocument(type: string): type is VultsecurityDocument {
  return Object.hasOwn(vultsecurityDocuments, type);
}
