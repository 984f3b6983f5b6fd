import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVultsecurityClient, type VultsecurityClient } from '../../../../src/providers/vultsecurity';
import { vultsecurityOptions } from '../../../../src/providers/vultsecurity/options';
import { readRouteFile } from '../../../../src/providers/vultsecurity/route-file';
import { startSandbox, type Sandbox } from '../../../../src/sandbox';
import { DocumentsInMemory } from '../documents-in-memory';
import { webhookToken } from './loopback-vultsecurity';

const png = Buffer.from('89504e470d0a1a0a0d0a2d2d6b7963', 'hex');
let folder: string;
let openApi: string;
let sandbox: Sandbox;
let client: VultsecurityClient;
let now: number;
const documents = new DocumentsInMemory();

beforeEach(async () => {
  now = Date.parse('2026-01-15T12:00:00Z');
  folder = mkdtempSync(join(tmpdir(), 'kyc-routes-'));
  openApi = join(folder, 'kyc-api.json');
  sandbox = await startSandbox({ clock: () => now });
  const { baseUrl, tokenUrl, credentials } = sandbox.vultsecurity;
  writeFileSync(openApi, await (await fetch(`${baseUrl}/openapi.json`)).text());
  client = createVultsecurityClient(
    vultsecurityOptions.parse({ baseUrl, tokenUrl, ...credentials, webhookToken, openApi }),
    { documents, maxBytes: 1024 * 1024, now: () => now },
  );
});
afterEach(async () => {
  await client.close();
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

test("the sandbox's OpenAPI file has a route for every operation", () => {
  expect(readRouteFile(openApi)).toMatchObject({ unmatched: [], ambiguous: [], unused: [], remarks: [] });
});

test('a person is verified step by step, over tokens that expire and are revoked on the way', async () => {
  const image = documents.add(png, 'image/png');
  const where = { latitude: 40.7128, longitude: -74.006 };
  const { session_id } = await client.createIdvSession({ metadata: { kycKey: 'case-1/1' } });
  await client.addIdentityConsent({ session_id, consented: true });
  await client.updateDocumentType({ session_id, document_type_e: 'driver_license' });
  now += 3_700_000;
  await client.addDocumentFrontImage({ session_id, latitude: '40.7128', longitude: '-74.006', image });
  sandbox.vultsecurity.revokeTokens();
  await client.addDocumentBackImage({ session_id, latitude: '40.7128', longitude: '-74.006', image });
  const { token } = await client.generateIdvLivenessSession({ session_id, ...where });
  expect(token).toEqual(expect.any(String));
  await client.processIdvLivenessSession({ session_id, ...where, images: [image] });
  await expect(client.finalizeIdv({ session_id })).resolves.toMatchObject({ verified: true, on_sanction_list: false });
  await expect(client.readIdvSession({ session_id })).resolves.toMatchObject({ status_e: 'complete', verified: true });
  const kept = await client.downloadDocument({ session_id, storage_file_type_e: 'driver_license_front' });
  expect(kept?.mediaType).toMatch(/^image\//);
});
