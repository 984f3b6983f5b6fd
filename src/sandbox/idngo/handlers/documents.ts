import type { Call } from '../../gateway';
import { sampleFile } from '../../sample-files';
import type { Applicant, Image } from '../applicants';
import { addImage } from '../enrolment';
import { levelNamed, stepOf } from '../levels';
import { badRequest, fileRefusal, notFound, notRequired } from '../refusals';
import { binary, json, readUpload } from '../requests';
import type { Side } from '../review-script';
import { requiredIdDocsStatusView } from '../views';
import type { World } from '../world';
import { applicantOf, openApplicantOf } from './people';

const mostImages = 200;
const sides: Readonly<Record<string, Side>> = { FRONT_SIDE: 'front', BACK_SIDE: 'back' };

export const documentHandlers = (world: World) => ({
  addIdDocument: (call: Call) => {
    const applicant = openApplicantOf(world, call);
    const { metadata, idDocType, country, sha256, size, mediaType } = readUpload(call, world.maxFileBytes);
    const step = stepOf(levelNamed(applicant.levelName), idDocType);
    if (step === undefined) throw notRequired(idDocType);
    if (applicant.images.length >= mostImages) throw fileRefusal.tooMany();
    const { image, effect } = addImage(world, applicant, {
      step,
      idDocType,
      country,
      side: sideOf(metadata['idDocSubType']),
      sha256,
      size,
      mediaType,
      source: 'api',
    });
    world.lifeCycle.amended(applicant);
    const remark = world.uploadRemarks.take(applicant.externalUserId, image);
    if (remark.errors.length > 0) putAside(applicant, image);
    const told = call.headers['x-return-doc-warnings'] === 'true' ? remark : {};
    return json(200, { ...metadata, ...told }, { effect, headers: { 'x-image-id': String(image.id) } });
  },

  getRequiredIdDocsStatus: (call: Call) => json(200, requiredIdDocsStatusView(applicantOf(world, call))),

  getInspectionImage: (call: Call) => {
    const { inspectionId = '', imageId } = call.params;
    const image = world.applicants.inspected(inspectionId)?.images.find(({ id }) => String(id) === imageId);
    if (!image) throw notFound('An image with this id in this inspection');
    // The bytes that came were not kept: these stand for them.
    return binary(image.mediaType, sampleFile(image.mediaType, image.sha256));
  },
});

/** An image with errors does not count; of a two-sided document neither does the other side. */
function putAside(applicant: Applicant, { step }: Image): void {
  applicant.images.filter((image) => image.step === step).forEach((image) => (image.active = false));
}

function sideOf(subType: unknown): Side | undefined {
  if (subType === undefined || subType === null) return undefined;
  const side = typeof subType === 'string' ? sides[subType] : undefined;
  if (side === undefined) throw badRequest('idDocSubType is FRONT_SIDE, BACK_SIDE or null');
  return side;
}
