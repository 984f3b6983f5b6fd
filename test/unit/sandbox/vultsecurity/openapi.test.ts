import { routesFromOpenApi } from '../../../../src/providers/vultsecurity/routes';
import { vultsecurityOperations } from '../../../../src/providers/vultsecurity';
import { openAccount } from './raw-calls';

test('the status of the service leads to an OpenAPI file in which every operation is found, without a token', async () => {
  const account = await openAccount();
  const { body: status } = await account.get('/status', { authorization: undefined });
  const { endpoints } = status as { endpoints: { api_spec: string } };
  const { body: file } = await account.get(endpoints.api_spec, { authorization: undefined });
  const { tokenUrl, baseUrl } = account.sandbox;
  const { matched, ...report } = routesFromOpenApi(file)!;
  expect(report).toEqual({
    version: '2.10.15',
    servers: [baseUrl],
    tokenUrls: [tokenUrl],
    unmatched: [],
    ambiguous: [],
    unused: [],
    remarks: expect.any(Array) as string[],
  });
  const assumed = Object.entries(vultsecurityOperations).map(([name, { method, path }]) => [name, { method, path }]);
  expect(matched).toMatchObject(Object.fromEntries(assumed) as object);
  await account.stop();
});
