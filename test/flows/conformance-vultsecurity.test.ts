import { describeConformance } from '../support/rigs/describe-conformance';
import { vultsecurityRig } from '../support/rigs/vultsecurity';

/** What an installation has to say of the vendor's words: which value clears a person, and what `verified: false` means. */
function describeInstallation(variables: Readonly<Record<string, string>>, tests: () => void): void {
  const told = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  describe(told.join(' '), () => {
    beforeAll(() => void Object.assign(process.env, variables));
    afterAll(() => Object.keys(variables).forEach((name) => delete process.env[name]));
    tests();
  });
}

const KYC_VULTSECURITY_OFAC_CLEAR = 'clear';

describeInstallation({ KYC_VULTSECURITY_OFAC_CLEAR }, () =>
  describeConformance('VultSecurity conforms', { upload: vultsecurityRig('rejected') }),
);

describeInstallation({ KYC_VULTSECURITY_OFAC_CLEAR, KYC_VULTSECURITY_NOT_VERIFIED: 'resubmit' }, () =>
  describeConformance('VultSecurity conforms', { upload: vultsecurityRig('resubmit') }),
);
