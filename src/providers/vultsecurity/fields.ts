import { z } from 'zod';
import { documentRef } from '../document-ref';

/**
 * What VultSecurity takes. Enums are closed: the vendor prints them in full for requests. It documents no lengths, so the bounds are
 * generous and ours.
 */

const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters or broken text');

const id = (what: string) => line(256).describe(what);

export const sessionId = id('Session id: comes with createIdvSession or createIdaSession.');
export const identityId = id('Identity id: comes with a finished IDV session.');
export const clientId = id("The vendor's id of the tenant.");
export const userId = id("The vendor's id of the user.");
export const weightsId = id('Id of a set of weights: idv_weights_id of a session.');
export const webhookId = id('Id of a registered webhook: comes with listWebhooks.');

const oneOrMany = (value: z.ZodString) => z.union([value, z.array(value).min(1).max(200)]);
export const identityIds = z.array(identityId).max(200);
export const oneOrManyIdentities = oneOrMany(identityId);
export const oneOrManyClients = oneOrMany(clientId);
export const oneOrManyUsers = oneOrMany(userId);

/** `unknown` is in the vendor's list; as a choice it says nothing. */
export const documentType = z.enum(['unknown', 'driver_license', 'identification_card', 'passport', 'passport_card']);
export const livenessMode = z.enum(['passive', 'passive_active']);
export const sessionStatus = z.enum([
  'unknown',
  'in_progress',
  'complete',
  'temporarily_blocked',
  'temporarily_complete',
  'expired',
]);
export const locationCapture = z.enum([
  'unknown',
  'front_doc_image_capture',
  'back_doc_image_capture',
  'selfie_image_capture',
]);
/** There is no `passport_back`; an `identification_card` is stored as `state_id_card_*` (assumed). */
export const storedFile = z.enum([
  'unknown',
  'driver_license_front',
  'driver_license_back',
  'state_id_card_front',
  'state_id_card_back',
  'passport_front',
  'passport_card_front',
  'passport_card_back',
  'selfie',
  'liveness_passive',
  'liveness_active_step_1',
  'liveness_active_step_2',
  'liveness_active_step_3',
  'liveness_active_step_4',
]);

export const latitude = z.number().min(-90).max(90).describe('Degrees.');
export const longitude = z.number().min(-180).max(180).describe('Degrees.');

/** Uploads take coordinates as text, and never an empty one (vendor). */
const degrees = (most: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(?:\.\d{1,18})?$/, 'must be decimal degrees such as 40.7128')
    .refine((text) => Math.abs(Number(text)) <= most, `must be between -${most} and ${most}`);
export const latitudeText = degrees(90);
export const longitudeText = degrees(180);

export const imageTypes = ['image/jpeg', 'image/png'] as const;
export const image = documentRef;
/** The vendor says "strings" and not which: base64 is assumed. */
export const livenessImages = z.array(documentRef).max(10);

export const webhookUrl = z.url({ protocol: /^https?$/ }).max(2048);
export const webhookName = line(255);
export const dataSource = line(128).describe('The vendor does not list its values: take them from getRequirements.');
export const searchTerm = z.string().max(512);
export const take = z.int().min(0).max(1000).describe('Page size; the vendor may give fewer.');
export const skip = z.int().min(0).describe('How many to leave out from the start.');

/** The vendor says "string or null" here and date-time elsewhere: send ISO 8601 in UTC. */
export const day = line(64).nullable();
export const moment = z.iso.datetime({ offset: true });

const LONGEST_OBJECT = 16_384;

/** Content that the vendor passes through or does not describe. */
export const freeForm = z
  .record(z.string().min(1).max(128), z.json())
  .refine(
    (value) => JSON.stringify(value).length <= LONGEST_OBJECT,
    `must be at most ${LONGEST_OBJECT} characters as JSON`,
  );

/** Comes back in reads, and so do your keys for finding a session again. No personal data. */
export const metadata = freeForm;
