import type { Step } from './configurations';

/**
 * What a session goes by in records, scripts and faults. Identomat has no field for a caller's own reference, so the sandbox takes the
 * first answer that the caller filled in beforehand, or the last part of the path of `flags.return_url`. Undefined when there is neither:
 * then it is the parent session's name, or the token.
 */
export function sessionName(flags: Readonly<Record<string, unknown>>, steps: readonly Step[]): string | undefined {
  const answers = steps.flatMap(({ questions = [] }) => questions.map(({ answer }) => answer));
  const prefilled = answers.find((answer) => typeof answer === 'string' && answer !== '');
  return bounded(prefilled) ?? bounded(lastPart(flags['return_url']));
}

function lastPart(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  const part = new URL(url).pathname.split('/').findLast((text) => text !== '');
  try {
    return part && decodeURIComponent(part);
  } catch {
    return part; // a stray percent sign
  }
}

function bounded(name: unknown): string | undefined {
  return typeof name === 'string' && name.length > 0 && name.length <= 512 ? name : undefined;
}
