import { z } from 'zod';

const secret = (what: string) => z.string().min(8).max(4096).describe(`Secret. ${what}`);
const url = (what: string) => z.url({ protocol: /^https?$/ }).describe(what);

/** IDnGO's part of the configuration. */
export const idngoOptions = z
  .strictObject({
    baseUrl: url("Where IDnGO is served: the vendor's production host, or a sandbox.").default('https://api.idngo.kz'),
    environment: z
      .enum(['production', 'sandbox'])
      .describe(
        "Which of the vendor's environments the token belongs to. Hooks and calls of the other one are refused.",
      )
      .default('production'),
    appToken: secret('The app token of the Dashboard, sent with every request.'),
    secretKey: secret('Signs every request (HMAC-SHA256).'),
    webhookSecret: z
      .union([secret('Verifies webhooks.'), z.array(secret('Verifies webhooks.')).min(1).max(5)])
      .describe('Secret. Verifies webhooks; several (comma-separated) while a new one is being introduced.'),
    webhookDigestHeader: z
      .string()
      .describe('Header with the digest of a webhook (assumed name).')
      .default('x-payload-digest'),
    webhookAlgorithmHeader: z
      .string()
      .describe('Header that names the digest algorithm (assumed name).')
      .default('x-payload-digest-alg'),
    webhookAlgorithms: z
      .array(z.enum(['HMAC_SHA1_HEX', 'HMAC_SHA256_HEX', 'HMAC_SHA512_HEX']))
      .min(1)
      .describe('Algorithms that are accepted; the first is assumed when the header is missing. SHA-1 only on request.')
      .default(['HMAC_SHA256_HEX', 'HMAC_SHA512_HEX']),
    imageIdHeader: z
      .string()
      .describe('Response header with the id of an uploaded image (assumed name).')
      .default('x-image-id'),
    statusRead: z
      .enum(['status', 'one'])
      .describe(
        'Which read tells the review state: /status without personal data, or /one where /status does not exist.',
      )
      .default('status'),
    documentImagePath: z
      .string()
      .describe('Path of a document image (older form by default).')
      .default('/resources/inspections/{inspectionId}/resources/{imageId}'),
  })
  .describe('IDnGO (HMAC-signed requests).');

export type IdngoConfig = z.output<typeof idngoOptions>;
