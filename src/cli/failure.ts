import { isGrpcServiceError } from '@temporalio/client';
import { CommanderError } from 'commander';
import type { Terminal } from './terminal';

/** Done, failed, or used in a way that cannot work: repeating the last is pointless. */
export const exitCodes = { done: 0, failed: 1, wrongUse: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command found that something is not as it should be, and has said so. */
export class Unsuccessful extends Error {}

/** The command was given something that it cannot use. */
export class WrongUse extends Error {
  readonly type = 'kyc.command.WrongUse';
}

export interface Told {
  readonly type: string;
  readonly message: string;
}

/** Says what went wrong, once, and how the process ends. A stack is shown with `KYC_DEBUG` only. */
export function reportFailure(error: unknown, { out, err, env }: Terminal, json: boolean): ExitCode {
  if (error instanceof Unsuccessful) return exitCodes.failed;
  // Commander has written its own words already; help that was asked for is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  const told = tell(error);
  err.line(`${err.paint('red', told.type)}: ${told.message}`);
  if (env.KYC_DEBUG && error instanceof Error) err.line(error.stack);
  if (json) out.line(JSON.stringify({ ok: false, error: told }));
  return isWrongUse(told.type) ? exitCodes.wrongUse : exitCodes.failed;
}

/** Wrappings such as `WorkflowFailedError: Workflow execution failed` say nothing; what they wrap does. */
export function tell(error: unknown): Told {
  const causes = causesOf(error);
  for (const cause of causes) {
    const { type } = cause as { type?: unknown };
    if (typeof type === 'string' && type.startsWith('kyc.')) return { type, message: cause.message };
    if (isGrpcServiceError(cause)) return tellGrpc(Number(cause.code), cause.details);
  }
  const [last] = causes.slice(-1);
  return last ? { type: last.name, message: last.message } : { type: 'Error', message: String(error) };
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let at = error; at instanceof Error && causes.length < 10; at = at.cause) causes.push(at);
  return causes;
}

const UNAVAILABLE = 14;
const DEADLINE_EXCEEDED = 4;
const CANCELLED = 1;

function tellGrpc(code: number, details: string): Told {
  if (code === UNAVAILABLE) {
    return { type: 'kyc.temporal.Unavailable', message: `Temporal cannot be reached: ${details}.` };
  }
  if (code === DEADLINE_EXCEEDED || code === CANCELLED) {
    return {
      type: 'kyc.temporal.NoAnswer',
      message:
        'No answer in time. When Temporal itself runs (`temporal-kyc doctor`), no worker serves the task queue: start `temporal-kyc worker`.',
    };
  }
  return { type: 'kyc.temporal.Refused', message: `Temporal refused the call (code ${code}): ${details}` };
}

function isWrongUse(type: string): boolean {
  return type.startsWith('kyc.input.') || type === 'kyc.config.Invalid' || type === 'kyc.command.WrongUse';
}
