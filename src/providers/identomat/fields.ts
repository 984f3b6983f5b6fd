import { z } from 'zod';

/**
 * What Identomat takes. The vendor documents no maximum lengths, so the bounds are generous and ours; lists that it leaves open are open
 * strings here.
 */

const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters or broken text');

// 24 hex characters in the samples; that they always are is an assumption, so any plain token is let through.
const id = (what: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,128}$/, 'must be 1 to 128 characters of A-Z a-z 0-9 _ -')
    .describe(what);

/** The same string under two names: `session_token` on the widget host, `sessionId` on the other (assumed; the vendor does not say so). */
export const session = id('Session: what beginSession answered. Opens the session in a browser: confidential.');
export const configId = id('Id of a saved session configuration.');
export const personId = id('personId of a screening hit.');
export const recordId = id('Id of the record: what adding it answered.');
export const groupId = id('Group id.');
export const userIds = z.array(id('User id.')).max(1000);

/** `bank-statement`, `utility-bill`, `drivers-license`, …: the vendor's list is not complete. */
export const documentTypeId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be a document type such as utility-bill');
export const key = line(256);
export const index = z.int().min(0).max(10_000);
export const offset = z.int().min(0).max(10_000_000);
export const limit = z.int().min(1).max(1000);

export const name = line(512);
export const reason = line(1000);
export const number = line(64);
export const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true, local: true })], { error: 'must be an ISO 8601 date or time' })
  .describe('ISO 8601, a date or a date with time.');

export const email = z
  .string()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address');
export const password = z.string().min(8).max(256).describe('Secret. At least 8 characters.');
export const right = z.enum(['call_center_operator', 'operator', 'administrator']);

const LARGEST_SETTINGS = 64 * 1024;
const bounded = <Value extends z.ZodType>(value: Value) =>
  value.refine((settings) => JSON.stringify(settings).length <= LARGEST_SETTINGS, {
    error: `must have at most ${LARGEST_SETTINGS} characters as JSON`,
  });

/** Flags that are not listed pass through unchanged. */
export const flags = bounded(
  z
    .looseObject({
      skip_face: z.boolean().optional(),
      skip_document: z.boolean().optional(),
      return_url: z.url({ protocol: /^https?$/ }).optional(),
      language: line(16).optional(),
      skip_desktop: z.boolean().optional(),
      switch_device_url: z.url({ protocol: /^https?$/ }).optional(),
      restrict_url_sharing: z.boolean().optional(),
      requireHdMedia: z.boolean().optional(), // sic: camel case among snake case
    })
    .describe('How the session looks and behaves.'),
);

/** Types and their settings are made in the dashboard and not all documented: they pass through unchanged. */
export const steps = bounded(
  z
    .array(z.looseObject({ type: line(64), key: line(256).optional() }))
    .max(50)
    .describe('Steps in order; beside a configuration, only those that override one of its steps.'),
);
