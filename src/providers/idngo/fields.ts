import { z } from 'zod';

/**
 * What IDnGO takes. Closed where the vendor's list is closed, open strings where it says that the list is not complete; every text is
 * bounded. The vendor documents no maximum lengths except for external ids (512), so the other bounds are generous and ours.
 */

// Object ids are 24 hex characters in every example; that they always are is an assumption, so any plain token is let through.
const objectId = (what: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 characters of A-Z a-z 0-9 _ -')
    .describe(what);

const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters or broken text');

export const applicantId = objectId('Applicant id in IDnGO.');
export const actionId = objectId('Action id in IDnGO.');
export const inspectionId = objectId('Inspection id: comes with the applicant.');
export const imageId = objectId('Image id: comes with an upload or with the status of the steps.');
export const checkId = objectId('Id of a face liveness check, from getFaceLivenessCheck.');

export const externalUserId = line(512).describe('Your id of the user. Letters, digits and . _ - are the safest.');
export const externalActionId = line(512).describe('Your id of the action.');
export const levelName = line(255).describe('Level name; case-sensitive, and it belongs to one environment.');
export const ttlInSecs = z.int().min(1).max(2_592_000).describe('Lifetime in seconds, at most 30 days.');
export const language = z.string().regex(/^[a-z]{2}$/, 'must be an ISO 639-1 code such as en');
export const country = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 3166-1 alpha-3 code such as KAZ');

/** PASSPORT, ID_CARD, …: the vendor's list is not complete. */
export const idDocType = z.string().regex(/^[A-Z0-9_]{1,64}$/, 'must be a document type such as PASSPORT');
export const idDocSubType = z.enum(['FRONT_SIDE', 'BACK_SIDE']).nullable();
export const rejectLabel = z.string().regex(/^[A-Z0-9_]{1,64}$/, 'must be a label such as LOW_QUALITY');
export const comment = z.string().max(2000);
export const reason = line(255);

export const email = z
  .string()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address');
export const phone = z.string().regex(/^[+0-9][0-9 ().-]{2,31}$/, 'must be a telephone number');

export const unsetFields = z
  .string()
  .max(1000)
  .regex(/^[A-Za-z][A-Za-z0-9.]*(,[A-Za-z][A-Za-z0-9.]*)*$/, 'must be field names separated by commas')
  .describe('Fields to reset, separated by commas.');

const date = z.iso.date();
const name = line(256).optional();

const address = z.strictObject({
  country: country.optional(),
  postCode: line(32).optional(),
  town: name,
  street: line(512).optional(),
  subStreet: name,
  state: name,
  buildingName: name,
  flatNumber: line(64).optional(),
  buildingNumber: line(64).optional(),
});

/** The fields of `info`, as the import describes them; the vendor gives no other list. */
export const info = z.strictObject({
  firstName: name,
  lastName: name,
  middleName: name,
  legalName: name,
  gender: z.enum(['M', 'F']).optional(),
  dob: date.optional(),
  placeOfBirth: name,
  countryOfBirth: name,
  stateOfBirth: name,
  country: country.optional(),
  nationality: country.optional(),
  addresses: z.array(address).max(20).optional(),
  tin: line(64).optional(),
});

/** What the user or you claim, to be compared with the documents. */
export const fixedInfo = z.strictObject({
  ...info.shape,
  firstNameEn: name,
  lastNameEn: name,
  middleNameEn: name,
});

export const addedDocument = z.strictObject({
  idDocType,
  country,
  idDocSubType: idDocSubType.optional(),
  firstName: name,
  middleName: name,
  lastName: name,
  issuedDate: date.optional(),
  validUntil: date.optional(),
  number: line(64).optional(),
  dob: date.optional(),
  placeOfBirth: name,
});

const bounded = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string().min(1).max(128), value).refine((map) => Object.keys(map).length <= 200, {
    error: 'must have at most 200 entries',
  });

const questionnaireItem = z.strictObject({
  value: z.string().max(4000).nullable().optional(),
  values: z.array(z.string().max(4000)).max(200).optional(),
});

export const questionnaires = z
  .array(
    z.strictObject({
      id: line(128),
      sections: bounded(z.strictObject({ items: bounded(questionnaireItem) })),
    }),
  )
  .max(20);

export const metadata = z.array(z.strictObject({ key: line(128), value: z.string().max(2000) })).max(100);
