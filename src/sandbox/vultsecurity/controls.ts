import { z } from 'zod';
import { control, externalUserId as key, name, timeoutMs } from '../control-rows';
import { documentTypes } from './document-types';
import { outcomeSchema, outcomesSchema } from './outcome-script';

const one = z.strictObject({ key });
const script = z.strictObject({ key, outcomes: outcomesSchema });

/** The strings of the simulated VultSecurity, for another process. */
export const vultsecurityControls = {
  'GET sessions': control(one, ({ vultsecurity }, given) => vultsecurity.sessions(given.key)),
  'POST script': control(script, ({ vultsecurity }, given) => vultsecurity.script(given.key, given.outcomes)),
  'POST script-authentications': control(script, ({ vultsecurity }, given) =>
    vultsecurity.scriptAuthentications(given.key, given.outcomes),
  ),
  'POST flip': control(z.strictObject({ key, outcome: outcomeSchema }), ({ vultsecurity }, given) =>
    vultsecurity.flip(given.key, given.outcome),
  ),
  'POST finish-on-device': control(
    z.strictObject({ key, documentType: z.enum(documentTypes).optional() }),
    ({ vultsecurity }, given) => vultsecurity.finishOnDevice(given.key, given.documentType),
  ),
  'POST revoke-tokens': control(z.strictObject({}), ({ vultsecurity }) => vultsecurity.revokeTokens()),
  'POST forge-webhook': control(
    z.strictObject({ key, forgery: z.enum(['bad-signature', 'unknown-user']) }),
    ({ vultsecurity }, given) => vultsecurity.forgeWebhook(given.key, given.forgery),
  ),
  'POST reached': control(z.strictObject({ key, status: name, timeoutMs }), ({ vultsecurity }, given) =>
    vultsecurity.reached(given.key, given.status, given.timeoutMs),
  ),
};
