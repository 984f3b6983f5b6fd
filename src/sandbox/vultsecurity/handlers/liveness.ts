import type { Call } from '../../gateway';
import { badRequest } from '../refusals';
import { fieldsOf, json } from '../requests';
import type { Place, Session } from '../sessions';
import { openLiveness, processLiveness } from '../steps';
import type { World } from '../world';

/** Liveness is the same in verifications and authentications. Coordinates are numbers here, and text in the uploads (vendor). */
export const livenessHandlers = (world: World, openSession: (id: unknown) => Session) => ({
  generate: (call: Call) => {
    const { session_id } = fieldsOf(call);
    const { token, effect } = openLiveness(world, openSession(session_id));
    return json(200, { token }, { effect });
  },

  process: (call: Call) => {
    const { session_id, latitude, longitude, images } = fieldsOf(call);
    const place = { latitude, longitude } as Place;
    const { token, effect } = processLiveness(world, openSession(session_id), place, pictures(images));
    return json(200, { token }, { effect });
  },
});

/** Their encoding is not documented: any text is taken. */
function pictures(images: unknown): string[] {
  if (images === undefined || images === null) return [];
  if (Array.isArray(images) && images.every((image) => typeof image === 'string')) return images;
  throw badRequest('images must be a list of strings');
}
