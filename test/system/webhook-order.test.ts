import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { SentWebhook } from '../../src/sandbox';
import { allDocuments, newIdCard } from '../support/applicant';
import { startInstallation, type TestInstallation } from '../support/installation';
import { describeWithDevServer } from '../support/with-server';

// All cases of a round run at the same time.
const rounds = 10;
const casesInARound = 6;

/** What happens to one genuine webhook: delivered so often (0: lost), at its time or not before the next review is over. */
interface Fate {
  readonly copies: number;
  readonly late: boolean;
  readonly place: number;
}

/** `other-key`: an approval, signed with another secret. `approval`: the same, signed right. `nobody`: about somebody unknown, signed right. */
interface Lie {
  readonly kind: 'other-key' | 'approval' | 'nobody';
  readonly place: number;
}

interface Plan {
  readonly collection: 'upload' | 'hosted';
  /** What the provider decides in the end. Before that it may have asked for the identity card once more. */
  readonly truth: 'approved' | 'rejected';
  readonly resubmission: boolean;
  /** Of the webhooks in the order in which the provider made them. */
  readonly fates: readonly Fate[];
  readonly lies: readonly Lie[];
  /** Whether deliveries wait for each other's answers. */
  readonly atOnce: boolean;
}

const place = fc.nat(1_000);
const fate: fc.Arbitrary<Fate> = fc.record({
  copies: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }) }),
  late: fc.boolean(),
  place,
});
const lie: fc.Arbitrary<Lie> = fc.record({
  kind: fc.constantFrom('other-key' as const, 'approval' as const, 'nobody' as const),
  place,
});
const plan: fc.Arbitrary<Plan> = fc.record({
  collection: fc.constantFrom('upload' as const, 'hosted' as const),
  truth: fc.constantFrom('approved' as const, 'rejected' as const),
  resubmission: fc.boolean(),
  // Four of the first review, three of the second.
  fates: fc.array(fate, { minLength: 7, maxLength: 7 }),
  lies: fc.array(lie, { maxLength: 4 }),
  atOnce: fc.boolean(),
});

describeWithDevServer('webhooks in any order, repeated, lost or forged', (path) => {
  let installation: TestInstallation;
  let cases = 0;
  beforeAll(async () => {
    // The sandbox keeps its webhooks to itself: the tests deliver them.
    installation = await startInstallation({ path, sandbox: { idngo: { reviewMs: 50 } }, webhooks: false });
    await installation.startWorker();
  }, 60_000);
  afterAll(() => installation?.stop());

  test('every case ends in the truth of the provider', async () => {
    const seed = Number(process.env.KYC_TEST_SEED ?? Date.now() % 2 ** 31);
    process.stderr.write(`webhook order: KYC_TEST_SEED=${seed}\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(plan, { minLength: casesInARound, maxLength: casesInARound }), async (plans) => {
        expect(await Promise.all(plans.map(play))).toEqual(plans.map(inTruth));
      }),
      // A counter-example takes half a minute to try: better none smaller than one after an hour.
      { seed, numRuns: rounds, endOnFailure: true },
    );
    expect(installation.business.told.filter(({ kind }) => kind === 'reversal')).toEqual([]);
  }, 170_000);

  test('also when not one of them arrives', async () => {
    const lost: Fate = { copies: 0, late: false, place: 0 };
    const silent = { resubmission: true, fates: Array<Fate>(7).fill(lost), lies: [], atOnce: false };
    const plans = (['upload', 'hosted'] as const).flatMap((collection) =>
      (['approved', 'rejected'] as const).map((truth): Plan => ({ collection, truth, ...silent })),
    );
    expect(await Promise.all(plans.map(play))).toEqual(plans.map(inTruth));
  }, 60_000);

  /** What must be seen in the end. */
  function inTruth({ collection, truth, resubmission }: Plan) {
    const attempts = resubmission ? 2 : 1;
    const images = collection === 'upload' && { 'image-added': resubmission ? 5 : 3 };
    return { outcome: truth, attempts, effects: { 'applicant-created': 1, 'review-opened': attempts, ...images } };
  }

  async function play({ collection, truth, resubmission, fates, lies, atOnce }: Plan) {
    const { sandbox, business } = installation;
    const kyc = installation.kyc();
    const subjectId = `order-${++cases}`;
    sandbox.idngo.script(subjectId, [
      ...(resubmission ? [{ answer: 'RED', rejectType: 'RETRY', items: [{ idDocType: 'ID_CARD' }] }] : []),
      truth === 'approved' ? { answer: 'GREEN' } : { answer: 'RED', rejectType: 'FINAL', labels: ['FORGERY'] },
    ]);
    const made = () => sandbox.idngo.webhooks().filter((hook) => hook.externalUserId === subjectId && !hook.forged);
    const deliver = async (deliveries: readonly { hook: Hook; place: number }[]) => {
      const hooks = [...deliveries].sort((a, b) => a.place - b.place).map(({ hook }) => hook);
      if (atOnce) await Promise.all(hooks.map(post));
      else for (const hook of hooks) await post(hook);
    };
    const genuine = (from: number, to: number, wanted: (fate: Fate) => boolean) =>
      made()
        .slice(from, to)
        .flatMap((hook, at) => {
          const { copies, place: first, ...rest } = fates[from + at]!;
          if (!wanted({ copies, place: first, ...rest })) return [];
          return Array.from({ length: copies }, (_, copy) => ({
            hook: { ...hook, answer: 200 },
            place: first + copy * 300,
          }));
        });
    const forged = () => lies.map(({ kind, place: at }) => ({ hook: forge(kind, made()[0]!), place: at }));

    await kyc.onboarding.start({
      subjectId,
      provider: 'idngo',
      level: 'basic-kyc-level',
      collection,
      documents: collection === 'upload' ? await allDocuments(kyc, subjectId) : undefined,
      policy: { review: { firstLook: '1 second', slowestLook: '2 seconds' } },
    });
    if (collection === 'hosted') sandbox.idngo.finishHosted(subjectId);
    await sandbox.idngo.reached(subjectId, 'completed', 30_000);
    const first = made().length;
    await deliver([...forged(), ...genuine(0, first, ({ late }) => !late)]);
    if (resubmission) {
      await business.hears(subjectId, 'resubmission');
      if (collection === 'hosted') sandbox.idngo.finishHosted(subjectId);
      else await kyc.onboarding.submitDocuments(subjectId, await newIdCard(kyc, subjectId));
      await sandbox.idngo.reached(subjectId, 'completed', 30_000);
      await deliver([...forged(), ...genuine(0, first, ({ late }) => late), ...genuine(first, 7, ({ late }) => !late)]);
    }
    const { outcome, attempts } = await kyc.onboarding.result(subjectId);
    // What is later still meets a case that is over.
    await deliver([...forged(), ...genuine(0, 7, ({ late }) => late)]);
    const { 'link-created': _links, 'token-created': _tokens, ...effects } = sandbox.idngo.effectsOn(subjectId);
    return { outcome, attempts, effects };
  }

  type Hook = Pick<SentWebhook, 'headers' | 'body'> & { readonly answer: number };

  async function post({ headers, body, answer }: Hook): Promise<void> {
    const { status } = await fetch(installation.webhookUrl, { method: 'POST', headers, body });
    expect(status).toBe(answer);
  }

  function forge(kind: Lie['kind'], { headers, body }: SentWebhook): Hook {
    const claims = {
      ...(JSON.parse(body) as object),
      type: 'applicantReviewed',
      reviewStatus: 'completed',
      reviewResult: { reviewAnswer: 'GREEN' },
      correlationId: `req-lie-${kind}`,
      ...(kind === 'nobody' && { applicantId: 'ab'.repeat(12), externalUserId: 'nobody-we-know' }),
    };
    const lying = JSON.stringify(claims);
    const { webhookSecret } = installation.sandbox.idngo.credentials;
    const digest = createHmac('sha256', kind === 'other-key' ? 'another-secret' : webhookSecret).update(lying);
    return {
      headers: { ...headers, 'x-payload-digest': digest.digest('hex') },
      body: lying,
      answer: kind === 'other-key' ? 401 : 200,
    };
  }
});
