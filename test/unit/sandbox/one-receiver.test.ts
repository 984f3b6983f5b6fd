import { resolveConfig } from '../../../src/config';
import { createIdentomatClient, createIdngoClient, createVultsecurityClient } from '../../../src/providers';
import {
  connectSandbox,
  sandboxAnnouncement,
  startSandbox,
  vultsecuritySandboxWebhookToken,
  type Sandbox,
} from '../../../src/sandbox';
import { sandboxProviders } from '../../../src/sandbox/provider-options';
import { MemoryDocuments } from './memory-documents';
import { startReceiver } from './webhook-receiver';

let ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.map((end) => end()));
  ends = [];
});

async function started() {
  const [receiver, sandbox] = await Promise.all([startReceiver(), startSandbox()]);
  ends.push(receiver.close, () => sandbox.stop());
  return { receiver, sandbox };
}

/** Something happens at every provider, as somebody with the options for the sandbox sees to it. */
async function somethingHappens(sandbox: Sandbox, user: string): Promise<void> {
  const { providers } = resolveConfig({ providers: sandboxProviders(sandboxAnnouncement(sandbox)) }, {});
  const options = { documents: new MemoryDocuments(), maxBytes: 1_000 };
  const idngo = createIdngoClient(providers.idngo!, options);
  const identomat = createIdentomatClient(providers.identomat!, options);
  const vultsecurity = createVultsecurityClient(providers.vultsecurity!, options);
  ends.push(idngo.close, identomat.close, vultsecurity.close);

  await idngo.createApplicant({ levelName: 'basic-kyc-level', externalUserId: user });
  await identomat.beginSession({ flags: { return_url: `${providers.identomat!.returnUrl}/${user}` } });
  sandbox.identomat.finishHosted(user);
  await vultsecurity.createIdvSession({ metadata: { kycKey: user } });
  sandbox.vultsecurity.finishOnDevice(user);
  for (const provider of ['idngo', 'identomat', 'vultsecurity'] as const)
    await sandbox[provider].delivered('*', { externalUserId: user });
}

const routes = ['/webhooks/identomat', '/webhooks/idngo', `/webhooks/vultsecurity/${vultsecuritySandboxWebhookToken}`];

test('every provider calls its own route of the receiver that the sandbox is told of', async () => {
  const { receiver, sandbox } = await started();
  sandbox.sendWebhooksTo(receiver.url);
  await somethingHappens(sandbox, 'user-1');
  expect([...new Set(receiver.received.map(({ path }) => path))].sort()).toEqual(routes);
});

test('the same from another process', async () => {
  const { receiver, sandbox } = await started();
  await connectSandbox(sandbox.url).sendWebhooksTo(receiver.url);
  await somethingHappens(sandbox, 'user-2');
  expect([...new Set(receiver.received.map(({ path }) => path))].sort()).toEqual(routes);
});
