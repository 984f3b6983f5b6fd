import { createHash } from 'node:crypto';
import { hasBack, type DocumentType, type Side } from './document-types';
import { badRequest } from './refusals';
import { note, type IdvSession, type Place, type Session, type StoredFile } from './sessions';
import { syntheticPerson } from './synthetic-people';
import type { World } from './world';

/** The steps of a session, whoever takes them: a call to the API or the vendor's component on the device. Each returns its effect. */

/** Nothing is taken any more for a session that was finalized, has ended or was anonymized. */
export function assertOpen(session: Session): void {
  if (session.finalizedAt !== undefined) throw badRequest('The session was finalized before');
  if (session.status !== 'in_progress') throw badRequest(`The session is ${session.status}`);
  if (session.kind === 'idv' && session.anonymized) throw badRequest('The session was anonymized');
}

/** Consent first, or everything else fails (vendor). Authentications have no such step. */
export function assertConsented(session: Session): void {
  if (session.kind === 'idv' && !session.consented) throw badRequest('The person has not consented');
}

export function consent({ now }: World, session: IdvSession, consented: boolean): string {
  const again = session.consentedAt !== undefined && session.consented === consented;
  session.consented = consented;
  session.consentedAt = now();
  note(session, now(), consented ? 'consented' : 'refused');
  return repeated(consented ? 'consented' : 'consent-refused', again);
}

export function chooseDocument({ now }: World, session: IdvSession, type: DocumentType): string {
  const again = session.documentType === type;
  session.documentType = type;
  note(session, now(), 'document_type');
  return repeated('document-type-set', again);
}

/** Keeps the newest image of each side: whether the vendor replaces or adds is not documented. */
export function addImage(
  { now }: World,
  session: IdvSession,
  side: Side,
  image: Omit<StoredFile, 'at'>,
  place: Place,
): string {
  if (side === 'back' && !hasBack(session.documentType)) throw badRequest(`A ${session.documentType} has no back`);
  const again = session.images[side]?.sha256 === image.sha256;
  session.images[side] = { ...image, at: now() };
  session.places[side] = place;
  if (side === 'front') session.person = syntheticPerson(session.key);
  note(session, now(), `document_${side}`);
  return repeated(`${side}-image-added`, again);
}

/** A new token every time, for the component on the device. */
export function openLiveness({ ids, now }: World, session: Session): { token: string; effect: string } {
  const again = session.openLiveness > 0;
  session.openLiveness++;
  note(session, now(), 'liveness_opened');
  return { token: `liveness-${ids.uuid()}`, effect: repeated('liveness-opened', again) };
}

/** The person always passes. The pictures of the active steps are kept in the order in which they came. */
export function processLiveness(
  { ids, now }: World,
  session: Session,
  place: Place,
  pictures: readonly string[],
): { token: string; effect: string } {
  if (session.openLiveness === 0 && session.livenessDetectedAt === undefined)
    throw badRequest('No liveness session was generated');
  const again = session.openLiveness === 0;
  session.openLiveness = 0;
  session.livenessDetectedAt = now();
  session.selfie = picture(`${session.id}/selfie`, now());
  session.livenessSteps.splice(0, Infinity, ...pictures.map((text) => picture(text, now())));
  session.places.selfie = place;
  note(session, now(), 'liveness_detected');
  return { token: `processed-${ids.uuid()}`, effect: repeated('liveness-processed', again) };
}

function picture(content: string, at: number): StoredFile {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { sha256, size: content.length, mediaType: 'image/jpeg', at };
}

export function repeated(effect: string, again: boolean): string {
  return again ? `${effect}-again` : effect;
}
