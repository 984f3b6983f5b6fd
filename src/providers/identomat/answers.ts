import { z } from 'zod';
import { anything, count, flag, list, maybe, object, text, texts } from '../lenient';

/** What Identomat answers, out of its envelope. Fields that may be `null` and are of no declared type are kept as they come. */

/** Longer than any error code, since a bare string in its place is one; 40 characters in the sample. */
export const sessionToken = z.string().regex(/^[A-Za-z0-9._~-]{24,512}$/, 'is not a session token');

export const newId = z.string().min(1).max(128);

/** Anything but `true` does not say that it was done. */
export const done = z.literal(true);

/** `{}`, which some operations answer, says the same as `true`, which others do; so does an empty answer with a success status. */
export const acknowledged = z
  .preprocess((answer) => answer ?? {}, z.union([z.literal(true), z.looseObject({})]))
  .transform(() => true as const);

const person = object({
  first_name: text,
  last_name: text,
  local_first_name: text,
  local_last_name: text,
  birthday: text,
  birthday_time: text,
  age: count,
  sex: text,
  citizenship: text,
  nationality: text,
  birth_place: text,
  document_number: text,
  document_issued: text,
  document_issued_time: text,
  document_expires: text,
  document_expires_time: text,
  personal_number: text,
  issuing_state: text,
  authority: text,
  local_authority: text,
  address: text,
  local_address: text,
  email: text,
  phoneNumber: text,
  mrz: text,
  status: text,
});

/** Whatever could be read of a document. The keys beside `person` depend on its language (`…_en_US`, `…_ka_GE`) and are kept as they come. */
export const readDocument = z.looseObject({ requestId: text, person });

/** The machine-readable zone and the rest of the page, side by side; `person.status` says whether they agree. */
export const readPassport = z.looseObject({ requestId: text, person, mrzData: anything, visualData: anything });

const page = z.looseObject({
  typeId: text,
  pageNumber: count,
  statuses: texts,
  documentPages: list(z.looseObject({ pageNumber: count })),
  final: anything,
});

/** A session's result. `result` is the decision (`approved`, `rejected`; anything else is none yet), the rest mostly personal data. */
export const result = z.looseObject({
  result: text,
  similarity: count,
  live: flag,
  document_type: text,
  reject_reason: object({ value: text, description: text }),
  errors: texts,
  result_comment: text,
  name: text,
  face_images: count,
  person,
  id_card_front: anything,
  id_card_back: anything,
  generalDocuments: list(z.looseObject({ documentType: text, typeId: text, pages: list(page) })),
  questionnaires: list(z.looseObject({ key: text, questions: list(z.looseObject({ key: text })) })),
  geolocation: list(z.looseObject({ key: text, latitude: count, longitude: count, address: text })),
  technicalDetails: object({ remoteAddress: text, userAgent: text, countryCode: text }),
  configId: text,
  screeningMatches: list(z.looseObject({ score: count, name: text, personId: text, reviewStatus: text })),
});

/** Reasons and steps beside these are `null` in the sample and kept as they come. */
export const statistics = z.array(
  z.looseObject({
    sessionStartDate: text,
    sessionTimeSpan: count,
    scanDocumentStartTime: text,
    scanDocumentEndTime: text,
    scanDocumentAttempts: count,
    livenessStartTime: text,
    livenessEndTime: text,
  }),
);

/** Newest first in the sample; the types are an open list. */
export const activities = z.array(
  z.looseObject({ id: text, type: text, time: text, data: maybe(z.array(z.unknown())) }),
);
