import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { version } from '../../../package.json';
import { configSchema, resolveConfig } from '../../../src/config';
import { environmentRows } from '../../../src/config-environment';
import {
  identomatSandboxCredentials,
  idngoSandboxCredentials,
  vultsecuritySandboxCredentials,
} from '../../../src/sandbox';
import { sandboxProviders } from '../../../src/sandbox/provider-options';
import { tokenPath } from '../../../src/sandbox/vultsecurity/token-endpoint';

const root = join(__dirname, '../../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

interface Service {
  image: string;
  restart?: string;
  healthcheck?: { test: string[] };
  environment?: Record<string, string>;
  ports?: string[];
  profiles?: string[];
  command?: string[];
}
const text = read('docker-compose.yml');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
const variables = [...text.matchAll(/\$\{(\w+)([:?-]*)[^}]*\}/g)].map(([, name, rule]) => ({
  name: name!,
  rule: rule!,
}));
const isSecret = (name: string) => /(PASSWORD|PWD|SECRET|TOKEN|KEY)$/.test(name);
const assignments = (file: string) =>
  Object.fromEntries(
    read(file)
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

test('every service that stays up says whether it is well', () => {
  const lasting = Object.entries(services).filter(([, { restart }]) => restart === 'unless-stopped');
  expect(lasting.map(([name]) => name).sort()).toEqual(
    ['kyc-webhooks', 'kyc-worker', 'postgres', 'sandbox', 'temporal', 'temporal-ui'].sort(),
  );
  for (const [name, { healthcheck }] of lasting) expect([name, healthcheck?.test[0]]).toEqual([name, 'CMD']);
});

const ofProvider = (name: string) => /^KYC_(IDNGO|IDENTOMAT|VULTSECURITY)_/.test(name);

test('no secret has a default: each is demanded by name, and an empty one is refused but of a provider that is not used', () => {
  const secrets = variables.filter(({ name }) => isSecret(name));
  expect(secrets.length).toBeGreaterThan(10);
  expect(secrets.filter(({ name, rule }) => rule !== (ofProvider(name) ? '?' : ':?'))).toEqual([]);
});

test('a provider whose secrets are all empty is not used, and one with some of them says which are missing', () => {
  const empty = Object.fromEntries(variables.filter(({ name }) => ofProvider(name)).map(({ name }) => [name, '']));
  expect(resolveConfig({}, empty).providers).toEqual({});
  expect(() => resolveConfig({}, { ...empty, KYC_IDENTOMAT_COMPANY_KEY: 'synthetic-key' })).toThrow(
    'KYC_IDENTOMAT_CALLBACK_API_KEY',
  );
});

test('no secret is written into a service', () => {
  const written = Object.entries(services).flatMap(([service, { environment = {} }]) =>
    Object.entries(environment)
      .filter(([name, value]) => isSecret(name) && !/^\$\{\w+:?\?[^}]+\}$/.test(value))
      .map(([name]) => `${service}.${name}`),
  );
  expect(written).toEqual([]);
});

test('nothing listens on the outside of this machine', () => {
  const ports = Object.values(services).flatMap((service) => service.ports ?? []);
  expect(ports.length).toBeGreaterThan(0);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});

test('every image has an exact version, ours that of the package, and the tools of Temporal that of its server', () => {
  const images = Object.values(services).map(({ image }) => image);
  for (const image of images) expect(image).toMatch(/:\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  expect(images.filter((image) => image.startsWith('temporal-kyc:'))).toEqual(
    Array.from({ length: 4 }, () => `temporal-kyc:${version}`),
  );
  const [server, ...others] = images.filter((image) => /temporalio\/(server|admin-tools)/.test(image));
  expect(new Set([server, ...others].map((image) => image!.split(':')[1])).size).toBe(1);
});

test('every KYC_* setting is one that the configuration knows', () => {
  const known = environmentRows(configSchema).map(({ variable }) => variable);
  const used = Object.keys(services['kyc-worker']!.environment!).filter((name) => name.startsWith('KYC_'));
  expect(used.filter((name) => !known.includes(name))).toEqual([]);
});

test('only the sandbox belongs to a profile', () => {
  expect(Object.entries(services).flatMap(([name, { profiles }]) => (profiles ? [[name, profiles]] : []))).toEqual([
    ['sandbox', ['sandbox']],
  ]);
});

test('.env.example names every variable that is demanded, and gives no value away', () => {
  const demanded = new Set(variables.filter(({ rule }) => rule.includes('?')).map(({ name }) => name));
  expect(assignments('.env.example')).toEqual(Object.fromEntries([...demanded].map((name) => [name, ''])));
});

test('.env.sandbox speaks to the simulated providers with their well-known credentials, where they are served', () => {
  const at = (option: string) => {
    const argument = services.sandbox!.command!.find((one) => one.startsWith(`--${option}=`));
    return `http://127.0.0.1:${argument?.split('=')[1]}`;
  };
  const providers = sandboxProviders({
    idngo: { baseUrl: at('port'), ...idngoSandboxCredentials },
    identomat: {
      widgetUrl: at('identomat-widget-port'),
      externalApiUrl: at('identomat-api-port'),
      ...identomatSandboxCredentials,
    },
    vultsecurity: {
      baseUrl: at('vultsecurity-port'),
      tokenUrl: at('vultsecurity-port') + tokenPath,
      ...vultsecuritySandboxCredentials,
    },
  });
  expect(resolveConfig({}, assignments('.env.sandbox')).providers).toEqual(resolveConfig({ providers }, {}).providers);
});

test('the image is built from files that exist and that .dockerignore lets through', () => {
  const admitted = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources]) =>
    sources!.split(' '),
  );
  expect(copied.filter((source) => !admitted.includes(source) || !existsSync(join(root, source)))).toEqual([]);
});

const compose = [['docker', 'compose'], ['docker-compose']].find(([command, ...args]) => {
  try {
    execFileSync(command!, [...args, 'version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
const describeWithCompose = compose ? describe : describe.skip;

describeWithCompose('according to compose itself', () => {
  const run = promisify(execFile);
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !variables.some((known) => known.name === name)),
  );
  const config = async (envFile: string, ...profile: string[]) => {
    const [command, ...args] = compose!;
    const { stdout } = await run(command!, [...args, '--env-file', envFile, ...profile, 'config'], { cwd: root, env });
    return parse(stdout) as { services: Record<string, Service> };
  };

  test('the file is valid, with the sandbox and without', async () => {
    const [without, complete] = await Promise.all([
      config('.env.sandbox'),
      config('.env.sandbox', '--profile', 'sandbox'),
    ]);
    expect(Object.keys(complete.services).sort()).toEqual(Object.keys(services).sort());
    expect(Object.keys(without.services)).toContain('kyc-worker');
  });

  test('without secrets nothing starts, and the message says what is missing', async () => {
    await expect(config('.env.example')).rejects.toThrow(/a password for|the app token|the secret/);
  });
});
