import { z } from 'zod';
import { count, list, text } from '../../lenient';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const requirementNames = [
  'document_number_required',
  'ref_number_required',
  'issue_at_required',
  'expires_at_required',
  'issuing_country_required',
  'issuing_state_required',
  'first_name_required',
  'middle_name_required',
  'last_name_required',
  'name_suffix_required',
  'street_required',
  'city_required',
  'state_required',
  'postal_code_required',
  'birth_date_required',
  'gender_required',
  'height_required',
  'weight_required',
  'eye_color_required',
  'hair_color_required',
  'class_required',
  'mentions_required',
  'restrictions_required',
  'raw_barcode_required',
  'face_encoding_required',
] as const;

const weightNames = [
  'onboarding_face_encoding_tolerance',
  'verified_account_face_encoding_tolerance',
  'driver_license_fuzzy_match_tolerance',
  'driver_license_fuzzy_match_weight',
  'state_id_fuzzy_match_tolerance',
  'state_id_fuzzy_match_weight',
  'passport_fuzzy_match_tolerance',
  'passport_fuzzy_match_weight',
  'passport_card_fuzzy_match_tolerance',
  'passport_card_fuzzy_match_weight',
  'ofac_fuzzy_match_tolerance',
  'ofac_fuzzy_match_weight',
  'suspicious_words_weight',
  'image_manipulation_weight',
  'online_duplication_weight',
  'is_identity_document_weight',
  'aamva_match_tolerance',
  'aamva_match_weight',
  'idv_session_tolerance',
  'minimum_liveness_tolerance',
  'passive_active_skip_tolerance',
  'gender_probability_tolerance',
  'gender_weight',
  'expression_tolerance',
  'age_tolerance',
  'age_weight',
  'direction_tolerance',
] as const;

const every = <Name extends string, Value extends z.ZodType>(names: readonly Name[], value: Value) =>
  Object.fromEntries(names.map((name) => [name, value])) as Record<Name, Value>;

// Ranges and units are not stated: any finite number is sent.
const weights = z.looseObject({ client_id: text, user_id: text, ...every(weightNames, count) });
const owner = { client_id: fields.clientId.optional(), user_id: fields.userId.optional() };

/** Settings of the whole account. They change the outcome for everybody, replace the whole set, and know no version: not for a case. */
export const idvSettingOperations = {
  getRequirements: operation({
    name: 'getRequirements',
    summary: 'Read which document fields must be present, by document type and data source.',
    group: 'IDV',
    method: 'GET',
    path: '/idv/requirements',
    query: ['client_id', 'user_id', 'type_e', 'data_source_e'],
    body: 'none',
    request: z.strictObject({
      ...owner,
      type_e: fields.documentType.optional(),
      data_source_e: fields.dataSource.optional(),
    }),
    answer: 'json',
    response: z.looseObject({ requirements: list(z.looseObject({ type_e: text, data_source_e: text })) }),
    effect: 'read',
  }),

  updateRequirements: operation({
    name: 'updateRequirements',
    summary: 'Replace the whole set of required document fields of a document type and data source.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/requirements/update',
    body: 'json',
    request: z.strictObject({
      ...owner,
      type_e: fields.documentType,
      data_source_e: fields.dataSource,
      ...every(requirementNames, z.boolean()),
    }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'idempotent',
  }),

  getWeights: operation({
    name: 'getWeights',
    summary: 'Read the weights and tolerances that are in force.',
    group: 'IDV',
    method: 'GET',
    path: '/idv/weights',
    query: ['client_id', 'user_id'],
    body: 'none',
    request: z.strictObject(owner),
    answer: 'json',
    response: weights,
    effect: 'read',
  }),

  updateWeights: operation({
    name: 'updateWeights',
    summary: 'Replace all weights and tolerances.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/weights/update',
    body: 'json',
    request: z.strictObject({ ...owner, ...every(weightNames, z.number()) }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'idempotent',
  }),

  getWeightsById: operation({
    name: 'getWeightsById',
    summary: 'Read the weights that were in force for a session, for an audit.',
    group: 'IDV',
    method: 'GET',
    path: '/idv/weights/{id}',
    body: 'none',
    request: z.strictObject({ id: fields.weightsId }),
    answer: 'json',
    response: weights,
    effect: 'read',
  }),
};
