import type { ProviderPlan } from '../../src';
import { identomatConfigurations } from '../../src/sandbox';
import { allDocuments } from '../support/applicant';
import { describeFlow } from '../support/flow';

describeFlow('a case with a plan', (flow) => {
  const identomatLevel = identomatConfigurations[0]!.id;
  const idngo = { provider: 'idngo', level: 'basic-kyc-level' };
  const identomat = { provider: 'identomat', level: identomatLevel };
  const start = (subjectId: string, provider: ProviderPlan, more = {}) =>
    flow.start(subjectId, { provider, level: undefined, collection: 'hosted', ...more });
  const evidenceOf = async (subjectId: string) => {
    const entries = await flow.env.store.journal.entries(`kyc/onboarding/${subjectId}`);
    return entries.map(({ kind, facts }) => ({ kind, facts }));
  };
  const down = () => flow.faults.add({ provider: 'idngo', call: '*', answer: 503, times: 'always' });

  test('goes to the first provider that fits, and the record says why the others do not', async () => {
    await start('elsewhere', [{ ...idngo, when: { countries: ['KAZ'] } }, identomat], {
      applicant: { country: 'GEO' },
    });
    expect(await flow.kyc.onboarding.state('elsewhere')).toMatchObject({ provider: 'identomat', phase: 'collecting' });
    expect(await evidenceOf('elsewhere')).toMatchObject([
      { kind: 'provider-passed-over', facts: { provider: 'idngo', why: ['country'] } },
      { kind: 'opened', facts: { provider: 'identomat', level: identomatLevel } },
    ]);
    flow.env.sandbox.identomat.finishHosted('elsewhere');
    expect(await flow.kyc.onboarding.result('elsewhere')).toMatchObject({ outcome: 'approved', provider: 'identomat' });
  });

  test('leaves a provider that is down for the next one, within one call of the client', async () => {
    const id = down();
    const started = start('stranded', [idngo, identomat], { policy: { outage: { patience: '2 seconds' } } });
    expect(await started).toMatchObject({ phase: 'collecting', link: expect.stringContaining('session_token=') });
    flow.faults.lift(id);
    expect(await evidenceOf('stranded')).toMatchObject([
      { kind: 'provider-changed', facts: { from: 'idngo', to: 'identomat', reason: 'outage' } },
      { kind: 'opened', facts: { provider: 'identomat' } },
    ]);
    flow.env.sandbox.identomat.finishHosted('stranded');
    expect(await flow.kyc.onboarding.result('stranded')).toMatchObject({ outcome: 'approved', provider: 'identomat' });
  });

  test('leaves a provider that does not know the level at once', async () => {
    await start('unleveled', [{ ...idngo, level: 'no-such-level' }, identomat]);
    expect(await evidenceOf('unleveled')).toMatchObject([
      { kind: 'provider-changed', facts: { reason: 'unsupported', type: 'kyc.input.UnknownLevel' } },
      { kind: 'opened' },
    ]);
    await flow.kyc.onboarding.withdraw('unleveled', { reason: 'the test is over' });
    await flow.kyc.onboarding.result('unleveled');
  });

  test.each(['reject-planned', 'retry-planned'])('never leaves one for what it says: %s', async (subjectId) => {
    const documents = await allDocuments(flow.kyc, subjectId);
    const provider = [idngo, { provider: 'vultsecurity', level: 'idv' }];
    await start(subjectId, provider, {
      collection: 'upload',
      documents,
      policy: { attempts: { max: 1, exhausted: 'reject' } },
    });
    expect(await flow.kyc.onboarding.result(subjectId)).toMatchObject({ outcome: 'rejected', provider: 'idngo' });
    expect((await evidenceOf(subjectId)).map(({ kind }) => kind)).not.toContain('provider-changed');
  });

  test('that nobody can take is refused, with every reason', async () => {
    const plan = [
      { ...idngo, when: { countries: ['KAZ'] } },
      { ...identomat, collection: 'upload' as const },
    ];
    await expect(start('homeless', plan, { applicant: { country: 'GEO' } })).rejects.toMatchObject({
      type: 'kyc.input.InvalidRequest',
      message: expect.stringMatching(
        /idngo: it is for other countries\. ?;? ?identomat: it cannot collect in this way|idngo: it is for other countries; identomat: it cannot collect in this way/,
      ),
    });
  });
});
