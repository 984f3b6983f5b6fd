import { reversalWorkflowId } from '../domain/workflow-ids';
import type { EffectCounts } from '../sandbox';
import { ConformanceApplicant, type Ending } from './conformance-applicant';
import type { Ability, ProviderRig } from './conformance-rig';

/** One row of the list: what happens, what that takes, and how it is played. */
export interface Scenario {
  /** A sentence about the business. */
  readonly name: string;
  readonly needs: readonly Ability[];
  readonly play: (stage: Stage) => Promise<void>;
}

// An hour of attempts stands in the history as an activity or two, and in a case that waits for documents as a watch.
const MORE_EVENTS = 60;

/** Where scenarios are played: makes applicants, and knows what a case without any trouble looks like at this provider. */
export class Stage {
  private reference?: Promise<{ effects: EffectCounts; events: number }>;

  constructor(readonly rig: ProviderRig) {}

  applicant(scenario: string): ConformanceApplicant {
    return new ConformanceApplicant(this.rig, scenario);
  }

  /** Ends like this, and nothing of it was done twice: measured by an applicant to whom nothing happened. */
  async endsAs(applicant: ConformanceApplicant, expected: Ending): Promise<void> {
    await applicant.same('the end of the case', await applicant.ends(), expected);
    const { effects } = await this.withoutTrouble();
    const repeated = Object.entries(await applicant.effects()).filter(
      ([effect, count]) => effect.endsWith('-again') || count > expected.attempts * (effects[effect] ?? 1),
    );
    await applicant.same('what was done again at the provider', Object.fromEntries(repeated), {});
    await applicant.keepsSecrets();
  }

  /** As though nothing had happened. */
  async endsSmoothly(applicant: ConformanceApplicant): Promise<void> {
    await this.endsAs(applicant, this.approved());
    const { effects, events } = await this.withoutTrouble();
    await applicant.same('what the provider was made to do', await applicant.effects(), effects);
    const length = await applicant.historyLength();
    await applicant.same(`whether ${length} events are few`, length <= events + MORE_EVENTS, true);
  }

  approved(attempts = 1): Ending {
    return {
      outcome: 'approved',
      decidedBy: `provider:${this.rig.provider.name}`,
      attempts,
      evidence: ['opened', ...Array<string>(attempts - 1).fill('resubmission-asked'), 'decided'],
      told: [...Array<'resubmission'>(attempts - 1).fill('resubmission'), 'decision'],
    };
  }

  private withoutTrouble() {
    this.reference ??= this.playWithoutTrouble();
    return this.reference;
  }

  private async playWithoutTrouble() {
    const applicant = this.applicant('smooth');
    await applicant.script('approve');
    await applicant.start();
    await applicant.acts();
    await applicant.same('the end of the case', await applicant.ends(), this.approved());
    return { effects: await applicant.effects(), events: await applicant.historyLength() };
  }
}

const actor = { id: 'conformance-reviewer', roles: ['reviewer'] };

export const scenarios: readonly Scenario[] = [
  {
    name: 'an approval ends the case',
    needs: ['approve'],
    async play(stage) {
      const applicant = stage.applicant('approve');
      await applicant.script('approve');
      await applicant.start();
      await applicant.acts();
      if (stage.rig.hooks) await applicant.hearsAtOnce('decision');
      await stage.endsSmoothly(applicant);
    },
  },
  {
    name: 'whoever is asked twice to try again is approved at the third attempt',
    needs: ['resubmit'],
    async play(stage) {
      const applicant = stage.applicant('resubmit');
      await applicant.script('resubmit', 'resubmit', 'approve');
      await applicant.start();
      for (const attempt of [1, 2]) {
        await applicant.acts(attempt);
        await applicant.hears('resubmission', attempt);
      }
      await applicant.acts(3);
      await stage.endsAs(applicant, stage.approved(3));
    },
  },
  {
    name: 'a final rejection ends the case',
    needs: ['reject'],
    async play(stage) {
      const applicant = stage.applicant('reject');
      await applicant.script('reject');
      await applicant.start();
      await applicant.acts();
      await stage.endsAs(applicant, {
        ...stage.approved(),
        outcome: 'rejected',
        evidence: ['opened', 'verdict', 'decided'],
      });
    },
  },
  {
    name: 'whoever is put on hold waits, and is approved when the hold ends',
    needs: ['hold', 'flip'],
    async play(stage) {
      const applicant = stage.applicant('hold');
      await applicant.script('hold');
      await applicant.start();
      await applicant.acts();
      await applicant.reaches('on_hold');
      await applicant.flip('approve');
      await stage.endsAs(applicant, { ...stage.approved(), evidence: ['opened', 'on-hold', 'decided'] });
    },
  },
  {
    name: 'an attempt that expired is opened again',
    needs: ['expire'],
    async play(stage) {
      const applicant = stage.applicant('expire');
      await applicant.script('expire', 'approve');
      await applicant.start();
      await applicant.acts(1);
      // Where a link is a session of its own, it was only the link that ran out: there will be another one, for the same attempt.
      const isLink = stage.rig.collection === 'hosted' && stage.rig.provider.nextAttempt !== undefined;
      if (isLink) await applicant.getsAnotherLink();
      else await applicant.hears('resubmission');
      await applicant.acts(2);
      await stage.endsAs(applicant, stage.approved(isLink ? 1 : 2));
    },
  },
  {
    name: 'an answer that nobody understands approves nobody, and is a person’s case after its deadline',
    needs: ['unknown'],
    async play(stage) {
      const applicant = stage.applicant('unknown');
      await applicant.script('unknown');
      await applicant.start({ review: { unknownDeadline: '2 hours' } });
      await applicant.acts();
      await applicant.recorded('verdict-unknown');
      await applicant.environment.sleep('1 hour');
      await applicant.same('the phase', await applicant.phase(), 'in_review');
      await applicant.environment.sleep('1 hour');
      await applicant.hears('review-needed');
      const { kyc } = applicant.environment;
      await kyc.onboarding.decide(applicant.subjectId, { actor, decision: 'reject', reason: 'played by the kit' });
      await stage.endsAs(applicant, {
        outcome: 'rejected',
        decidedBy: actor.id,
        attempts: 1,
        evidence: ['opened', 'verdict-unknown', 'referred', 'decided'],
        told: ['review-needed', 'decision'],
      });
    },
  },
  {
    name: 'an approval that is taken back weeks later is found, put on the record and told',
    needs: ['flip', 'reject', 'hook'],
    async play(stage) {
      const applicant = stage.applicant('reversal');
      await applicant.script('approve');
      await applicant.start();
      await applicant.acts();
      await applicant.ends();
      await applicant.environment.sleep('21 days');
      await applicant.flip('reject');
      await applicant.hears('reversal');
      const reversal = reversalWorkflowId(applicant.subjectId);
      await applicant.recorded('decision-reversed', reversal);
      await applicant.keepsSecrets(reversal);
      const expected = stage.approved();
      await stage.endsAs(applicant, { ...expected, told: [...expected.told, 'reversal'] });
    },
  },
  {
    name: 'a decision whose webhook is lost is found by looking',
    needs: ['lose'],
    async play(stage) {
      const applicant = stage.applicant('lost');
      await applicant.hooks('lose');
      await applicant.script('approve');
      await applicant.start();
      await applicant.acts();
      await stage.endsSmoothly(applicant);
      await applicant.same('how many webhooks came although hooks.lose was called', await applicant.arrivals(), 0);
    },
  },
  {
    name: 'webhooks that come more than once change nothing the second time',
    needs: ['duplicate'],
    async play(stage) {
      const applicant = stage.applicant('twice');
      await applicant.hooks('duplicate');
      await applicant.script('approve');
      await applicant.start();
      await applicant.acts();
      await applicant.hearsAtOnce('decision');
      await stage.endsSmoothly(applicant);
      const several = async () => (await applicant.arrivals()) > 1;
      await applicant.passes('no webhook came twice although hooks.duplicate was called', several);
      await applicant.same('what the business was told', applicant.told(), ['decision']);
    },
  },
  {
    name: 'webhooks that overtake each other change no outcome',
    needs: ['reorder'],
    async play(stage) {
      const applicant = stage.applicant('reorder');
      await applicant.hooks('reorder');
      await applicant.script('approve');
      await applicant.start();
      await applicant.acts();
      await stage.endsSmoothly(applicant);
    },
  },
  {
    name: 'a forged webhook approves nobody',
    needs: ['forge'],
    async play(stage) {
      const applicant = stage.applicant('forged');
      await applicant.script('approve');
      await applicant.start();
      await applicant.hooks('forge');
      await applicant.environment.sleep('1 hour');
      await applicant.same('the phase', await applicant.phase(), 'collecting');
      await applicant.same('what the business was told', applicant.told(), []);
      await applicant.acts();
      await stage.endsSmoothly(applicant);
    },
  },
  {
    name: 'an outage of an hour while the case opens is waited out, and the history stays small',
    needs: ['down'],
    async play(stage) {
      const applicant = stage.applicant('down');
      await applicant.script('approve');
      const mend = await applicant.fault('down');
      const starting = applicant.starts();
      await applicant.environment.sleep('1 hour');
      await mend();
      await applicant.asTimePasses(starting);
      await applicant.acts();
      await stage.endsSmoothly(applicant);
    },
  },
  {
    name: 'an outage of an hour before the decision can be read is waited out, and the history stays small',
    needs: ['down'],
    async play(stage) {
      const applicant = stage.applicant('outage');
      await applicant.script('approve');
      await applicant.start();
      const mend = await applicant.fault('down');
      const acting = applicant.acting();
      await applicant.environment.sleep('1 hour');
      await applicant.same(
        'whether the case was decided during fault(down)',
        (await applicant.phase()) === 'closed',
        false,
      );
      await mend();
      await applicant.asTimePasses(acting);
      await stage.endsSmoothly(applicant);
    },
  },
  {
    name: 'a storm of refusals for too many requests passes',
    needs: ['too-many-requests'],
    async play(stage) {
      const applicant = stage.applicant('storm');
      await applicant.script('approve');
      const mend = await applicant.fault('too-many-requests');
      await applicant.start();
      await applicant.acts();
      await stage.endsSmoothly(applicant);
      await mend();
    },
  },
  {
    name: 'what the provider did before its answer was lost is not done again',
    needs: ['answer-lost'],
    async play(stage) {
      const applicant = stage.applicant('crash');
      await applicant.script('approve');
      const mend = await applicant.fault('answer-lost');
      await applicant.start();
      await applicant.acts();
      await stage.endsSmoothly(applicant);
      await mend();
    },
  },
];
