import type { Info } from '@temporalio/activity';
import { identomatActivities } from '../../../../activities/identomat';
import type { IdentomatClient, IdentomatSettings } from '../../../../activities/identomat/client';
import type { BegunSession } from '../../../../activities/identomat/open-session';
import type { Verdict } from '../../../../src/domain/verdict';
import { createIdentomatClient } from '../../../../src/providers/identomat/client';
import { identomatOptions } from '../../../../src/providers/identomat/options';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../src/sandbox';
import { DocumentsInMemory } from '../../providers/documents-in-memory';
import { attempt } from '../attempt';

/** Identomat's activities over real HTTP to the sandbox, whose clock a test may put forward; one for all tests of a file. */
export class SandboxedIdentomat {
  sandbox!: Sandbox;
  client!: IdentomatClient;
  /** How far the sandbox's clock is ahead of this machine's. */
  aheadMs = 0;

  constructor(
    private readonly settings: Partial<IdentomatSettings> = {},
    options: SandboxOptions['identomat'] = {},
  ) {
    let close = async () => {};
    beforeAll(async () => {
      this.sandbox = await startSandbox({
        clock: () => Date.now() + this.aheadMs,
        identomat: { reviewMs: 1, ...options },
      });
      const { hosts, credentials } = this.sandbox.identomat;
      const config = identomatOptions.parse({ ...hosts, ...credentials });
      const client = createIdentomatClient(config, { documents: new DocumentsInMemory(), maxBytes: 1024 * 1024 });
      this.client = client;
      close = () => client.close();
    });
    afterAll(async () => {
      await close();
      await this.sandbox.stop();
    });
  }

  run<Result>(activity: string, request: object, info: Partial<Info> = {}): Promise<Result> {
    const { widgetUrl } = this.sandbox.identomat.hosts;
    const settings = { widgetUrl, returnUrl: 'https://business.test/back', ...this.settings };
    const run = identomatActivities(this.client, settings)[`identomat.${activity}`];
    return attempt(info).run(run as (request: object) => Promise<Result>, request);
  }

  async begin(subjectId: string, more: object = {}): Promise<Exclude<BegunSession, { finished: true }>> {
    const begun = await this.run<BegunSession>('openSession', { subjectId, level: 'default', ...more });
    if (begun.finished) throw new Error('The person has finished.');
    return begun;
  }

  read(session: string): Promise<Verdict> {
    return this.run('readVerdict', { session });
  }
}
