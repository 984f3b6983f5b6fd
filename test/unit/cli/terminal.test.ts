import { showProgress } from '../../../src/cli/progress';
import { table } from '../../../src/cli/table';
import { terminal } from '../../../src/cli/terminal';
import { moment, span } from '../../../src/cli/times';

function pageOf(isTTY: boolean, env: NodeJS.ProcessEnv = {}) {
  let written = '';
  const stream = { isTTY, write: (text: string) => (written += text) };
  return { page: terminal(stream, stream, env).out, written: () => written };
}

test('colours are for terminals only, and for those who want them', () => {
  expect(pageOf(true).page.paint('red', 'no')).toBe('\u001b[31mno\u001b[39m');
  expect(pageOf(false).page.paint('red', 'no')).toBe('no');
  expect(pageOf(true, { NO_COLOR: '1' }).page.paint('red', 'no')).toBe('no');
  expect(pageOf(true, { TERM: 'dumb' }).page.paint('red', 'no')).toBe('no');
});

test('progress is written over in a terminal, and a line each elsewhere', () => {
  const watched = pageOf(true, { NO_COLOR: '1' });
  const live = showProgress(watched.page);
  live.step('building');
  live.end();
  expect(watched.written()).toBe('\r\u001b[2K0 s  building\r\u001b[2K');

  const logged = pageOf(false);
  const plain = showProgress(logged.page);
  plain.step('building');
  plain.end();
  expect(logged.written()).toBe('building\n');
});

test('columns line up whatever their colours, and the last one ends where its text ends', () => {
  const { page } = pageOf(true);
  const lines = table(
    ['', 'NAME', 'LINK'],
    [
      [page.paint('green', '✓'), 'a', 'x'],
      ['-', 'longer', 'y'],
    ],
  );
  expect(lines).toEqual(['   NAME    LINK', '\u001b[32m✓\u001b[39m  a       x', '-  longer  y']);
});

test('a time is shown with its zone and its age', () => {
  const now = Date.parse('2026-03-01T10:00:00Z');
  expect(moment('2026-03-01T09:30:12.500Z', now)).toBe('2026-03-01 09:30:12 UTC (29 min ago)');
  expect(moment('2026-03-04T10:00:00Z', now)).toBe('2026-03-04 10:00:00 UTC (in 3 days)');
  expect([span(0), span(61_000), span(3_600_000), span(86_400_000)]).toEqual(['0 s', '1 min', '1 h', '1 day']);
});
