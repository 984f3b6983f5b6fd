import type { Json, Place, Session } from '../sessions';

const captures: Readonly<Record<string, keyof Session['places']>> = {
  front_doc_image_capture: 'front',
  back_doc_image_capture: 'back',
  selfie_image_capture: 'selfie',
};

/** Where the step of a `location_capture_type_e` was taken. */
export function placeOf({ places }: Session, { location_capture_type_e }: Json): Place | undefined {
  const step = captures[String(location_capture_type_e)];
  return step && places[step];
}
