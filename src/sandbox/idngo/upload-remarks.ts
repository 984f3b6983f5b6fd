import { z } from 'zod';
import type { Image } from './applicants';
import type { Side } from './review-script';

/** What is said about an upload in its answer. */
export interface UploadRemark {
  /** Default: any document. */
  readonly idDocType?: string;
  /** Default: any side. */
  readonly side?: Side;
  /** For example `dataNotReadable`: the image does not count, another one is needed. */
  readonly errors?: readonly string[];
  /** For example `maybeExpiredDoc`: they do not block. */
  readonly warnings?: readonly string[];
}

const words = z.array(z.string().max(100)).max(20).optional();

export const uploadRemarksSchema: z.ZodType<UploadRemark[]> = z
  .array(
    z.strictObject({
      idDocType: z.string().max(64).optional(),
      side: z.enum(['front', 'back']).optional(),
      errors: words,
      warnings: words,
    }),
  )
  .max(100);

/** The remarks still to be made, per applicant. */
export class UploadRemarks {
  private readonly remarks = new Map<string, UploadRemark[]>();

  set(externalUserId: string, remarks: readonly UploadRemark[]): void {
    this.remarks.set(externalUserId, [...uploadRemarksSchema.parse(remarks)]);
  }

  take(externalUserId: string, image: Image): Required<Pick<UploadRemark, 'errors' | 'warnings'>> {
    const remarks = this.remarks.get(externalUserId) ?? [];
    const at = remarks.findIndex(
      ({ idDocType = image.idDocType, side = image.side }) => idDocType === image.idDocType && side === image.side,
    );
    const [remark] = at < 0 ? [] : remarks.splice(at, 1);
    return { errors: remark?.errors ?? [], warnings: remark?.warnings ?? [] };
  }
}
