/** One line of what the doctor found. */
export interface Row {
  check: string;
  /** `unknown`: could not be looked at, which is neither health nor sickness. */
  ok: boolean | 'unknown';
  found: string;
  /** What to do about it. */
  fix?: string;
}

/** The first line: gRPC and the drivers append stacks and details that help nobody here. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!;
}
