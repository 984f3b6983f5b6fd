import { z } from 'zod';
import { anything, count, flag, list, maybe, object, text, texts } from '../lenient';

export * from '../lenient';

// What IDnGO answers. It adds fields without notice and warns against strict mappers.

/** Numbers in the vendor's examples, strings in its tables: a string here. */
export const imageId = z.union([z.string(), z.number().transform(String)]);

const address = z.looseObject({
  country: text,
  postCode: text,
  town: text,
  street: text,
  subStreet: text,
  state: text,
  buildingName: text,
  flatNumber: text,
  buildingNumber: text,
  startDate: text,
  endDate: text,
});
export const addresses = list(address);

const reviewResult = z.looseObject({
  reviewAnswer: text,
  reviewRejectType: text,
  rejectLabels: texts,
  moderationComment: text,
  clientComment: text,
  buttonIds: texts,
});

/** The state of a verification. A `reviewResult` is a decision only while `reviewStatus` is `completed`. */
export const review = z.looseObject({
  reviewId: text,
  attemptId: text,
  attemptCnt: count,
  elapsedSincePendingMs: count,
  elapsedSinceQueuedMs: count,
  reprocessing: flag,
  levelName: text,
  createDate: text,
  reviewDate: text,
  startDate: text,
  expireDate: text,
  priority: count,
  reviewStatus: text,
  reviewResult: maybe(reviewResult),
});

export const requiredIdDocs = object({
  includedCountries: texts,
  excludedCountries: texts,
  docSets: list(
    z.looseObject({
      idDocSetType: text,
      fields: list(z.looseObject({ name: text, required: flag })),
      types: texts,
      videoRequired: text,
      captureMode: text,
      uploaderMode: text,
      paymentMethods: maybe(z.array(z.unknown())),
      questionnaireDefId: text,
    }),
  ),
});

const recognisedDocument = z.looseObject({
  idDocType: text,
  country: text,
  firstName: text,
  lastName: text,
  issuedDate: text,
  validUntil: text,
  number: text,
  dob: text,
  mrzLine1: text,
  mrzLine2: text,
  mrzLine3: text,
  termless: flag,
});

/** Personal data: flows pick `id`, `inspectionId` and `review`, and leave the rest where it is. */
export const applicant = z.looseObject({
  id: text,
  createdAt: text,
  key: text,
  clientId: text,
  inspectionId: text,
  externalUserId: text,
  sourceKey: text,
  email: text,
  phone: text,
  phoneCountry: text,
  lang: text,
  type: text,
  applicantPlatform: text,
  ipCountry: text,
  agreement: anything,
  notes: maybe(z.array(z.unknown())),
  metadata: list(z.looseObject({ key: text, value: text })),
  questionnaires: maybe(z.array(z.unknown())),
  fixedInfo: anything,
  info: object({
    firstName: text,
    firstNameEn: text,
    lastName: text,
    lastNameEn: text,
    middleName: text,
    dob: text,
    country: text,
    nationality: text,
    gender: text,
    placeOfBirth: text,
    addresses,
    idDocs: list(recognisedDocument),
  }),
  requiredIdDocs,
  review: maybe(review),
});

/** `{ ok: 1 }` is seen on a sibling product; an empty answer with a success status says the same. */
export const acknowledged = z.preprocess((answer) => answer ?? {}, z.looseObject({ ok: count }));

/** The vendor states no answer: it is read to its end and dropped. */
export const unstated = z.void();
