import { commentCanaries, personalCanaries } from './canaries';
import type { Answer, Exchange } from './provider-proxy';

/** Says in every answer more than was asked, as providers do, and repeats in a refusal what it was about. */
export function talkative({ status, body }: Answer, { sent, path }: Exchange): Answer {
  if (sent.includes('answers-garbage')) return { status, body: Buffer.from(`<h1>${JSON.stringify(everything)}</h1>`) };
  if (sent.includes('answers-otherwise')) {
    const keyed = { [personalCanaries.email]: everything };
    return { status, body: Buffer.from(JSON.stringify({ id: everything, inspectionId: [keyed], review: keyed })) };
  }
  const answer = jsonObject(body);
  if (answer === undefined) return { status, body };
  const more = status < 400 ? { people: everything } : { description: JSON.stringify(everything) };
  // The keys of this one are steps of the level.
  const told = path.endsWith('/requiredIdDocsStatus') ? inEach(answer, more) : { ...answer, ...more };
  return { status, body: Buffer.from(JSON.stringify(told)) };
}

const everything = { ...personalCanaries, ...commentCanaries };

function inEach(steps: object, more: object): object {
  return Object.fromEntries(
    Object.entries(steps).map(([step, found]: [string, object | null]) => [step, found && { ...found, ...more }]),
  );
}

function jsonObject(body: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
