import type { Call } from '../../gateway';
import { addImage, enrolReviewed } from '../enrolment';
import { readImportArchive } from '../import-archive';
import { levelNamed, stepOf } from '../levels';
import { badRequest, duplicateExternalUserId, unknownLevel } from '../refusals';
import { json } from '../requests';
import { applicantView } from '../views';
import type { World } from '../world';

export const importHandlers = (world: World) => ({
  importApplicant: (call: Call) => {
    const { externalUserId, info, levelName, reviewedAt, result, documents } = readImportArchive(call.body);
    const known = world.applicants.named(externalUserId);
    if (known) throw duplicateExternalUserId(known);
    const level = levelNamed(levelName);
    if (!level) throw unknownLevel(levelName);
    const missing = level.docSets.find(({ types }) => !documents.some(({ idDocType }) => types.includes(idDocType)));
    if (missing) throw badRequest(`The archive has no folder for the step ${missing.idDocSetType}`);
    const surplus = documents.find(({ idDocType }) => stepOf(level, idDocType) === undefined);
    if (surplus) throw badRequest(`${surplus.idDocType} is not among the documents of level '${level.name}'`);
    // No webhook is known for an import: whoever imports has the decision already.
    const applicant = enrolReviewed(world, level, { externalUserId, info }, result, reviewedAt ?? world.now());
    for (const { files, ...document } of documents) {
      const step = stepOf(level, document.idDocType)!;
      files.forEach((file) => addImage(world, applicant, { ...document, ...file, step, source: 'api' }));
    }
    return json(200, applicantView(applicant), { effect: 'applicant-imported', externalUserId });
  },
});
