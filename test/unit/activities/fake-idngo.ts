import type { IdngoClient } from '../../../activities/idngo/client';
import type { DocumentSide } from '../../../src/domain/documents';

interface Upload {
  readonly type: string;
  readonly side?: DocumentSide;
}
/** What happens to an upload, told by a test: nothing, an answer of its own, or an error before or after the image is kept. */
type Fate = (upload: Upload, kept: () => string) => Promise<{ errors?: string[]; imageId?: string } | void>;

const sides: Readonly<Record<string, DocumentSide>> = { FRONT_SIDE: 'front', BACK_SIDE: 'back' };

/** An IDnGO in memory that takes images and lists them by step: every call adds one, as at the vendor. */
export class FakeIdngo {
  /** What was called, in order: `PASSPORT`, `ID_CARD front`, `look`. */
  readonly calls: string[] = [];
  readonly images: (Upload & { id: string; country: string })[] = [];
  signals: (AbortSignal | undefined)[] = [];

  constructor(private readonly fate: Fate = async () => {}) {}

  readonly client = {
    addIdDocument: async ({ metadata: { idDocType: type, country, idDocSubType } }, { signal } = {}) => {
      const upload = { type, ...(idDocSubType && { side: sides[idDocSubType]! }) };
      this.calls.push(nameOf(upload));
      this.signals.push(signal);
      let id: string | undefined;
      const keep = () => {
        id ??= `image-${this.images.push({ ...upload, country, id: `image-${this.images.length + 1}` })}`;
        return id;
      };
      const answer = await this.fate(upload, keep);
      return answer ?? { imageId: keep() };
    },
    getRequiredIdDocsStatus: async () => {
      this.calls.push('look');
      const types = [...new Set(this.images.map(({ type }) => type))];
      const steps = types.map((type) => [stepOf(type), { idDocType: type, imageIds: this.imageIds(type) }] as const);
      return { PROOF_OF_ADDRESS: null, ...Object.fromEntries(steps) };
    },
  } as Partial<IdngoClient> as IdngoClient;

  imageIds(type: string): string[] {
    return this.images.filter((image) => image.type === type).map(({ id }) => id);
  }
}

function stepOf(type: string): string {
  return type === 'SELFIE' ? 'SELFIE' : `IDENTITY_${type}`;
}

export function nameOf({ type, side }: Upload): string {
  return side ? `${type} ${side}` : type;
}
