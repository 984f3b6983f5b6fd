import { describeConformance } from '../support/rigs/describe-conformance';
import { vultsecurityRig } from '../support/rigs/vultsecurity';

describeConformance('VultSecurity conforms', { upload: vultsecurityRig('rejected') });

describe('with KYC_VULTSECURITY_NOT_VERIFIED=resubmit', () => {
  beforeAll(() => void (process.env.KYC_VULTSECURITY_NOT_VERIFIED = 'resubmit'));
  afterAll(() => void delete process.env.KYC_VULTSECURITY_NOT_VERIFIED);
  describeConformance('VultSecurity conforms', { upload: vultsecurityRig('resubmit') });
});
