import { z } from 'zod';

const secret = (what: string) => z.string().min(8).max(4096).describe(`Secret. ${what}`);
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
  })
  .describe('Identomat (company key, two hosts).');

export type IdentomatConfig = z.output<typeof identomatOptions>;
