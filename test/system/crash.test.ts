import { isDeepStrictEqual } from 'node:util';
import type { KycClient } from '../../src/client/kyc-client';
import { failureTypeOf } from '../../src/domain/failures';
import type { ReviewStep } from '../../src/sandbox';
import type { OnboardingPolicyInput } from '../../workflows/onboarding/policy';
import { allDocuments, newIdCard } from '../support/applicant';
import { startInstallation, type TestInstallation } from '../support/installation';
import { nameOfPoint, type KillPoint } from '../support/kill-points';
import { storyOf, type Story } from '../support/story';
import { describeWithDevServer } from '../support/with-server';

// So many cases at a time, each with a queue and a worker of its own: most of a recovery is waiting for time-outs.
const lanes = 8;

const refusedOnce: ReviewStep[] = [
  {
    answer: 'RED',
    rejectType: 'RETRY',
    labels: ['UNSATISFACTORY_PHOTOS'],
    items: [{ step: 'IDENTITY', side: 'back', comment: 'Please send a sharp photo of the back.' }],
  },
  { answer: 'GREEN' },
];

/** What an applicant and those around them do, whatever becomes of the worker meanwhile. */
interface Play {
  readonly name: string;
  perform(kyc: KycClient, subjectId: string, policy?: OnboardingPolicyInput): Promise<void>;
  /** What is seen afterwards when nothing was in the way. */
  readonly story: Story;
}

describeWithDevServer('a worker that is killed and started again', (path) => {
  let place: TestInstallation;
  /** A case that goes its way without harm, and the points that it passes. */
  let uploaded: { points: KillPoint[]; story: Story };
  beforeAll(async () => {
    place = await startInstallation({ path, sandbox: { idngo: { reviewMs: 50 } } });
    uploaded = await undisturbed(upload);
  }, 60_000);
  afterAll(() => place?.stop());

  const upload: Play = {
    name: 'upload',
    async perform(kyc, subjectId, policy) {
      place.sandbox.idngo.script(subjectId, refusedOnce);
      await opened(kyc, { subjectId, collection: 'upload', documents: await allDocuments(kyc, subjectId), policy });
      await place.business.hears(subjectId, 'resubmission');
      await kyc.onboarding.submitDocuments(subjectId, await newIdCard(kyc, subjectId));
    },
    story: {
      outcome: 'approved',
      effects: { 'applicant-created': 1, 'image-added': 5, 'review-opened': 2 },
      images: ['ID_CARD back', 'ID_CARD back', 'ID_CARD front', 'ID_CARD front', 'SELFIE'],
      evidence: [
        'opened',
        'review-requested',
        'resubmission-asked',
        'documents-submitted',
        'review-requested',
        'decided',
      ],
      told: ['resubmission', 'decision'],
    },
  };

  const hosted: Play = {
    name: 'hosted',
    async perform(kyc, subjectId) {
      place.sandbox.idngo.script(subjectId, refusedOnce);
      await opened(kyc, { subjectId, collection: 'hosted', policy: { evidence: ['images'] } });
      place.sandbox.idngo.finishHosted(subjectId);
      await place.business.hears(subjectId, 'resubmission');
      place.sandbox.idngo.finishHosted(subjectId);
    },
    story: {
      outcome: 'approved',
      effects: { 'applicant-created': 1, 'review-opened': 2 },
      images: ['ID_CARD back', 'ID_CARD back', 'ID_CARD front', 'ID_CARD front', 'SELFIE'],
      evidence: ['opened', 'resubmission-asked', 'decided', 'evidence-kept'],
      told: ['resubmission', 'decision'],
    },
  };

  /** The applicant uploads, and no webhook tells that the review is over. */
  const unheard: Play = {
    name: 'unheard',
    async perform(kyc, subjectId) {
      place.sandbox.faults.add({ webhook: '*', fate: 'lost', externalUserId: subjectId, times: 'always' });
      await upload.perform(kyc, subjectId, { review: { firstLook: '1 second' } });
    },
    story: upload.story,
  };

  test('at any point of an onboarding with a resubmission, nobody sees anything twice and the outcome is right', async () => {
    expect(uploaded.story).toEqual(upload.story);
    expect(uploaded.points.length).toBeGreaterThan(40);
    expect(await wrongAfterDeathAt(uploaded.points, upload)).toEqual([]);
  }, 300_000);

  test('at the points that only an onboarding behind a link has: the same', async () => {
    const { points } = await undisturbed(hosted);
    const others = points.filter(({ what, nth }) => {
      if (uploaded.points.some((known) => known.what === what) || what === 'idngo.watchApplicant') return false;
      // One image is like the other.
      return what !== 'idngo.getInspectionImage' || nth === 1;
    });
    expect(others.length).toBeGreaterThan(10);
    expect(await wrongAfterDeathAt(others, hosted)).toEqual([]);
  }, 300_000);

  test('around the request for a review, when no webhook comes either: the same', async () => {
    const requests = uploaded.points.filter(({ what }) => /requestReview|status\/pending/.test(what));
    expect(requests).toHaveLength(6);
    const looks = (['start', 'completion'] as const).map((at) => ({ at, what: 'idngo.watchApplicant', nth: 1 }));
    expect(await wrongAfterDeathAt([...requests, ...looks], unheard)).toEqual([]);
  }, 170_000);

  test('with 50 onboardings in flight, it loses none and decides all, most of them within seconds', async () => {
    const queue = 'crowd';
    const kyc = place.kyc(queue);
    const subjects = Array.from({ length: 50 }, (_, index) => `crowd-${index}`);
    const worker = await place.startWorker(queue);
    const uploadsBefore = place.sandbox.idngo.calls({ operation: 'addIdDocument' }).length;
    const decisions = subjects.map(async (subjectId) => {
      await opened(kyc, { subjectId, collection: 'upload', documents: await allDocuments(kyc, subjectId) });
      return Date.parse((await kyc.onboarding.result(subjectId)).decidedAt);
    });
    // Of 150: no more than 15 applicants can have handed in everything.
    await place.sandbox.idngo.called('addIdDocument', { times: uploadsBefore + 45 }, 30_000);
    await worker.kill();
    const killedAt = Date.now();
    await place.startWorker(queue);
    const backAfter = Date.now() - killedAt;
    const took = (await Promise.all(decisions)).map((at) => at - killedAt).filter((ms) => ms > 0);
    took.sort((a, b) => a - b);
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    process.stderr.write(
      `killed with ${took.length} onboardings in flight; another worker polls after ${seconds(backAfter)}; from the kill to the decision: ` +
        `first ${seconds(took[0]!)}, half ${seconds(took[took.length >> 1]!)}, 90 % ${seconds(took[Math.floor(took.length * 0.9)]!)}, ` +
        `last ${seconds(took.at(-1)!)}\n`,
    );
    const stories = await Promise.all(subjects.map((subjectId) => storyOf(place, subjectId)));
    const once = { 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 };
    expect(stories.map(({ outcome, effects }) => [outcome, effects])).toEqual(stories.map(() => ['approved', once]));
    expect(took.length).toBeGreaterThanOrEqual(35);
    expect(took[took.length >> 1]).toBeLessThan(6_000);
    expect(took.at(-1)).toBeLessThan(13_000);
  }, 170_000);

  /** Lets a case pass with a worker that nobody harms. */
  async function undisturbed({ name, perform }: Play): Promise<{ points: KillPoint[]; story: Story }> {
    const worker = await place.startWorker(name);
    const kyc = place.kyc(name);
    await worker.dieAt(undefined);
    await perform(kyc, name);
    await kyc.onboarding.result(name);
    await worker.stop();
    return { points: worker.passed, story: await storyOf(place, name) };
  }

  /** Plays one case for each point; returns what went wrong. */
  async function wrongAfterDeathAt(points: readonly KillPoint[], { name, perform, story: right }: Play) {
    const wrong: { point: string; story: Story | 'never came there' }[] = [];
    const left = [...points.entries()];
    const lane = async (_: unknown, index: number) => {
      const queue = `${name}-lane-${index}`;
      const kyc = place.kyc(queue);
      let worker = await place.startWorker(queue);
      for (let next = left.shift(); next; next = left.shift()) {
        const [at, point] = next;
        const subjectId = `${name}-${at}`;
        await worker.dieAt(point);
        const over = perform(kyc, subjectId).then(() => kyc.onboarding.result(subjectId));
        const died = (await Promise.race([worker.exits(), over])) === 'SIGKILL';
        if (died) worker = await place.startWorker(queue);
        await over;
        const story = await storyOf(place, subjectId);
        if (!died) wrong.push({ point: nameOfPoint(point), story: 'never came there' });
        else if (!isDeepStrictEqual(essence(story), essence(right))) wrong.push({ point: nameOfPoint(point), story });
      }
      await worker.kill();
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return wrong;
  }
});

/**
 * Without what may be there or not: a verdict that is there before the worker is back is acted on at once, and links that nobody was shown.
 */
function essence(story: Story): Story {
  const evidence = story.evidence.filter((kind) => kind !== 'review-requested' && kind !== 'in-review');
  const effects = Object.entries(story.effects).filter(
    ([effect]) => !['link-created', 'token-created'].includes(effect),
  );
  return { ...story, evidence, effects: Object.fromEntries(effects) };
}

/** Opens a case. When the worker dies meanwhile, that may take longer than a call waits; to call again is safe. */
async function opened(
  kyc: KycClient,
  request: Omit<Parameters<KycClient['onboarding']['start']>[0], 'provider' | 'level'>,
): Promise<void> {
  try {
    await kyc.onboarding.start({ provider: 'idngo', level: 'basic-kyc-level', ...request });
  } catch (error) {
    if (failureTypeOf(error) !== 'kyc.provider.Unavailable') throw error;
    await opened(kyc, request);
  }
}
