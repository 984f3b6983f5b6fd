import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { blocksOf, root } from '../support/pages';
import { describeWithDevServer } from '../support/with-server';

const run = promisify(execFile);

describeWithDevServer('the README', () => {
  test('opens with an example that runs as pasted and prints what it says', async () => {
    const [example, output] = blocksOf('README.md');
    expect([example!.language, output!.language]).toEqual(['ts', 'text']);
    // Nothing in it is more than JavaScript, and the package knows itself by its name.
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', example!.text], { cwd: root });
    expect(lines(stdout).slice(-lines(output!.text).length)).toEqual(lines(output!.text));
  });
});

/** Ports and ids of links differ from run to run. */
function lines(text: string): string[] {
  const link = /http:\/\/127\.0\.0\.1:\d+\/idensic\/l\/[0-9a-f]+/g;
  return text.trimEnd().replace(link, 'LINK').split('\n');
}
