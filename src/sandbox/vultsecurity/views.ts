import { time } from './dates';
import { isStateIssued, type DocumentType } from './document-types';
import type { Identity } from './identities';
import type { IdaSession, IdvSession, Json, Place, Session } from './sessions';
import type { SyntheticPerson } from './synthetic-people';

/** How VultSecurity writes its objects as JSON. What has no value is null: the vendor's samples show every field and no rule. */

export function idvSdkView(session: IdvSession): Json {
  return {
    session_id: session.id,
    client_id: session.clientId,
    document_type_e: session.documentType,
    consented: session.consented,
    document_front_given: session.images.front !== undefined,
    document_back_given: session.images.back !== undefined,
    ...livenessFlags(session),
    liveness_provider_e: 'azure',
    sdk_metadata: session.sdkMetadata,
    settings: session.settings,
  };
}

export function idvView(session: IdvSession): Json {
  const { person, images, verdict } = session;
  return {
    ...sessionView(session),
    document_type_e: session.documentType,
    ...nameView(person),
    gender_e: person?.gender ?? null,
    birth_date: person?.birthDate ?? null,
    consented: session.consented,
    consented_at: time(session.consentedAt),
    document_front_given: images.front !== undefined,
    document_front_given_at: time(images.front?.at),
    document_back_given: images.back !== undefined,
    document_back_given_at: time(images.back?.at),
    ...livenessView(session),
    ...checksView(verdict),
    verified: verdict ? verdict.verified : false,
    verified_at: verdict?.verified ? time(verdict.at) : null,
    score: verdict ? verdict.score : null,
    history: historyView(session),
  };
}

export function idaView(session: IdaSession, identity: Identity | undefined): Json {
  return {
    ...sessionView(session),
    ...nameView(identity?.person),
    ...livenessView(session),
    authenticated: session.verdict ? session.verdict.verified : false,
    history: historyView(session),
  };
}

export function idaSdkView(session: IdaSession, identity: Identity | undefined): Json {
  return {
    session_id: session.id,
    identity_id: session.identityId,
    user_id: session.userId,
    client_id: session.clientId,
    status_e: session.status,
    ...nameView(identity?.person),
    ...livenessView(session),
    authenticated: session.verdict ? session.verdict.verified : false,
    liveness_provider_e: 'azure',
    sdk_metadata: session.sdkMetadata,
  };
}

/** An element of a list. Only `session_id` is safe to rely on: the vendor does not show any. */
export function listedSession({ id, clientId, userId, status, createdAt, completedAt, identityId }: Session): Json {
  return {
    session_id: id,
    client_id: clientId,
    user_id: userId,
    status_e: status,
    created_at: time(createdAt),
    completed_at: time(completedAt),
    identity_id: identityId ?? null,
  };
}

export function identityView({ id, createdAt, person, images, livenessDetectedAt, verdict }: Identity): Json {
  return {
    identity_id: id,
    created_at: time(createdAt),
    ...nameView(person),
    birth_date: person?.birthDate ?? null,
    gender_e: person?.gender ?? null,
    ...addressView(person),
    document_front_given: images.front !== undefined,
    document_front_given_at: time(images.front?.at),
    verified: verdict.verified,
    verified_at: verdict.verified ? time(verdict.at) : null,
    liveness_detected: livenessDetectedAt !== undefined,
    liveness_detected_at: time(livenessDetectedAt),
    ...checksView(verdict),
    score: verdict.score,
  };
}

/** The document of a session. Several fields are named otherwise than in {@link identityDocumentView}; so they are at the vendor. */
export function documentView({ id, documentType, person }: IdvSession): Json {
  return {
    session_id: id,
    document_id: person ? `document-${id}` : null,
    type_e: documentType,
    data_source_e: 'unknown',
    ...numbersView(documentType, person),
    issued_at: person ? issuedOn : null,
    expires_at: person ? expiresOn : null,
    ...nameView(person, 'name_suffix'),
    ...addressView(person),
    ...looksView(person),
    class: documentType === 'driver_license' && person ? 'D' : null,
    restrictions: null,
  };
}

export function identityDocumentView({ id, documentType, person }: Identity): Json {
  return {
    document_id: person ? `document-${id}` : null,
    document_type_e: documentType,
    document_data_source_e: 'unknown',
    ...numbersView(documentType, person),
    issue_date: person ? issuedOn : null,
    expiration_date: person ? expiresOn : null,
    ...nameView(person),
    ...addressView(person),
    ...looksView(person),
  };
}

/** The address of the caller is one reserved for documentation. Where nothing was captured, there is nothing but nulls. */
export function locationView(place: Place | undefined): Json {
  const from = <T>(value: T) => (place ? value : null);
  return {
    ip_address: from('192.0.2.1'),
    ip_latitude: from(0),
    ip_longitude: from(0),
    ip_country: from('Nowhere'),
    ip_region: from('Synthetic Region'),
    ip_city: from('Synthetic Springs'),
    device_location: place && isKnown(place) ? `${place.latitude},${place.longitude}` : null,
    device_latitude: place?.latitude ?? null,
    device_longitude: place?.longitude ?? null,
    device_country_name: from('Nowhere'),
    device_country_code: from('ZZ'),
    device_admin_area: null,
    device_sub_admin_area: null,
    device_locality: null,
  };
}

/** Uploads take any text for coordinates. */
function isKnown({ latitude, longitude }: Place): boolean {
  return Number.isFinite(latitude) && Number.isFinite(longitude);
}

const issuedOn = '2021-03-04';
const expiresOn = '2031-03-04';

function sessionView(session: Session): Json {
  return {
    session_id: session.id,
    user_id: session.userId,
    client_id: session.clientId,
    idv_weights_id: session.weightsId,
    status_e: session.status,
    created_at: time(session.createdAt),
    completed_at: time(session.completedAt),
    identity_id: session.identityId ?? null,
    metadata: session.metadata,
    webhook_url: session.webhookUrl ?? null,
    settings: session.settings,
  };
}

function livenessFlags({ livenessDetectedAt, selfie }: Session): Json {
  return { liveness_detected: livenessDetectedAt !== undefined, selfie_given: selfie !== undefined };
}

function livenessView(session: Session): Json {
  const { livenessDetectedAt, selfie } = session;
  return {
    ...livenessFlags(session),
    liveness_detected_at: time(livenessDetectedAt),
    selfie_given_at: time(selfie?.at),
  };
}

function checksView(verdict: IdvSession['verdict']): Json {
  return {
    dmv_status_e: verdict ? verdict.dmvStatus : 'unknown',
    dmv_detected_at: verdict && verdict.dmvStatus !== 'unknown' ? time(verdict.at) : null,
    ofac_status_e: verdict ? verdict.ofacStatus : 'unknown',
    ofac_detected_at: time(verdict?.at),
  };
}

function historyView({ history }: Session): Json[] {
  return history.map(({ at, event }) => ({ at: time(at), event }));
}

function nameView(person: SyntheticPerson | undefined, suffix = 'suffix_name'): Json {
  return {
    first_name: person?.firstName ?? null,
    middle_name: person?.middleName ?? null,
    last_name: person?.lastName ?? null,
    [suffix]: null,
  };
}

function addressView(person: SyntheticPerson | undefined): Json {
  return {
    street: person?.street ?? null,
    city: person?.city ?? null,
    state: person?.state ?? null,
    postal_code: person?.postalCode ?? null,
  };
}

function numbersView(type: DocumentType, person: SyntheticPerson | undefined): Json {
  return {
    document_number: person?.documentNumber ?? null,
    ref_number: null,
    issuing_country: person ? 'Nowhere' : null,
    issuing_state: person && isStateIssued(type) ? person.state : null,
  };
}

function looksView(person: SyntheticPerson | undefined): Json {
  return {
    birth_date: person?.birthDate ?? null,
    gender_e: person?.gender ?? null,
    height: null,
    weight: null,
    eye_color: null,
    hair_color: null,
  };
}
