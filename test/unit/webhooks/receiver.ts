import { openStore } from '../../../src/store/open-store';
import type { Store } from '../../../src/store/store';
import {
  createWebhookHandler,
  type WebhookHandler,
  type WebhookLine,
  type WebhookOptions,
} from '../../../src/webhooks';
import { FakeTemporal } from './fake-temporal';
import { hook, reviewed, testConfig } from './idngo-hook';

/** The case that every event of `event()` is about; open unless a test closes it. */
export const onboarding = 'kyc/onboarding/subject-1';

/** A handler over a real store, kept for the whole file, and a fresh Temporal for each test. */
export class Receiver {
  store!: Store;
  temporal!: FakeTemporal;
  handler!: WebhookHandler;
  readonly lines: WebhookLine[] = [];
  private tests = 0;
  private steps = 0;

  static forThisFile(): Receiver {
    const receiver = new Receiver();
    beforeAll(async () => {
      receiver.store = await openStore('pglite:memory');
    });
    beforeEach(() => {
      receiver.tests += 1;
      receiver.lines.length = 0;
      receiver.temporal = new FakeTemporal();
      receiver.temporal.open.add(onboarding);
      receiver.restart();
    });
    afterAll(() => receiver.store.close());
    return receiver;
  }

  restart(options: Partial<WebhookOptions> = {}): void {
    const { store, lines } = this;
    const { client } = this.temporal;
    const log = (line: WebhookLine) => void lines.push(line);
    this.handler = createWebhookHandler({ client, config: testConfig(), store, log, ...options });
  }

  /** The store remembers the events of earlier tests: each test has one of its own. */
  event(changes: Record<string, unknown> = {}): Record<string, unknown> {
    return reviewed({ correlationId: `req-${this.tests}`, ...changes });
  }

  post(event: Record<string, unknown>): Promise<[number, string]> {
    return this.answerTo(hook(event));
  }

  async answerTo(request: Request): Promise<[number, string]> {
    const response = await this.handler(request);
    const { status } = (await response.json()) as { status: string };
    return [response.status, status];
  }

  woken(): string[] {
    return this.temporal.hints.map(({ workflowId }) => workflowId);
  }

  async recorded() {
    const [newest] = await this.store.deliveries.recent(1);
    const { type, outcome, workflowIds, copies } = newest!;
    return { type, outcome, workflowIds, copies };
  }

  /** As a process does in its journal: from now on the provider's reference leads to it. */
  async link(workflowId: string, kind: string, reference: string): Promise<void> {
    this.steps += 1;
    const at = '2026-01-01T00:00:00.000Z';
    await this.store.journal.record({
      workflowId,
      chain: `chain-${this.steps}`,
      version: 1,
      historyLength: 3,
      entries: [{ kind: 'opened', at, actor: 'system' }],
      row: { process: 'onboarding', subjectId: 'subject-1', phase: 'collecting', startedAt: at },
      references: [{ provider: 'idngo', kind, reference }],
    });
  }
}
