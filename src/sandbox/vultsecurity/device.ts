import { createHash } from 'node:crypto';
import type { CallLog } from '../call-log';
import { hasBack, type DocumentType } from './document-types';
import { badRequest } from './refusals';
import type { IdvSession, Session } from './sessions';
import { addImage, assertOpen, chooseDocument, consent, openLiveness, processLiveness } from './steps';
import type { World } from './world';

const atHome = { latitude: 40.7128, longitude: -74.006 };

/** The person goes through the vendor's component on their device, from consent to finalization. Its calls are recorded like all others. */
export function finishOnDevice(world: World, log: CallLog, session: Session, documentType: DocumentType): void {
  world.lifeCycle.expire(session);
  assertOpen(session);
  const take = (operation: string, step: () => string) =>
    log.begin(operation)({ status: 200, applicantExternalId: session.key, effect: step() });
  if (session.kind === 'idv') showDocument(world, session, documentType, take);
  const area = session.kind === 'idv' ? 'Idv' : 'Ida';
  take(`generate${area}LivenessSession`, () => openLiveness(world, session).effect);
  take(`process${area}LivenessSession`, () => processLiveness(world, session, atHome, []).effect);
  take(`finalize${area}`, () => {
    world.lifeCycle.finalize(session);
    return session.kind === 'idv' ? 'finalized' : 'authentication-finalized';
  });
}

function showDocument(
  world: World,
  session: IdvSession,
  documentType: DocumentType,
  take: (operation: string, step: () => string) => void,
): void {
  if (documentType === 'unknown') throw badRequest('The person shows a document of some type');
  const image = () => ({
    sha256: createHash('sha256').update(world.ids.uuid()).digest('hex'),
    size: 2_048,
    mediaType: 'image/jpeg',
  });
  take('addIdentityConsent', () => consent(world, session, true));
  take('updateDocumentType', () => chooseDocument(world, session, documentType));
  take('addDocumentFrontImage', () => addImage(world, session, 'front', image(), atHome));
  if (hasBack(documentType)) take('addDocumentBackImage', () => addImage(world, session, 'back', image(), atHome));
}
