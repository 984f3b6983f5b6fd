import { z } from 'zod';
import { control, externalUserId as session, name, timeoutMs } from '../control-rows';
import type { ListedPerson } from './listed-people';
import { outcomeSchema, sessionStepsSchema } from './outcomes';

const one = z.strictObject({ session });
const shown = z.strictObject({
  documentType: name.optional(),
  generalDocuments: z.array(name).max(20).optional(),
  person: z.string().max(512).optional(),
});
const recordings = z.strictObject({
  shots: z.int().min(0).max(100),
  videos: z.int().min(0).max(100),
});
const text = z.string().max(512);
const person: z.ZodType<ListedPerson> = z.strictObject({
  personId: z.string().regex(/^[0-9a-f]{24}$/, 'must be 24 hex characters'),
  entityType: z.enum(['person', 'company']),
  firstName: text,
  lastName: text,
  spellings: z.array(text).max(50),
  aliases: z.array(text).max(50),
  birthday: z.iso.date().optional(),
  gender: z.enum(['female', 'male']).optional(),
  nationality: z.string().length(2),
  topics: z.array(text).max(50),
  position: text.optional(),
});

/** The strings of the simulated Identomat, for another process. A session is given by its token or its name. */
export const identomatControls = {
  'GET session': control(one, ({ identomat }, given) => identomat.session(given.session)),
  'GET sessions': control(z.strictObject({ name: session }), ({ identomat }, given) =>
    identomat.sessionsOf(given.name),
  ),
  'POST script': control(z.strictObject({ session, steps: sessionStepsSchema }), ({ identomat }, given) =>
    identomat.script(given.session, given.steps),
  ),
  'POST script-next': control(z.strictObject({ steps: sessionStepsSchema }), ({ identomat }, given) =>
    identomat.scriptNext(given.steps),
  ),
  'POST will-show': control(z.strictObject({ session, shown }), ({ identomat }, given) =>
    identomat.willShow(given.session, given.shown),
  ),
  'POST finish-hosted': control(one, ({ identomat }, given) => identomat.finishHosted(given.session)),
  'POST decide': control(z.strictObject({ session, outcome: outcomeSchema }), ({ identomat }, given) =>
    identomat.decide(given.session, given.outcome),
  ),
  'POST record': control(
    z.strictObject({ session, recordings, afterMs: z.int().nonnegative().optional() }),
    ({ identomat }, given) => identomat.record(given.session, given.recordings, given.afterMs),
  ),
  'POST recorded': control(z.strictObject({ session, timeoutMs }), ({ identomat }, given) =>
    identomat.recorded(given.session, given.timeoutMs),
  ),
  'POST errand': control(
    z.strictObject({
      session,
      errand: z.enum(['sms-code', 'email-code', 'sms-link', 'email-link']),
      recipient: z.string().min(1).max(254),
    }),
    ({ identomat }, given) => identomat.errand(given.errand, given.session, given.recipient),
  ),
  'POST list': control(z.strictObject({ person }), ({ identomat }, given) => identomat.list(given.person)),
  'POST unlist': control(z.strictObject({ personId: name }), ({ identomat }, given) =>
    identomat.unlist(given.personId),
  ),
  'POST touch-monitored': control(z.strictObject({ fullName: session }), ({ identomat }, given) =>
    identomat.touchMonitored(given.fullName),
  ),
  'POST forge-callback': control(
    z.strictObject({ session, forgery: z.enum(['bad-signature', 'unknown-user']) }),
    ({ identomat }, given) => identomat.forgeCallback(given.session, given.forgery),
  ),
  'POST reached': control(z.strictObject({ session, state: name, timeoutMs }), ({ identomat }, given) =>
    identomat.reached(given.session, given.state, given.timeoutMs),
  ),
};
