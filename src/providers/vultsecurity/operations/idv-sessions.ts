import { z } from 'zod';
import { flag, text } from '../../lenient';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const { sessionId: session_id } = fields;
const byId = z.strictObject({ session_id });

export const idvSessionOperations = {
  createIdvSession: operation({
    name: 'createIdvSession',
    summary:
      'Open a verification session. Put a key of your own into metadata, to find it again when the answer is lost.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/session/create',
    body: 'json',
    request: z.strictObject({
      metadata: fields.metadata.optional(),
      liveness_mode: fields.livenessMode.optional(),
      webhook_url: fields.webhookUrl.optional(),
      settings: fields.freeForm.optional(),
    }),
    answer: 'json',
    response: answers.opened,
    effect: 'creates',
  }),

  readIdvSession: operation({
    name: 'readIdvSession',
    summary: 'Read a verification session: status, verdict, recognised data. The source of truth for a decision.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/session/read',
    body: 'json',
    request: byId,
    answer: 'json',
    response: answers.idvSession,
    effect: 'read',
  }),

  listIdvSessions: operation({
    name: 'listIdvSessions',
    summary: 'Search verification sessions, a page at a time.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/session/list',
    body: 'json',
    request: z.strictObject({
      take: fields.take.optional(),
      skip: fields.skip.optional(),
      search_term: fields.searchTerm.optional(),
      start_date: fields.day.optional(),
      end_date: fields.day.optional(),
      metadata: fields.metadata.optional(),
      identity_id: fields.oneOrManyIdentities.optional(),
      status: fields.sessionStatus.optional(),
      client_id: fields.oneOrManyClients.optional(),
      user_id: fields.oneOrManyUsers.optional(),
    }),
    answer: 'json',
    response: answers.sessionPage,
    effect: 'read',
  }),

  readIdvSessionLocation: operation({
    name: 'readIdvSessionLocation',
    summary: 'Read where a step of a verification was made, by address and by device.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/session-location/read',
    body: 'json',
    request: z.strictObject({ session_id, location_capture_type_e: fields.locationCapture }),
    answer: 'json',
    response: answers.sessionLocation,
    effect: 'read',
  }),

  readSessionTests: operation({
    name: 'readSessionTests',
    summary: 'Read the single tests of a verification: forensics, comparison with DMV records, cross-checks.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/session-test/read',
    body: 'json',
    request: byId,
    answer: 'json',
    response: z.looseObject({
      doc_front_image_manipulation: text,
      doc_front_is_identity_document: text,
      doc_front_online_duplication: text,
      doc_front_suspicious_words: text,
      doc_back_image_manipulation: text,
      doc_back_is_identity_document: text,
      doc_back_online_duplication: text,
      doc_back_suspicious_words: text,
      // Whether false also stands for "not tested" is not stated: they mean something once dmv_detected_at of the session is set.
      dmv_document_number_match: flag,
      dmv_document_expiration_match: flag,
      dmv_document_issue_match: flag,
      dmv_document_category_match: flag,
      dmv_birth_date_match: flag,
      dmv_sex_match: flag,
      dmv_eye_color_match: flag,
      dmv_height_match: flag,
      dmv_weight_match: flag,
      dmv_first_name_match: flag,
      dmv_middle_name_match: flag,
      dmv_last_name_match: flag,
      dmv_suffix_name_match: flag,
      dmv_street_match: flag,
      dmv_city_match: flag,
      dmv_state_match: flag,
      dmv_postal_code_match: flag,
      document_number_crosscheck: flag,
      name_crosscheck: flag,
      address_crosscheck: flag,
    }),
    effect: 'read',
  }),

  anonymizeIdvSession: operation({
    name: 'anonymizeIdvSession',
    summary: "Remove the person's data from a verification session and keep the session.",
    group: 'IDV',
    method: 'POST',
    path: '/idv/session/anonymize',
    body: 'json',
    request: byId,
    answer: 'json',
    response: answers.acknowledged,
    effect: 'irreversible',
  }),

  deleteIdvSession: operation({
    name: 'deleteIdvSession',
    summary: 'Delete a verification session.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/session/delete',
    body: 'json',
    request: byId,
    answer: 'json',
    response: answers.acknowledged,
    effect: 'irreversible',
  }),
};
