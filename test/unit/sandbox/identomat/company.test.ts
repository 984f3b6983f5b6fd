import { startSandbox, type Sandbox } from '../../../../src/sandbox';
import { external, resultOf } from './company-calls';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.stop());

const ask = (method: string, fields?: object) => external(sandbox, method, { ...fields });
const refusal = async (method: string, fields: object) => (await ask(method, fields)).body;

test('somebody on the blacklist is listed with what was said of them, and is a duplicate the second time', async () => {
  const query = { firstName: 'Synthia', documentNumber: 'XX0000001', birthday: '1990-01-15', reason: 'Synthetic' };
  const id = await resultOf<string>(ask('add-blacklist-record', { query }));
  expect(await refusal('add-blacklist-record', { query: { ...query, reason: 'Another' } })).toEqual({
    argumentError: 'already-exists',
  });
  expect((await ask('list-blacklist-records')).body).toEqual({
    result: { offset: 0, limit: 100, total: 1, data: [{ ...query, notes: null, id }] },
  });
  expect((await ask('remove-blacklist-record', { id })).body).toEqual({ result: true });
  expect(await refusal('remove-blacklist-record', { id })).toEqual({ argumentError: 'not-found' });
  expect(sandbox.identomat.effectsOn(id)).toEqual({ blacklisted: 1, 'blacklist-record-removed': 1 });
});

test('the blacklist pages inside its query', async () => {
  for (const lastName of ['One', 'Two', 'Three']) {
    await ask('add-blacklist-record', { query: { lastName, reason: 'Synthetic' } });
  }
  const page = await resultOf<object>(ask('list-blacklist-records', { query: { offset: 1, limit: 1 } }));
  expect(page).toMatchObject({ offset: 1, limit: 1, total: 3, data: [{ lastName: 'Two' }] });
});

test('a user is made once for an e-mail address, with the rights that were asked for', async () => {
  const user = { email: 'synthia@example.com', password: 'synthetic-password' };
  const id = await resultOf<string>(ask('create-user', { ...user, rights: ['operator', 'administrator'] }));
  expect(await refusal('create-user', { ...user, email: 'Synthia@Example.com' })).toEqual({
    argumentError: 'user-already-exists',
  });
  const users = await resultOf<object[]>(ask('list-users'));
  expect(users).toContainEqual({ id, username: user.email, roles: ['operator', 'administrator'] });
  expect(JSON.stringify(users)).not.toContain(user.password);
});

test.each<[object, object]>([
  [{ email: 'nobody' }, { argumentError: 'invalid-email-format' }],
  [{ password: 'short' }, { argumentError: 'password-too-short' }],
  [{ password: 12345678 }, { internalError: 'Illegal arguments: number, string' }],
  [{ rights: ['identomat_admin'] }, { argumentError: 'invalid-rights' }],
])('a user with %j is refused with %j', async (wrong, said) => {
  expect(await refusal('create-user', { email: 'a@example.com', password: 'long-enough', ...wrong })).toEqual(said);
  expect(await resultOf<object[]>(ask('list-users'))).toHaveLength(1);
});

test('a group takes users by id and shows them by name; a change replaces all of them', async () => {
  const member = async (email: string) => resultOf<string>(ask('create-user', { email, password: 'long-enough' }));
  const [one, two] = [await member('one@example.com'), await member('two@example.com')];
  const { id: groupId } = await resultOf<{ id: string }>(ask('make-group', { name: 'Group 1', memberIds: [one] }));
  expect((await ask('change-group', { groupId, name: 'Group 2', memberIds: [two] })).body).toEqual({});
  expect((await ask('change-group', { groupId, memberIds: [two] })).body).toEqual({});
  const group = { id: groupId, name: 'Group 2', members: [{ username: 'two@example.com' }] };
  expect((await ask('list-groups')).body).toEqual({ result: [group] });
  expect(await refusal('make-group', { name: 'Group 3', memberIds: ['nobody'] })).toMatchObject({
    argumentError: 'wrong-parameters',
  });
  expect((await ask('delete-group', { groupId })).body).toEqual({});
  expect((await ask('list-groups')).body).toEqual({ result: [] });
  expect(await refusal('delete-group', { groupId })).toMatchObject({ argumentError: 'wrong-parameters' });
  expect(sandbox.identomat.effects()).toMatchObject({
    'Group 1': { 'group-made': 1 },
    'Group 2': { 'group-changed': 1, 'group-deleted': 1 },
  });
});

test('two groups may have one name, which is told from one', async () => {
  await ask('make-group', { name: 'Twins' });
  await ask('make-group', { name: 'Twins' });
  expect(sandbox.identomat.effectsOn('Twins')).toEqual({ 'group-made': 1, 'group-made-again': 1 });
});
