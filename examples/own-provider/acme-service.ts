/*
 * Acme Verify, a made-up provider, simulated: where its adapter would meet the real one over HTTPS, tests and readers meet this.
 *
 *   POST /verifications        { reference, package }   one for each reference: asked again, it is the same
 *   GET  /verifications?reference=…                     what there is for a reference
 *   GET  /verifications/{id}                            { id, attempt, state, reasons }
 *   POST /verifications/{id}/links                      a page for the person; after `retry` and `lapsed` it begins another attempt
 *   POST /verifications/{id}/cancel                     nothing of it is of use any more
 *   GET  /packages/{name}                               what a package asks for
 *
 * States: open, checking, paused; passed, retry, refused, lapsed. A change is told by a webhook, signed with the webhook secret.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface Verification {
  readonly id: string;
  readonly reference: string;
  attempt: number;
  state: string;
}

/** `before` and `after`: the answer is lost, and the call did nothing or what was asked. */
type Trouble = { readonly status: number; readonly at: 'before' | 'after'; times: number };
type HookFate = 'lost' | 'duplicated' | 'late';

const CHECK_MS = 20;
const HOOK_LATE_MS = 100;
const packages: Readonly<Record<string, object>> = {
  standard: { asks: [{ step: 'IDENTITY', documents: ['PASSPORT', 'ID_CARD'] }] },
};

export const acmeCredentials = {
  apiKey: 'synthetic-acme-api-key-0001',
  webhookSecret: 'synthetic-acme-webhook-secret-0001',
} as const;
/** Stands in every answer about a verification. */
export const personAtAcme = 'Canaria-Acme-Person-3b77';

export class AcmeService {
  readonly apiKey: string = acmeCredentials.apiKey;
  readonly webhookSecret: string = acmeCredentials.webhookSecret;
  /** Where webhooks go; nowhere until it is set. */
  webhookUrl?: string;
  private readonly verifications: Verification[] = [];
  private readonly scripts = new Map<string, string[]>();
  private readonly troubles = new Map<string, Map<string, Trouble>>();
  private readonly fates = new Map<string, HookFate>();
  private readonly seen = new Map<string, Record<string, number>>();
  private readonly server = createServer((request, response) => {
    void this.answer(request).then(([status, body]) => {
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(status === 429 && { 'retry-after': '20' }),
      });
      response.end(JSON.stringify(body));
    });
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** What becomes of the attempts under a reference, one after the other. */
  script(reference: string, states: readonly string[]): void {
    this.scripts.set(reference, [...states]);
  }

  /** The person goes through the page. */
  async finish(reference: string): Promise<void> {
    const verification = this.under(reference);
    const end = this.scripts.get(reference)?.shift() ?? 'passed';
    if (end === 'lapsed') return this.change(reference, end);
    this.count(reference, 'attempt-finished');
    await this.change(reference, 'checking');
    void delay(CHECK_MS).then(() => (verification.state === 'checking' ? this.change(reference, end) : undefined));
  }

  /** Acme says something else from now on, and tells of it. */
  async change(reference: string, state: string): Promise<void> {
    const verification = this.under(reference);
    verification.state = state;
    const fate = this.fates.get(reference);
    if (fate === 'lost') return;
    if (fate === 'late' && state === 'checking') void delay(HOOK_LATE_MS).then(() => this.tell(verification.id));
    else for (const _copy of fate === 'duplicated' ? [1, 2, 3] : [1]) void this.tell(verification.id);
  }

  hooks(reference: string, fate: HookFate): void {
    this.fates.set(reference, fate);
  }

  /** Answers calls about a reference like this; each kind of changing call on its own when it happens `after`. Returns what lifts it. */
  trouble(reference: string, status: number, at: Trouble['at'], times: number): () => void {
    const kinds = at === 'before' ? ['*'] : ['create', 'links', 'cancel'];
    this.troubles.set(reference, new Map(kinds.map((kind) => [kind, { status, at, times }])));
    return () => void this.troubles.delete(reference);
  }

  /** What a person at Acme would see. */
  effects(reference: string): Record<string, number> {
    return { ...this.seen.get(reference) };
  }

  under(reference: string): Verification {
    const found = this.verifications.find((one) => one.reference === reference);
    if (!found) throw new Error(`Acme has no verification for ${reference}.`);
    return found;
  }

  /** Resolves when the receiver has answered. */
  async tell(id: string, secret = this.webhookSecret): Promise<void> {
    if (this.webhookUrl === undefined) return;
    const body = JSON.stringify({ event: randomUUID(), verification: id, state: 'passed' });
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    await fetch(this.webhookUrl, { method: 'POST', body, headers: { 'acme-signature': signature } }).catch(() => {});
  }

  private async answer(request: IncomingMessage): Promise<[status: number, body: unknown]> {
    if (request.headers.authorization !== `Bearer ${this.apiKey}`) return [401, { error: 'key' }];
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const [collection, id, action = request.method === 'POST' ? 'create' : 'read'] = pathname.slice(1).split('/');
    const body = await jsonOf(request);
    if (collection === 'packages') return id && packages[id] ? [200, packages[id]] : [404, { error: 'package' }];
    const known = this.verifications.find((one) => one.id === id);
    const reference = known?.reference ?? body['reference'] ?? searchParams.get('reference') ?? '';
    const trouble = this.troubles.get(reference)?.get('*') ?? this.troubles.get(reference)?.get(action);
    const hit = trouble !== undefined && trouble.times-- > 0;
    if (hit && trouble.at === 'before') return [trouble.status, { error: 'trouble' }];
    const answer = this.carryOut(action, reference, known);
    return hit ? [trouble.status, { error: 'trouble' }] : answer;
  }

  private carryOut(action: string, reference: string, known?: Verification): [status: number, body: unknown] {
    const there = known ?? this.verifications.find((one) => one.reference === reference);
    if (action === 'create' && !there) {
      const made = { id: randomUUID(), reference, attempt: 1, state: 'open' };
      this.verifications.push(made);
      this.count(reference, 'verification-created');
      return [201, made];
    }
    if (!there) return [404, { error: 'verification' }];
    if (action === 'links') return [200, this.link(there)];
    if (action === 'cancel') there.state = 'cancelled';
    return [200, { ...there, person: personAtAcme, reasons: there.state === 'retry' ? ['UNREADABLE'] : [] }];
  }

  private link(verification: Verification): object {
    if (['retry', 'lapsed'].includes(verification.state)) {
      Object.assign(verification, { attempt: verification.attempt + 1, state: 'open' });
      this.count(verification.reference, 'attempt-opened');
    }
    return { url: `${this.url}/pages/${randomUUID()}` };
  }

  private count(reference: string, effect: string): void {
    const counts = this.seen.get(reference) ?? {};
    this.seen.set(reference, { ...counts, [effect]: (counts[effect] ?? 0) + 1 });
  }
}

async function jsonOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text === '' ? {} : (JSON.parse(text) as Record<string, string>);
}
