import { z } from 'zod';

const secret = (what: string) => z.string().min(8).max(4096).describe(`Secret. ${what}`);
// A variable holds text; the schema says what is wrong with text that is no JSON.
const jsonText = (value: unknown) => {
  try {
    return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  } catch {
    return value;
  }
};
const url = (what: string) => z.url({ protocol: /^https?$/ }).describe(what);

/** Identomat's part of the configuration. */
export const identomatOptions = z
  .strictObject({
    widgetUrl: url(
      "Where sessions are begun, opened by users and read: the vendor's host, a private installation or a sandbox.",
    ).default('https://widget.identomat.com'),
    externalApiUrl: url('Where everything else is served: the other host of the same installation.').default(
      'https://external-api.identomat.com',
    ),
    companyKey: secret('The company key (Dashboard, Settings > Integration > API), sent in the body of every request.'),
    callbackApiKey: z
      .union([secret('Verifies callbacks.'), z.array(secret('Verifies callbacks.')).min(1).max(5)])
      .describe('Secret. Verifies callbacks; several (comma-separated) while a new one is being introduced.'),
    sessionLifetimeMinutes: z
      .int()
      .min(1)
      .max(7 * 24 * 60)
      .describe(
        'How long a session can be used, in minutes: 15 unless its configuration says otherwise. Too long, and a user is left with a dead link; too short, and a living session is replaced.',
      )
      .default(15),
    returnUrl: url(
      'Where the person goes afterwards; the subject id is added to its path. Without one the vendor takes the page for an iframe.',
    ).optional(),
    outcomes: z
      .preprocess(
        jsonText,
        z.record(
          z.string().min(1).max(100),
          z.enum(['collecting', 'in_review', 'on_hold', 'resubmit', 'rejected', 'expired', 'unknown']),
        ),
      )
      .describe(
        'Meanings of results that the vendor does not document: `{"terms_declined":"expired"}`. JSON in a variable. Nothing can be made an approval.',
      )
      .optional(),
    retryReasons: z
      .array(z.string().min(1).max(100))
      .max(200)
      .describe(
        'Reject reasons after which the person may try again (default: those that a better picture would mend).',
      )
      .optional(),
  })
  .describe('Identomat (company key, two hosts).');

export type IdentomatConfig = z.output<typeof identomatOptions>;
