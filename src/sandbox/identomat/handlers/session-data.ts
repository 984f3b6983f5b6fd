import type { Call } from '../../gateway';
import { sampleFile } from '../../sample-files';
import { sampleFace } from '../../sample-faces';
import { tarArchive } from '../../tar-archive';
import { argumentError, noSuchMedium, wrongParameters } from '../refusals';
import { bytes, count, fieldsOf, requiredText, wrapped } from '../requests';
import { hasStep, questionsOf, type Session, type Shown } from '../sessions';
import type { World } from '../world';
import { sessionOf } from './sessions';

/** An archive as the external host wraps it: a data URL in an array in an array. */
export function archived(entries: Parameters<typeof tarArchive>[0]) {
  return wrapped([[`data:application/x-tar;base64,${tarArchive(entries).toString('base64')}`]]);
}

export const sessionDataHandlers = (world: World) => {
  /** An image of what the user showed; 404 when they showed nothing of the kind. */
  const image = (kind: string, isThere: (session: Session, shown: Shown) => boolean) => (call: Call) => {
    const session = sessionOf(world, call, 'session_token');
    if (!session.shown || !isThere(session, session.shown)) throw noSuchMedium();
    return bytes('image/jpeg', portrait(session, kind));
  };
  const documentSide = (session: Session, { documentType }: Shown) =>
    hasStep(session, 'identity-document') && documentType !== 'passport';
  const live = (session: Session) => hasStep(session, 'liveness');

  return {
    getCardFrontImage: image('card-front', documentSide),
    getCardBackImage: image('card-back', documentSide),
    getPassportImage: image(
      'passport',
      (session, { documentType }) => hasStep(session, 'identity-document') && documentType === 'passport',
    ),
    getFaceImage: image('face', live),
    getFaceDocumentImage: image('face-document', (session) => hasStep(session, 'selfie-with-id')),

    getFaceVideo: (call: Call) => {
      const session = sessionOf(world, call, 'session_token');
      if (!session.shown || !live(session)) throw noSuchMedium();
      return bytes('video/mp4', sampleFile('video/mp4', `${session.token}/face-video`));
    },

    getGeneralDocument: (call: Call) => {
      const session = sessionOf(world, call, 'session_token');
      const typeId = requiredText(fieldsOf(call).values['typeId']);
      if (!session.shown?.generalDocuments.includes(typeId)) throw noSuchMedium();
      // Both kinds are documented.
      const mediaType = typeId === 'bank-statement' ? 'application/pdf' : 'image/jpeg';
      return bytes(mediaType, sampleFile(mediaType, `${session.token}/${typeId}`));
    },

    /** The media type in the data URL is the vendor's, and wrong. */
    getMainDocumentFacePhoto: (call: Call) => {
      const session = sessionOf(world, call, 'sessionId');
      if (!session.shown || !hasStep(session, 'identity-document')) throw argumentError('face-photo-not-found');
      return wrapped(`data:text/plain;base64,${portrait(session, 'document-photo').toString('base64')}`);
    },

    listSessionActivities: (call: Call) => {
      const { activities } = sessionOf(world, call, 'sessionId');
      return wrapped(activities.map(({ id, type, at }) => ({ id, type, time: new Date(at).toISOString(), data: [] })));
    },

    getSessionStatisticalSummary: (call: Call) => wrapped([summary(sessionOf(world, call, 'sessionId'))]),

    getVisualMarkers: (call: Call) => {
      const session = sessionOf(world, call, 'sessionId');
      if (!session.shown || !hasStep(session, 'identity-document')) return wrapped([]);
      const entries = ['hologram', 'photo'].map((marker) => ({
        name: `${marker}.jpg`,
        content: sampleFile('image/jpeg', `${session.token}/${marker}`),
      }));
      return archived(entries);
    },

    getQuestionFile: (call: Call) => {
      const { values } = fieldsOf(call);
      const session = sessionOf(world, call, 'sessionId');
      const stepKey = requiredText(values['stepKey']);
      const questionKey = requiredText(values['questionKey']);
      const known = questionsOf(session).some(
        ({ stepKey: step, question }) => step === stepKey && question.key === questionKey && question.type === 'file',
      );
      // One file a question: another index has none.
      if (!known || !session.shown || count(values['fileIndex'], 0) > 0) throw wrongParameters();
      const content = sampleFile('image/png', `${session.token}/${stepKey}/${questionKey}`);
      return archived([{ name: `${questionKey.replace(/[^\w-]/g, '_').slice(0, 80)}.png`, content }]);
    },
  };
};

/** The same face on every image of whoever was shown, on another file for each. */
function portrait({ token, shown }: Session, kind: string): Buffer {
  const { firstName, lastName, documentNumber } = shown!.person;
  return sampleFace(`${firstName} ${lastName} ${documentNumber}`, { shot: `${token}/${kind}` });
}

function summary({ beganAt, finishedAt, steps }: Session): object {
  const time = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
  const did = (type: string) => finishedAt !== undefined && steps.some((step) => step.type === type);
  return {
    sessionStartDate: time(beganAt),
    sessionTimeSpan: finishedAt === undefined ? 0 : finishedAt - beganAt,
    ...(did('identity-document') && {
      scanDocumentStartTime: time(beganAt),
      scanDocumentEndTime: time(finishedAt),
      scanDocumentAttempts: 1,
    }),
    scanDocumentFailReason: null,
    ...(did('liveness') && { livenessStartTime: time(beganAt), livenessEndTime: time(finishedAt) }),
    livenessFailReasons: null,
    sessionTerminationStep: null,
    sessionTerminationReasons: null,
  };
}
