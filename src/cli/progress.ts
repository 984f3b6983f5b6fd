import type { Page } from './terminal';

/** What takes a while: one line that is written over where a person looks, plain lines elsewhere. */
export interface Progress {
  /** What is being done now. */
  step(text: string): void;
  /** Something that stays on the page. */
  tell(text: string): void;
  /** Takes the line away. */
  end(): void;
}

const CLEAR = '\r\u001b[2K';

export function showProgress(page: Page): Progress {
  if (!page.live) return { step: (text) => page.line(text), tell: (text) => page.line(text), end: () => {} };
  const began = Date.now();
  let current = '';
  const draw = () => current && page.write(`${CLEAR}${page.paint('dim', `${seconds(began)} s  ${current}`)}`);
  const timer = setInterval(draw, 1_000);
  timer.unref();
  return {
    step(text) {
      current = text;
      draw();
    },
    tell(text) {
      page.line(`${CLEAR}${text}`);
      draw();
    },
    end() {
      clearInterval(timer);
      page.write(CLEAR);
    },
  };
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000);
}
