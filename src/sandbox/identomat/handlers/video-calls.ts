import type { Call } from '../../gateway';
import { sampleFile } from '../../sample-files';
import { tarArchive, type TarEntry } from '../../tar-archive';
import { notFound } from '../refusals';
import { bytes, empty, wrapped } from '../requests';
import type { Session } from '../sessions';
import type { World } from '../world';
import { archived } from './session-data';
import { sessionOf } from './sessions';

export const videoCallHandlers = (world: World) => ({
  /** Assumed: nothing in the list as long as there are none. */
  getVideoCallShots: (call: Call) => {
    const session = sessionOf(world, call, 'sessionId');
    const { shots = 0 } = session.recordings ?? {};
    return shots > 0 ? archived(recordings(session, 'shot', shots, 'image/jpeg', 'jpg')) : wrapped([]);
  },

  /** Assumed: the archive as it is, and `not-found` as long as there is none. */
  getVideoCallVideos: (call: Call) => {
    const session = sessionOf(world, call, 'sessionId');
    const { videos = 0 } = session.recordings ?? {};
    if (videos === 0) throw notFound();
    return bytes('application/x-tar', tarArchive(recordings(session, 'video', videos, 'video/webm', 'webm')));
  },

  /** Assumed: no error when no call is running. */
  endVideoCall: (call: Call) => {
    const session = sessionOf(world, call, 'sessionId');
    const effect = session.callEnded ? 'call-ended-again' : 'call-ended';
    session.callEnded = true;
    return empty({ effect });
  },
});

function recordings({ token }: Session, name: string, many: number, mediaType: string, extension: string): TarEntry[] {
  return Array.from({ length: many }, (_, at) => ({
    name: `${name}-${at + 1}.${extension}`,
    content: sampleFile(mediaType, `${token}/${name}/${at}`),
  }));
}
