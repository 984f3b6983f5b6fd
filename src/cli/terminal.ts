import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** One of the two streams of a command. */
export interface Page {
  line(text?: string): void;
  /** Unchanged where colours are not wanted: outside a terminal, and with `NO_COLOR`. */
  paint(format: Format, text: string): string;
  /** Whether a person is looking: then a line may be written over. */
  readonly live: boolean;
  write(text: string): void;
}

/** What a command sees of the world around it. Results go to `out`; progress, notices and errors to `err`. */
export interface Terminal {
  readonly out: Page;
  readonly err: Page;
  readonly env: NodeJS.ProcessEnv;
}

interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export function terminal(stdout: Stream, stderr: Stream, env: NodeJS.ProcessEnv): Terminal {
  return { out: page(stdout, env), err: page(stderr, env), env };
}

function page(stream: Stream, env: NodeJS.ProcessEnv): Page {
  const live = stream.isTTY === true && env.TERM !== 'dumb';
  // no-color.org: present and not empty.
  const colours = live && !env.NO_COLOR;
  return {
    live,
    line: (text = '') => void stream.write(`${text}\n`),
    write: (text) => void stream.write(text),
    paint: (format, text) => (colours ? styleText(format, text, { validateStream: false }) : text),
  };
}

/** One JSON document, on a line of its own. */
export function printJson({ out }: Terminal, value: unknown): void {
  out.line(JSON.stringify(value));
}
