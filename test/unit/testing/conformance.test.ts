import { conformance, type ProviderRig } from '../../../src/testing';

const nothing = () => {
  throw new Error('Nothing is played here.');
};

const rig: ProviderRig = {
  environment: nothing,
  provider: {
    name: 'acme',
    capabilities: {
      collection: ['hosted', 'upload'],
      levelChange: [],
      duplicateSearch: false,
      evidence: [],
      demands: ['consented'],
    },
  },
  level: 'standard',
  collection: 'hosted',
  secrets: [],
  script: nothing,
  applicantActs: nothing,
  flip: nothing,
  hooks: { lose: nothing, duplicate: nothing, reorder: nothing, forge: nothing },
  fault: nothing,
  effects: nothing,
};

describe('the conformance list', () => {
  test('is the same for every provider, each scenario under a name of its own', () => {
    const names = conformance(rig).map(({ name }) => name);
    expect(names).toHaveLength(15);
    expect(new Set(names).size).toBe(names.length);
    expect(conformance(rig).filter(({ notApplicable }) => notApplicable !== undefined)).toEqual([]);
  });

  test('says why a scenario is not applicable, and does not let it pass', async () => {
    const because = 'its attempts never end';
    const [scenario, ...others] = conformance({ ...rig, cannot: { expire: because } }).filter(
      ({ notApplicable }) => notApplicable !== undefined,
    );
    expect(others).toEqual([]);
    expect(scenario).toMatchObject({
      name: `an attempt that expired is opened again [not applicable: ${because}]`,
      notApplicable: because,
    });
    await expect(scenario!.run()).rejects.toThrow(because);
  });

  test('leaves out what takes webhooks where there are none', () => {
    const left = conformance({ ...rig, hooks: undefined }).filter(({ notApplicable }) => notApplicable !== undefined);
    expect(left.map(({ name }) => name.split(' [')[0])).toEqual([
      'an approval that is taken back weeks later is found, put on the record and told',
      'a decision whose webhook is lost is found by looking',
      'webhooks that come more than once change nothing the second time',
      'webhooks that overtake each other change no outcome',
      'a forged webhook approves nobody',
    ]);
  });

  test.each([
    [
      'a collection that the provider does not declare',
      {
        provider: { ...rig.provider, capabilities: { ...rig.provider.capabilities, collection: ['upload'] as const } },
      },
      "collection is 'hosted'",
    ],
    [
      'circumstances that lack what the provider demands',
      { collection: 'upload' as const },
      "circumstances lack 'consented'",
    ],
    ['a provider that approves nobody', { cannot: { approve: 'it never does' } }, 'cannot.approve'],
    ['an excuse without a reason', { cannot: { hold: '' } }, 'cannot.hold gives no reason'],
  ])('refuses a rig with %s', (_what, changed, complaint) => {
    expect(() => conformance({ ...rig, ...changed })).toThrow(complaint);
  });

  test('says which member of the rig failed, for which applicant', async () => {
    const [approval] = conformance(rig);
    await expect(approval!.run()).rejects.toThrow(
      /^acme \(hosted\), case-approve-[0-9a-f]{8}: the rig's script\(approve\) failed: Nothing is played here/,
    );
  });
});
