import fc from 'fast-check';
import { resolveConfig } from '../../src/config';
import type { KycOptions } from '../../src/config';

const idngo = { appToken: 'app-token-1', secretKey: 'secret-key-1', webhookSecret: 'hook-secret-1' };
const identomat = { companyKey: 'company-key-1', callbackApiKey: 'callback-key-1' };
const vultsecurity = {
  baseUrl: 'http://127.0.0.1:4004',
  tokenUrl: 'http://127.0.0.1:4004/token',
  clientId: 'client-1',
  clientSecret: 'client-secret-1',
  webhookToken: 'synthetic-webhook-token-0001',
};

function refusalOf(options: unknown, env: NodeJS.ProcessEnv = {}) {
  try {
    resolveConfig(options as KycOptions, env);
  } catch (error) {
    return error as Error & { type: string; nonRetryable: boolean };
  }
  throw new Error('it was accepted');
}

const problemsOf = (options: unknown, env: NodeJS.ProcessEnv = {}) =>
  refusalOf(options, env)
    .message.split('\n')
    .filter((line) => line.startsWith('- '));

describe('what is left out', () => {
  test('everything has a default but the secrets of a provider', () => {
    expect(resolveConfig({}, {})).toEqual({
      providers: {},
      store: { url: 'pglite:./kyc-data' },
      documents: { url: 'file:./kyc-documents', maxBytes: 50 * 1024 * 1024 },
      notifications: {},
      circuitBreaker: 'on',
      taskQueue: 'kyc',
      sideWorkers: 'inline',
      registerWorkflows: true,
    });
    expect(resolveConfig({ providers: { idngo } }, {}).providers.idngo).toEqual({
      ...idngo,
      baseUrl: 'https://api.idngo.kz',
      environment: 'production',
      webhookDigestHeader: 'x-payload-digest',
      webhookAlgorithmHeader: 'x-payload-digest-alg',
      webhookAlgorithms: ['HMAC_SHA256_HEX', 'HMAC_SHA512_HEX'],
      imageIdHeader: 'x-image-id',
      statusRead: 'status',
      documentImagePath: '/resources/inspections/{inspectionId}/resources/{imageId}',
    });
    expect(resolveConfig({ providers: { identomat } }, {}).providers.identomat).toEqual({
      ...identomat,
      widgetUrl: 'https://widget.identomat.com',
      externalApiUrl: 'https://external-api.identomat.com',
      sessionLifetimeMinutes: 15,
    });
    // The vendor names no hosts; without routes this machine is the only one that the assumed paths may be tried on.
    expect(resolveConfig({ providers: { vultsecurity } }, {}).providers.vultsecurity).toEqual({
      ...vultsecurity,
      clientAuthentication: 'basic',
      ofacClear: [],
      ofacHits: [],
      dmvFailures: [],
      notVerified: 'rejected',
    });
  });
});

describe('a wrong configuration', () => {
  test('is one error that names every problem, and the variable that would set it', () => {
    const { type, nonRetryable, message } = refusalOf({
      providers: { idngo: { appToken: 'short', secretKey: 5, environment: 'staging', colour: 'red' } },
      store: { url: 'mysql://host/kyc' },
      documents: { url: '/var/kyc', maxBytes: 0.5 },
      notifications: { url: 'https://receiver.example/kyc' },
      sideWorkers: 'sometimes',
      retries: 3,
    });
    expect({ type, nonRetryable }).toEqual({ type: 'kyc.config.Invalid', nonRetryable: true });
    expect(message.split('\n')).toEqual([
      'temporal-kyc cannot start, 11 option(s) are wrong:',
      '- providers.idngo.environment (KYC_IDNGO_ENVIRONMENT): Invalid option: expected one of "production"|"sandbox"',
      '- providers.idngo.appToken (KYC_IDNGO_APP_TOKEN): Too small: expected string to have >=8 characters',
      '- providers.idngo.secretKey (KYC_IDNGO_SECRET_KEY): Invalid input: expected string, received number',
      '- providers.idngo.webhookSecret (KYC_IDNGO_WEBHOOK_SECRET): is required',
      "- providers.idngo: unknown option(s) 'colour'",
      '- store.url (KYC_STORE_URL): must start with postgres:// or pglite:',
      '- documents.url (KYC_DOCUMENTS_URL): must start with file:',
      '- documents.maxBytes (KYC_DOCUMENTS_MAX_BYTES): Invalid input: expected int, received number',
      '- notifications.secret (KYC_NOTIFICATIONS_SECRET): is required with notifications.url: ' +
        'receivers must be able to verify who sent it',
      '- sideWorkers (KYC_SIDE_WORKERS): Invalid option: expected one of "inline"|"off"',
      "- options: unknown option(s) 'retries'",
      'Every option is also read from the environment (docs/configuration.md).',
    ]);
  });

  test.each([
    ['an address that is no URL', { notifications: { url: 'receiver', secret: 'long enough' } }, 'notifications.url'],
    [
      'an address that is not HTTP',
      { notifications: { url: 'ftp://receiver.example', secret: 'long enough' } },
      'notifications.url',
    ],
    ['a secret that is too short', { notifications: { secret: 'short' } }, 'notifications.secret'],
    ['no webhook secret in the list', { providers: { idngo: { ...idngo, webhookSecret: [] } } }, 'webhookSecret'],
    [
      'a short one in the list',
      { providers: { idngo: { ...idngo, webhookSecret: ['hook-secret-1', 'x'] } } },
      'webhookSecret.1',
    ],
    [
      'six of them',
      { providers: { idngo: { ...idngo, webhookSecret: Array(6).fill('hook-secret-1') } } },
      'webhookSecret',
    ],
    ['a webhook secret of another kind', { providers: { idngo: { ...idngo, webhookSecret: 5 } } }, 'webhookSecret'],
    [
      'an algorithm nobody knows',
      { providers: { idngo: { ...idngo, webhookAlgorithms: ['MD5'] } } },
      'webhookAlgorithms.0',
    ],
    ['no algorithm', { providers: { idngo: { ...idngo, webhookAlgorithms: [] } } }, 'webhookAlgorithms'],
    [
      'a webhook token that can be guessed',
      { providers: { vultsecurity: { ...vultsecurity, webhookToken: 'guess-me' } } },
      'vultsecurity.webhookToken',
    ],
    [
      "the vendor's own host without routes",
      { providers: { vultsecurity: { ...vultsecurity, baseUrl: 'https://kyc.vendor.example' } } },
      'https://developer.vultsecurity.com/kyc/',
    ],
    [
      'a meaning that would approve',
      { providers: { identomat: { ...identomat, outcomes: { fine: 'approved' } } } },
      'identomat.outcomes.fine',
    ],
    ['a text where a part belongs', { store: 'pglite:memory' }, 'store: '],
    ['a function', { store: { url: () => 'pglite:memory' } }, 'store.url'],
    ['no options object', 'pglite:memory', 'options: '],
  ])('%s is named', (_what, options, where) => {
    expect(problemsOf(options)).toEqual([expect.stringContaining(where)]);
  });

  test('a text where a part belongs is named as such, also when a variable sets something of that part', () => {
    expect(problemsOf({ store: 'pglite:memory' }, { KYC_STORE_URL: 'pglite:memory' })).toEqual([
      '- store: Invalid input: expected object, received string',
    ]);
  });

  test('a provider that is configured in part says what is missing, also when the part comes from the environment', () => {
    expect(problemsOf({}, { KYC_IDNGO_BASE_URL: 'https://api.example' })).toEqual([
      '- providers.idngo.appToken (KYC_IDNGO_APP_TOKEN): is required',
      '- providers.idngo.secretKey (KYC_IDNGO_SECRET_KEY): is required',
      '- providers.idngo.webhookSecret (KYC_IDNGO_WEBHOOK_SECRET): is required',
    ]);
  });
});

describe('a secret in the wrong place', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9+/]{12,40}$/).map((text) => `s3cr3t${text}`);
  const places = [
    (it: string) => ({ store: it }),
    (it: string) => ({ store: { url: it } }),
    (it: string) => ({ store: { url: `redis://kyc:${it}@host` } }),
    (it: string) => ({ documents: { url: it, maxBytes: it } }),
    (it: string) => ({ documents: [it] }),
    (it: string) => ({ notifications: { url: it } }),
    (it: string) => ({ notifications: { url: `kyc:${it}@host`, secret: [it] } }),
    (it: string) => ({ notifications: it }),
    (it: string) => ({ providers: it }),
    (it: string) => ({ providers: { idngo: it } }),
    (it: string) => ({ providers: { idngo: { ...idngo, baseUrl: it, environment: it } } }),
    (it: string) => ({ providers: { idngo: { ...idngo, webhookAlgorithms: it, statusRead: it } } }),
    (it: string) => ({ providers: { idngo: { ...idngo, webhookSecret: [it, [it]] } } }),
    (it: string) => ({ providers: { identomat: { ...identomat, companyKey: [it], outcomes: it } } }),
    (it: string) => ({ providers: { identomat: { ...identomat, widgetUrl: it, callbackApiKey: { it } } } }),
    (it: string) => ({ providers: { vultsecurity: { ...vultsecurity, tokenUrl: it, webhookToken: `${it}!` } } }),
    (it: string) => ({ providers: { vultsecurity: { ...vultsecurity, routes: it, clientSecret: [it] } } }),
    (it: string) => ({ taskQueue: [it], sideWorkers: it, registerWorkflows: it }),
    (it: string) => ({ colour: it }),
    (it: string) => ({ store: { url: () => it } }),
    (it: string) => it,
  ];
  const variables = [
    'KYC_STORE_URL',
    'KYC_DOCUMENTS_URL',
    'KYC_DOCUMENTS_MAX_BYTES',
    'KYC_NOTIFICATIONS_URL',
    'KYC_IDNGO_BASE_URL',
    'KYC_IDNGO_ENVIRONMENT',
    'KYC_IDNGO_WEBHOOK_ALGORITHMS',
    'KYC_IDENTOMAT_WIDGET_URL',
    'KYC_IDENTOMAT_OUTCOMES',
    'KYC_VULTSECURITY_TOKEN_URL',
    'KYC_VULTSECURITY_ROUTES',
    'KYC_SIDE_WORKERS',
    'KYC_REGISTER_WORKFLOWS',
  ];

  test('is never repeated, wherever it stands among the options', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...places), fc.boolean(), (it, place, withEnvironment) => {
        const env = withEnvironment ? { KYC_STORE_URL: 'pglite:memory', KYC_NOTIFICATIONS_SECRET: 'long enough' } : {};
        // `nonsense`, because a variable may well mend what was wrong, and then there is nothing to refuse.
        const { message, stack } = refusalOf({ ...wrapped(place(it)), nonsense: 1 }, env);
        expect(`${message}\n${stack}`).not.toContain(it);
      }),
      { numRuns: 500 },
    );
  });

  test('is never repeated, whichever variable it was given to', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...variables), (it, variable) => {
        const { message, stack } = refusalOf({}, { [variable]: it });
        expect(message).toContain(`(${variable})`);
        expect(`${message}\n${stack}`).not.toContain(it);
      }),
    );
  });

  const wrapped = (options: unknown): object => (typeof options === 'object' ? options! : { store: options });
});

describe('the configuration', () => {
  const given: KycOptions = {
    providers: { idngo: { ...idngo, webhookSecret: ['hook-secret-1'] } },
    store: { url: 'pglite:memory' },
  };

  test('is frozen through and through', () => {
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(resolveConfig(given, {}))).toBe(true);
  });

  test('leaves the options that it came from as they were', () => {
    const before = structuredClone(given);
    resolveConfig(given, { KYC_TASK_QUEUE: 'other', KYC_IDNGO_STATUS_READ: 'one' });
    expect(given).toEqual(before);
    expect(Object.isFrozen(given.providers!.idngo!.webhookSecret)).toBe(false);
  });

  test('of one call is not the configuration of another', () => {
    expect(resolveConfig({ providers: { idngo } }, {}).providers.idngo!.webhookAlgorithms).not.toBe(
      resolveConfig({ providers: { idngo } }, {}).providers.idngo!.webhookAlgorithms,
    );
  });
});
