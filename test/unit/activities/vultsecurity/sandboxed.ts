import type { Info } from '@temporalio/activity';
import { vultsecurityActivities } from '../../../../activities/vultsecurity';
import type { VultsecurityClient, VultsecuritySettings } from '../../../../activities/vultsecurity/client';
import type { OpenedSession } from '../../../../activities/vultsecurity/open-session';
import type { ApplicantDocument } from '../../../../src/domain/documents';
import type { Verdict } from '../../../../src/domain/verdict';
import { createVultsecurityClient } from '../../../../src/providers/vultsecurity/client';
import { vultsecurityOptions } from '../../../../src/providers/vultsecurity/options';
import { sampleFile, startSandbox, type Fault, type Sandbox } from '../../../../src/sandbox';
import type { Circumstances, Findings, UploadReport } from '../../../../workflows/providers/contract';
import { DocumentsInMemory } from '../../providers/documents-in-memory';
import { attempt } from '../attempt';

export const agreed: Circumstances = { consented: true, location: { latitude: 40.7128, longitude: -0.0000001 } };

interface Submission {
  readonly circumstances?: Circumstances;
  readonly known?: readonly string[];
  readonly again?: boolean;
}

/** VultSecurity's activities over real HTTP to the sandbox; one for all tests of a file. */
export class SandboxedVultsecurity {
  sandbox!: Sandbox;
  client!: VultsecurityClient;
  private readonly documents = new DocumentsInMemory();

  constructor(private readonly settings: VultsecuritySettings = {}) {
    let close = async () => {};
    beforeAll(async () => {
      this.sandbox = await startSandbox();
      const { baseUrl, tokenUrl, credentials } = this.sandbox.vultsecurity;
      const webhookToken = 'synthetic-webhook-token-0001';
      const config = vultsecurityOptions.parse({ baseUrl, tokenUrl, ...credentials, webhookToken });
      const client = createVultsecurityClient(config, { documents: this.documents, maxBytes: 1024 * 1024 });
      this.client = client;
      close = () => client.close();
    });
    afterAll(async () => {
      await close();
      await this.sandbox.stop();
    });
  }

  run<Result>(activity: string, request: object, info: Partial<Info> = {}): Promise<Result> {
    const run = vultsecurityActivities(this.client, this.settings)[`vultsecurity.${activity}`];
    return attempt(info).run(run as (request: object) => Promise<Result>, request);
  }

  open(subjectId: string, info: Partial<Info> = {}): Promise<OpenedSession> {
    return this.run('openSession', { subjectId }, { activityId: subjectId, ...info });
  }

  image(type: string, side: 'front' | 'back' | null = null, mediaType = 'image/jpeg'): ApplicantDocument {
    const document = this.documents.add(sampleFile(mediaType, `${type} ${side}`), mediaType);
    return { type, country: 'USA', side, document };
  }

  license(): ApplicantDocument[] {
    return [this.image('SELFIE'), this.image('DRIVERS', 'back'), this.image('DRIVERS', 'front')];
  }

  upload(
    session: string,
    documents: readonly ApplicantDocument[],
    { circumstances = agreed, known = [], again }: Submission = {},
    info: Partial<Info> = {},
  ): Promise<UploadReport> {
    return this.run('uploadDocuments', { session, documents, known, again, circumstances }, info);
  }

  finalize(session: string, info: Partial<Info> = {}): Promise<Findings> {
    return this.run('finalizeSession', { session }, info);
  }

  read(session: string, findings?: Findings): Promise<Verdict> {
    return this.run('readVerdict', { session, findings });
  }

  /** A session with everything handed in. */
  async ready(subjectId: string): Promise<string> {
    const { session } = await this.open(subjectId);
    await this.upload(session, this.license());
    return session;
  }

  /** The next call of this operation has its effect, and its answer is lost. */
  loseAnswer(call: string): void {
    this.fault({ provider: 'vultsecurity', call, answer: 'reset', at: 'after' });
  }

  fault(fault: Fault): void {
    this.sandbox.faults.add(fault);
  }

  /** What was done to the sessions of somebody, without the reads. */
  effects(subjectId: string): Record<string, number> {
    return this.sandbox.vultsecurity.effectsOn(subjectId);
  }
}
