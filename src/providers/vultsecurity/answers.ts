import { z } from 'zod';
import { anything, count, flag, list, text } from '../lenient';

/**
 * What VultSecurity answers. Its page states neither which fields may be null nor the full lists of its enums, so every field is optional
 * but those without which there is no next step. Times and dates stay the strings that they are: their format is not stated.
 */

/** The vendor answers with an empty object; an empty body, or anything that is no object, says no less. */
export const acknowledged = z.preprocess(
  (answer) => (typeof answer === 'object' && !Array.isArray(answer) ? (answer ?? {}) : {}),
  z.looseObject({}),
);

export const opened = z.looseObject({ session_id: z.string().min(1).max(256) });

/** For the liveness component on the device: a secret, and good for one liveness session. */
export const livenessToken = z.looseObject({ token: z.string().min(1) });

/** The vendor says that a token comes back here too, and not what for: nothing depends on it. */
export const livenessProcessed = z.looseObject({ token: text });

const meetings = {
  liveness_detected: flag,
  selfie_given: flag,
};

const names = {
  first_name: text,
  middle_name: text,
  last_name: text,
  suffix_name: text,
};

const address = {
  street: text,
  city: text,
  state: text,
  postal_code: text,
};

const appearance = {
  gender_e: text,
  height: text,
  weight: text,
  eye_color: text,
  hair_color: text,
};

const screening = {
  ofac_status_e: text,
  ofac_detected_at: text,
  dmv_status_e: text,
  dmv_detected_at: text,
  score: count,
};

/** Progress only: neither a status nor a verdict. */
export const idvProgress = z.looseObject({
  session_id: text,
  client_id: text,
  document_type_e: text,
  consented: flag,
  document_front_given: flag,
  document_back_given: flag,
  ...meetings,
  liveness_provider_e: text,
  sdk_metadata: anything,
  settings: anything,
});

/** Personal data, and `webhook_url` with its token: flows pick the status and the verdict, and leave the rest where it is. */
export const idvSession = z.looseObject({
  session_id: text,
  user_id: text,
  client_id: text,
  identity_id: text,
  idv_weights_id: text,
  status_e: text,
  created_at: text,
  completed_at: text,
  document_type_e: text,
  ...names,
  gender_e: text,
  birth_date: text,
  consented: flag,
  consented_at: text,
  document_front_given: flag,
  document_front_given_at: text,
  document_back_given: flag,
  document_back_given_at: text,
  ...meetings,
  liveness_detected_at: text,
  selfie_given_at: text,
  ...screening,
  verified: flag,
  verified_at: text,
  metadata: anything,
  webhook_url: text,
  settings: anything,
  history: list(z.unknown()),
});

const ida = {
  session_id: text,
  user_id: text,
  client_id: text,
  identity_id: text,
  status_e: text,
  ...names,
  ...meetings,
  liveness_detected_at: text,
  selfie_given_at: text,
  authenticated: flag,
};

export const idaSession = z.looseObject({
  ...ida,
  idv_weights_id: text,
  created_at: text,
  completed_at: text,
  metadata: anything,
  webhook_url: text,
  settings: anything,
  history: list(z.unknown()),
});

export const idaProgress = z.looseObject({ ...ida, liveness_provider_e: text, sdk_metadata: anything });

/** Where a step was made, by address and by device. Calls of a server show the server's address. */
export const sessionLocation = z.looseObject({
  ip_address: text,
  ip_latitude: count,
  ip_longitude: count,
  ip_country: text,
  ip_region: text,
  ip_city: text,
  device_location: text,
  device_latitude: count,
  device_longitude: count,
  device_country_name: text,
  device_country_code: text,
  device_admin_area: text,
  device_sub_admin_area: text,
  device_locality: text,
});

/** The vendor shows no element of the list: an id is all that is counted on. */
export const sessionPage = z.looseObject({
  sessions: list(z.looseObject({ session_id: text })),
  meta_counts: anything,
});

export const sessionDocument = z.looseObject({
  session_id: text,
  document_id: text,
  type_e: text,
  data_source_e: text,
  document_number: text,
  ref_number: text,
  issued_at: text,
  expires_at: text,
  issuing_country: text,
  issuing_state: text,
  first_name: text,
  middle_name: text,
  last_name: text,
  name_suffix: text,
  ...address,
  birth_date: text,
  ...appearance,
  class: text,
  restrictions: text,
});

export const documentPage = z.looseObject({
  documents: list(z.looseObject({ document_id: text })),
  meta_counts: anything,
});

const identity = {
  identity_id: text,
  created_at: text,
  ...names,
  birth_date: text,
  gender_e: text,
  ...address,
  document_front_given: flag,
  document_front_given_at: text,
  verified: flag,
  verified_at: text,
  liveness_detected: flag,
  liveness_detected_at: text,
  ...screening,
};

/** Either the list or the fields of one identity; the vendor's sample shows both at once. */
export const identities = z.looseObject({ identities: list(z.looseObject(identity)), ...identity });

export const identityPage = z.looseObject({
  identities: list(z.looseObject({ identity_id: text })),
  meta_counts: anything,
});

export const identityDocument = z.looseObject({
  document_id: text,
  document_type_e: text,
  document_data_source_e: text,
  document_number: text,
  ref_number: text,
  issue_date: text,
  expiration_date: text,
  issuing_country: text,
  issuing_state: text,
  birth_date: text,
  ...names,
  ...address,
  ...appearance,
});
