import fc from 'fast-check';
import { uploadDocuments } from '../../../activities/idngo/upload';
import type { UploadReport } from '../../../workflows/providers/contract';
import { imageOf } from '../onboarding/samples';
import { attempt } from './attempt';
import { FakeIdngo, nameOf } from './fake-idngo';

const everything = [
  imageOf('ID_CARD', 'front'),
  imageOf('ID_CARD', 'back'),
  imageOf('DRIVERS', 'front'),
  imageOf('DRIVERS', 'back'),
  imageOf('PASSPORT'),
  imageOf('SELFIE'),
];

test('however many attempts are lost, before or after their effect, every image is there once', async () => {
  const anySubmission = fc.shuffledSubarray(everything, { minLength: 1 });
  const anyLosses = fc.array(fc.record({ at: fc.integer({ min: 1, max: 6 }), kept: fc.boolean() }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(anySubmission, anyLosses, async (documents, losses) => {
      let loss: (typeof losses)[number] | undefined;
      let count = 0;
      const idngo = new FakeIdngo(async (_upload, keep) => {
        if (++count !== loss?.at) return;
        if (loss.kept) keep();
        throw new Error('connection reset');
      });
      // Images of an earlier submission, which no attempt may take for its own.
      for (const { type, document } of documents) {
        await idngo.client.addIdDocument({
          applicantId: 'a-1',
          metadata: { idDocType: type, country: 'KAZ' },
          document,
        });
      }
      const known = idngo.images.map(({ id }) => id);

      let report: UploadReport | undefined;
      const attempts = [...losses, undefined];
      for (let number = 1; report === undefined; number++) {
        loss = attempts[number - 1];
        count = 0;
        const request = { applicantId: 'a-1', documents, known };
        const running: Promise<UploadReport> = attempt({ attempt: number }).run(uploadDocuments(idngo.client), request);
        report = await running.catch(() => undefined);
      }

      const now = idngo.images.filter(({ id }) => !known.includes(id));
      expect(now.map(nameOf).sort()).toEqual(
        documents.map(({ type, side }) => nameOf({ type, side: side ?? undefined })).sort(),
      );
      expect(report.refused).toEqual([]);
      const told = report.accepted.map(
        ({ document, imageId }) => [documents[document]!, now.find(({ id }) => id === imageId)!] as const,
      );
      expect(told).toHaveLength(documents.length);
      for (const [document, image] of told)
        expect([image.type, image.side ?? null]).toEqual([document.type, document.side]);
    }),
    { numRuns: 300 },
  );
});
