import { z } from 'zod';
import { isLoopback } from './loopback';
import { routesSchema, type Routes } from './routes';

const secret = (what: string) => z.string().min(8).max(4096).describe(`Secret. ${what}`);
const url = (what: string) => z.url({ protocol: /^https?$/ }).describe(what);

// 128 random bits are 22 characters of base64url: a shorter one cannot hold them.
const webhookToken = z
  .string()
  .max(256)
  .regex(/^[A-Za-z0-9_-]{22,}$/, 'must be at least 22 characters of A-Z a-z 0-9 _ - (128 random bits)')
  .describe('Secret. Stands in the path of the webhook address.');

const words = (what: string) => z.array(z.string().min(1).max(100)).max(50).describe(what).default([]);

/** What to do without routes. The vendor's page is the only place that has them. */
export const howToGetRoutes =
  `the vendor's page prints no methods and no paths, and the assumed ones serve the sandbox only. Use "Download OpenAPI specification" on ` +
  'https://developer.vultsecurity.com/kyc/ , see what it gives with `temporal-kyc routes --openapi FILE`, and name the file here; or give routes';

export const vultsecurityOptions = z
  .strictObject({
    baseUrl: url('Where VultSecurity is served; the vendor names its hosts in your contract and in its OpenAPI file.'),
    tokenUrl: url('Where access tokens are fetched (OAuth2 client credentials).'),
    clientId: z
      .string()
      .max(512)
      .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII')
      .describe('OAuth2 client id.'),
    clientSecret: secret('OAuth2 client secret.'),
    clientAuthentication: z
      .enum(['basic', 'form'])
      .describe('How client id and secret reach the token address: in an Authorization header, or as form fields.')
      .default('basic'),
    scope: z.string().min(1).max(1024).describe('Scope to ask for, where the vendor wants one.').optional(),
    audience: z.string().min(1).max(1024).describe('Audience to ask for, where the vendor wants one.').optional(),
    sdkClientId: z
      .string()
      .max(256)
      .regex(/^[\x21-\x7e]+$/, 'must be printable characters without spaces')
      .describe('Value of the X-Client-Id header of the SDK operations. Without it the OAuth2 client id (assumed).')
      .optional(),
    webhookToken: z
      .union([webhookToken, z.array(webhookToken).min(1).max(5)])
      .describe(
        'Secret. Stands in the path of the webhook address, unguessable; several (comma-separated) while a new one is being introduced.',
      ),
    webhookUrl: url(
      'Where VultSecurity reaches the receiver, without the token: `https://kyc.example.com/webhooks/vultsecurity`. Without it cases find out by looking.',
    ).optional(),
    ofacClear: words(
      'Values of `ofac_status_e` that clear a person; without any, an approval that says nothing of sanctions goes to a person.',
    ),
    ofacHits: words('Values of `ofac_status_e` that send the case to a person.'),
    dmvFailures: words('Values of `dmv_status_e` that send an approval to a person.'),
    notVerified: z
      .enum(['rejected', 'resubmit'])
      .describe('What `verified: false` means: the vendor gives no reason with it.')
      .default('rejected'),
    openApi: z
      .string()
      .min(1)
      .max(4096)
      .describe("Path of the vendor's OpenAPI file (JSON), which has the methods and paths of the operations.")
      .optional(),
    routes: z
      .preprocess(
        fromJsonText,
        routesSchema.refine(
          (routes) => Object.keys(routes).length > 0,
          'names no operation: leave it out, or name some',
        ),
      )
      .describe(
        'Method and path by operation, over those of the OpenAPI file: `{"readIdvSession":{"method":"POST","path":"/…"}}`. JSON in a variable.',
      )
      .optional(),
  })
  .refine(({ baseUrl, openApi, routes }) => openApi !== undefined || routes !== undefined || isLoopback(baseUrl), {
    path: ['openApi'],
    message: `is required for a host that is not this machine: ${howToGetRoutes}`,
    // Also beside other problems, so that all of them are told at once; without a usable address there is nothing to tell.
    when: ({ value }) => typeof (value as { baseUrl?: unknown } | null)?.baseUrl === 'string',
  })
  .describe('VultSecurity KYC API 2.10.15 (OAuth2 client credentials).');

export type VultsecurityConfig = z.output<typeof vultsecurityOptions>;

// A variable holds text; the schema says what is wrong with text that is no JSON.
function fromJsonText(value: Routes | string): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
