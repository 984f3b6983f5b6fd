/** One requirement of a level. */
export interface DocSet {
  readonly idDocSetType: string;
  readonly types: readonly string[];
  readonly videoRequired?: 'disabled' | 'photoRequired' | 'passiveLiveness' | 'docapture';
}

export interface Level {
  readonly name: string;
  readonly desc: string;
  readonly type: 'standalone' | 'actions' | 'module';
  readonly docSets: readonly DocSet[];
}

const identity: DocSet = { idDocSetType: 'IDENTITY', types: ['PASSPORT', 'ID_CARD', 'DRIVERS', 'RESIDENCE_PERMIT'] };
const selfie: DocSet = { idDocSetType: 'SELFIE', types: ['SELFIE'], videoRequired: 'disabled' };
const liveSelfie: DocSet = { idDocSetType: 'SELFIE', types: ['SELFIE'], videoRequired: 'passiveLiveness' };

/** The levels of the simulated account. */
export const levels: readonly Level[] = [
  { name: 'basic-kyc-level', desc: 'Identity document and selfie', type: 'standalone', docSets: [identity, selfie] },
  {
    name: 'poa-level',
    desc: 'Proof of address',
    type: 'standalone',
    docSets: [{ idDocSetType: 'PROOF_OF_ADDRESS', types: ['UTILITY_BILL'] }],
  },
  {
    name: 'liveness-level',
    desc: 'Identity document and passive liveness, through an SDK or a link only',
    type: 'standalone',
    docSets: [identity, liveSelfie],
  },
  { name: 'face-auth-level', desc: 'Face authorization', type: 'actions', docSets: [selfie] },
];

export function levelNamed(name: string): Level | undefined {
  return levels.find((level) => level.name === name);
}

/** The step of a level that takes documents of this type. */
export function stepOf(level: Level | undefined, idDocType: string): string | undefined {
  return level?.docSets.find(({ types }) => types.includes(idDocType))?.idDocSetType;
}
