import { configSchema, resolveConfig } from '../../src/config';
import type { KycOptions } from '../../src/config';
import { environmentRows } from '../../src/config-environment';

const secrets = {
  KYC_IDNGO_APP_TOKEN: 'app-token-1',
  KYC_IDNGO_SECRET_KEY: 'secret-key-1',
  KYC_IDNGO_WEBHOOK_SECRET: 'hook-secret-1',
};
const identomatSecrets = {
  KYC_IDENTOMAT_COMPANY_KEY: 'company-key-1',
  KYC_IDENTOMAT_CALLBACK_API_KEY: 'callback-key-1',
};

/** Every variable with a value that differs from its default, and the configuration that all of them make. */
const everyVariable: Record<string, string> = {
  KYC_IDNGO_BASE_URL: 'http://127.0.0.1:4001',
  KYC_IDNGO_ENVIRONMENT: 'sandbox',
  ...secrets,
  KYC_IDNGO_WEBHOOK_DIGEST_HEADER: 'x-digest',
  KYC_IDNGO_WEBHOOK_ALGORITHM_HEADER: 'x-digest-alg',
  KYC_IDNGO_WEBHOOK_ALGORITHMS: 'HMAC_SHA512_HEX, HMAC_SHA1_HEX',
  KYC_IDNGO_IMAGE_ID_HEADER: 'x-picture-id',
  KYC_IDNGO_STATUS_READ: 'one',
  KYC_IDNGO_DOCUMENT_IMAGE_PATH: '/resources/applicants/{applicantId}/images/{imageId}',
  KYC_IDENTOMAT_WIDGET_URL: 'http://127.0.0.1:4002',
  KYC_IDENTOMAT_EXTERNAL_API_URL: 'http://127.0.0.1:4003',
  ...identomatSecrets,
  KYC_IDENTOMAT_SESSION_LIFETIME_MINUTES: '30',
  KYC_IDENTOMAT_RETURN_URL: 'https://company.example/back',
  KYC_IDENTOMAT_OUTCOMES: '{"terms_declined":"expired"}',
  KYC_IDENTOMAT_RETRY_REASONS: 'blurry_image, glare',
  KYC_VULTSECURITY_BASE_URL: 'https://kyc.vendor.example',
  KYC_VULTSECURITY_TOKEN_URL: 'https://login.vendor.example/token',
  KYC_VULTSECURITY_CLIENT_ID: 'client-1',
  KYC_VULTSECURITY_CLIENT_SECRET: 'client-secret-1',
  KYC_VULTSECURITY_CLIENT_AUTHENTICATION: 'form',
  KYC_VULTSECURITY_SCOPE: 'kyc',
  KYC_VULTSECURITY_AUDIENCE: 'https://kyc.vendor.example',
  KYC_VULTSECURITY_SDK_CLIENT_ID: 'sdk-client-1',
  KYC_VULTSECURITY_WEBHOOK_TOKEN: 'synthetic-webhook-token-0001',
  KYC_VULTSECURITY_WEBHOOK_URL: 'https://company.example/webhooks/vultsecurity',
  KYC_VULTSECURITY_OFAC_CLEAR: 'clear',
  KYC_VULTSECURITY_OFAC_HITS: 'match, partial',
  KYC_VULTSECURITY_DMV_FAILURES: 'mismatch',
  KYC_VULTSECURITY_NOT_VERIFIED: 'resubmit',
  KYC_VULTSECURITY_OPEN_API: 'kyc-api.json',
  KYC_VULTSECURITY_ROUTES: '{"readIdvSession":{"method":"POST","path":"/idv/read"}}',
  KYC_STORE_URL: 'postgres://kyc@127.0.0.1/kyc',
  KYC_DOCUMENTS_URL: 'file:/srv/documents',
  KYC_DOCUMENTS_MAX_BYTES: '1048576',
  KYC_NOTIFICATIONS_URL: 'https://receiver.example/kyc',
  KYC_NOTIFICATIONS_SECRET: 'notify-secret-1',
  KYC_CIRCUIT_BREAKER: 'off',
  KYC_TASK_QUEUE: 'verification',
  KYC_SIDE_WORKERS: 'off',
  KYC_REGISTER_WORKFLOWS: 'false',
};

test('every option has a variable, and every variable sets its option', () => {
  expect(environmentRows(configSchema).map(({ variable }) => variable)).toEqual(Object.keys(everyVariable));
  expect(resolveConfig({}, everyVariable)).toEqual({
    providers: {
      idngo: {
        baseUrl: 'http://127.0.0.1:4001',
        environment: 'sandbox',
        appToken: 'app-token-1',
        secretKey: 'secret-key-1',
        webhookSecret: 'hook-secret-1',
        webhookDigestHeader: 'x-digest',
        webhookAlgorithmHeader: 'x-digest-alg',
        webhookAlgorithms: ['HMAC_SHA512_HEX', 'HMAC_SHA1_HEX'],
        imageIdHeader: 'x-picture-id',
        statusRead: 'one',
        documentImagePath: '/resources/applicants/{applicantId}/images/{imageId}',
      },
      identomat: {
        widgetUrl: 'http://127.0.0.1:4002',
        externalApiUrl: 'http://127.0.0.1:4003',
        companyKey: 'company-key-1',
        callbackApiKey: 'callback-key-1',
        sessionLifetimeMinutes: 30,
        returnUrl: 'https://company.example/back',
        outcomes: { terms_declined: 'expired' },
        retryReasons: ['blurry_image', 'glare'],
      },
      vultsecurity: {
        baseUrl: 'https://kyc.vendor.example',
        tokenUrl: 'https://login.vendor.example/token',
        clientId: 'client-1',
        clientSecret: 'client-secret-1',
        clientAuthentication: 'form',
        scope: 'kyc',
        audience: 'https://kyc.vendor.example',
        sdkClientId: 'sdk-client-1',
        webhookToken: 'synthetic-webhook-token-0001',
        webhookUrl: 'https://company.example/webhooks/vultsecurity',
        ofacClear: ['clear'],
        ofacHits: ['match', 'partial'],
        dmvFailures: ['mismatch'],
        notVerified: 'resubmit',
        openApi: 'kyc-api.json',
        routes: { readIdvSession: { method: 'POST', path: '/idv/read' } },
      },
    },
    store: { url: 'postgres://kyc@127.0.0.1/kyc' },
    documents: { url: 'file:/srv/documents', maxBytes: 1_048_576 },
    notifications: { url: 'https://receiver.example/kyc', secret: 'notify-secret-1' },
    circuitBreaker: 'off',
    taskQueue: 'verification',
    sideWorkers: 'off',
    registerWorkflows: false,
  });
});

test('every row says in words what the option is', () => {
  for (const { variable, description } of environmentRows(configSchema)) {
    expect([variable, description]).toEqual([variable, expect.stringMatching(/^[A-Z`].+\.$/s)]);
  }
});

test('a secret is said to be one', () => {
  const said = environmentRows(configSchema).filter(({ description }) => description.startsWith('Secret.'));
  expect(said.map(({ variable }) => variable)).toEqual([
    'KYC_IDNGO_APP_TOKEN',
    'KYC_IDNGO_SECRET_KEY',
    'KYC_IDNGO_WEBHOOK_SECRET',
    'KYC_IDENTOMAT_COMPANY_KEY',
    'KYC_IDENTOMAT_CALLBACK_API_KEY',
    'KYC_VULTSECURITY_CLIENT_SECRET',
    'KYC_VULTSECURITY_WEBHOOK_TOKEN',
    'KYC_STORE_URL',
    'KYC_NOTIFICATIONS_SECRET',
  ]);
});

test('an option wins over the environment, part by part', () => {
  const options: KycOptions = {
    store: { url: 'pglite:memory' },
    providers: { idngo: { statusRead: 'status' } as never },
  };
  const config = resolveConfig(options, everyVariable);
  expect(config.store.url).toBe('pglite:memory');
  expect(config.providers.idngo).toMatchObject({ statusRead: 'status', environment: 'sandbox' });
  expect(config.taskQueue).toBe('verification');
});

test('an option that is false or undefined: the one is given, the other is not', () => {
  expect(resolveConfig({ registerWorkflows: false }, { KYC_REGISTER_WORKFLOWS: 'true' }).registerWorkflows).toBe(false);
  expect(resolveConfig({ taskQueue: undefined }, { KYC_TASK_QUEUE: 'verification' }).taskQueue).toBe('verification');
});

test.each([
  ['hook-secret-1', 'hook-secret-1'],
  ['hook-secret-2,hook-secret-1', ['hook-secret-2', 'hook-secret-1']],
  ['hook-secret-2, hook-secret-1', ['hook-secret-2', 'hook-secret-1']],
])('webhook secrets %j are read as %j', (text, webhookSecret) => {
  const env = { ...secrets, KYC_IDNGO_WEBHOOK_SECRET: text };
  expect(resolveConfig({}, env).providers.idngo!.webhookSecret).toEqual(webhookSecret);
});

test('a variable that is set to nothing counts as not set', () => {
  const nothing = Object.fromEntries(Object.keys(everyVariable).map((variable) => [variable, '']));
  expect(resolveConfig({}, nothing)).toEqual(resolveConfig({}, {}));
});

test('a variable of somebody else is no option', () => {
  expect(resolveConfig({}, { KYC_COLOUR: 'red', STORE_URL: 'mysql://' })).toEqual(resolveConfig({}, {}));
});

test.each([
  ['KYC_DOCUMENTS_MAX_BYTES', 'many'],
  ['KYC_DOCUMENTS_MAX_BYTES', '-1'],
  ['KYC_REGISTER_WORKFLOWS', 'no'],
  ['KYC_REGISTER_WORKFLOWS', 'TRUE'],
])('%s=%s is refused, not guessed at', (variable, text) => {
  expect(() => resolveConfig({}, { [variable]: text })).toThrow(`(${variable}): `);
});

test('what is required is what has neither a default nor is optional', () => {
  const required = environmentRows(configSchema).filter((row) => row.required);
  expect(required.map(({ variable }) => variable)).toEqual([
    ...Object.keys(secrets),
    ...Object.keys(identomatSecrets),
    'KYC_VULTSECURITY_BASE_URL',
    'KYC_VULTSECURITY_TOKEN_URL',
    'KYC_VULTSECURITY_CLIENT_ID',
    'KYC_VULTSECURITY_CLIENT_SECRET',
    'KYC_VULTSECURITY_WEBHOOK_TOKEN',
  ]);
});
