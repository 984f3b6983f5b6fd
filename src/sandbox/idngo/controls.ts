import { z } from 'zod';
import { control, externalUserId, name, timeoutMs } from '../control-rows';
import { reviewSchema, reviewStepsSchema } from './review-script';
import { uploadRemarksSchema } from './upload-remarks';

const someone = z.strictObject({ externalUserId });
const script = z.strictObject({ externalUserId, steps: reviewStepsSchema });
const documents = z
  .array(
    z.strictObject({
      idDocType: name,
      country: z.string().length(3).optional(),
      sides: z.array(z.enum(['front', 'back'])).optional(),
    }),
  )
  .max(20);
const status = z.enum(['init', 'pending', 'prechecked', 'queued', 'onHold', 'completed']);

/** The strings of the simulated IDnGO, for another process. */
export const idngoControls = {
  'GET applicant': control(someone, ({ idngo }, given) => idngo.applicant(given.externalUserId)),
  'POST script': control(script, ({ idngo }, given) => idngo.script(given.externalUserId, given.steps)),
  'POST script-actions': control(script, ({ idngo }, given) => idngo.scriptActions(given.externalUserId, given.steps)),
  'POST flip': control(z.strictObject({ externalUserId, review: reviewSchema }), ({ idngo }, given) =>
    idngo.flip(given.externalUserId, given.review),
  ),
  'POST remark-uploads': control(z.strictObject({ externalUserId, remarks: uploadRemarksSchema }), ({ idngo }, given) =>
    idngo.remarkUploads(given.externalUserId, given.remarks),
  ),
  'POST will-show': control(z.strictObject({ externalUserId, documents }), ({ idngo }, given) =>
    idngo.willShow(given.externalUserId, given.documents),
  ),
  'POST finish-hosted': control(someone, ({ idngo }, given) => idngo.finishHosted(given.externalUserId)),
  'POST forge-webhook': control(
    z.strictObject({ externalUserId, forgery: z.enum(['bad-signature', 'unknown-user']) }),
    ({ idngo }, given) => idngo.forgeWebhook(given.externalUserId, given.forgery),
  ),
  'POST reached': control(z.strictObject({ externalUserId, status, timeoutMs }), ({ idngo }, given) =>
    idngo.reached(given.externalUserId, given.status, given.timeoutMs),
  ),
};
