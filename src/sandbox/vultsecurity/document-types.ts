export const documentTypes = ['unknown', 'driver_license', 'identification_card', 'passport', 'passport_card'] as const;
export type DocumentType = (typeof documentTypes)[number];

export type Side = 'front' | 'back';

/** Under which name the vendor stores the sides of a document. A passport has no back: the list of file types has none for it. */
const storedAs: Readonly<Record<DocumentType, string | undefined>> = {
  unknown: undefined,
  driver_license: 'driver_license',
  identification_card: 'state_id_card',
  passport: 'passport',
  passport_card: 'passport_card',
};

export function hasBack(type: DocumentType): boolean {
  return type !== 'passport';
}

/** Whether motor-vehicle authorities issue it, so that their records can be asked. */
export function isStateIssued(type: DocumentType): boolean {
  return type === 'driver_license' || type === 'identification_card';
}

/** Which side of a document of this type a `storage_file_type_e` stands for. */
export function sideStoredAs(type: DocumentType, fileType: string): Side | undefined {
  const name = storedAs[type];
  if (name === undefined) return undefined;
  return (['front', 'back'] as const).find((side) => fileType === `${name}_${side}`);
}
