import { attemptTimeoutMs } from '../../../../src/providers/calls';
import { raw } from '../loopback-acme';
import { answer } from '../scripted-server';
import { tarOf } from '../tar-archives';
import { LoopbackIdentomat } from './loopback-identomat';

const identomat = new LoopbackIdentomat();
const session_token = '47fjzxvvzapi4ztasth3c2ozfucli3l0qx13hisc';
const sessionId = session_token;

describe('bad answers', () => {
  test.each([
    [
      'bytes where JSON was expected',
      raw(Buffer.from('\xff\xd8\xff', 'latin1'), 'image/jpeg'),
      'kyc.provider.BadAnswer',
    ],
    ['a page', raw('<html>Quokka</html>', 'text/html'), 'kyc.provider.BadAnswer'],
    ['half a JSON text', raw('{"result":"appro', 'application/json'), 'kyc.provider.BadAnswer'],
    ['a list', answer(200, []), 'kyc.provider.BadAnswer'],
  ])('%s may be better the next time it is read', async (_what, reply, type) => {
    identomat.widget.will(reply);
    await expect(identomat.client.getResult({ session_token })).rejects.toMatchObject({ type, nonRetryable: false });
  });

  test.each([
    ['a session', answer(200, '"short"'), () => identomat.client.beginSession({})],
    ['a deletion', answer(200, 'false'), () => identomat.client.deleteSession({ session_token })],
  ])('to %s are not asked for twice', async (_what, reply, call) => {
    identomat.widget.will(reply);
    await expect(call()).rejects.toMatchObject({
      type: expect.stringMatching(/BadAnswer|Rejected/) as string,
      nonRetryable: true,
    });
  });

  test('JSON where an image was expected', async () => {
    identomat.widget.will(answer(200, { result: 'approved' }));
    await expect(identomat.client.getFaceImage({ session_token })).rejects.toMatchObject({
      type: 'kyc.provider.BadAnswer',
    });
    expect(identomat.documents.kept).toEqual([]);
  });

  test('an image where a tar was expected', async () => {
    identomat.external.will(raw(Buffer.from('\xff\xd8\xff\xe0 photo', 'latin1'), 'image/jpeg'));
    await expect(identomat.client.getVideoCallShots({ sessionId })).rejects.toMatchObject({
      type: 'kyc.provider.BadAnswer',
    });
  });

  test('a hostile tar, for good', async () => {
    identomat.external.will(raw(tarOf([{ name: '../../x', content: 'x' }]), 'application/x-tar'));
    await expect(identomat.client.getVideoCallVideos({ sessionId })).rejects.toMatchObject({
      type: 'kyc.provider.BadAnswer',
      nonRetryable: true,
      message: 'identomat.getVideoCallVideos answered 200, but its archive has a member with a hostile name.',
    });
  });

  test('half an answer is worth another attempt', async () => {
    identomat.widget.will((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"result":', () => response.destroy());
    });
    await expect(identomat.client.getResult({ session_token })).rejects.toMatchObject({
      type: 'kyc.provider.Unavailable',
      nonRetryable: false,
    });
  });

  test('an answer after the time-out is not waited for, and disturbs no later call', async () => {
    let late = (): void => undefined;
    identomat.widget.will(
      (response) => (late = () => void response.writeHead(200).end('{"result":"rejected"}')),
      answer(200, { result: 'approved' }),
    );
    const impatient = identomat.open({ timeoutsMs: { ...attemptTimeoutMs, quick: 100 } });
    await expect(impatient.getResult({ session_token })).rejects.toMatchObject({
      type: 'kyc.provider.Timeout',
      nonRetryable: false,
    });
    late();
    await expect(impatient.getResult({ session_token })).resolves.toEqual({ result: 'approved' });
  });

  test('a key on the wrong host is refused there as the host says', async () => {
    identomat.external.will(answer(401, { argumentError: 'invalid-company-key' }));
    await expect(identomat.client.listGroups({})).rejects.toMatchObject({
      type: 'kyc.provider.Unauthorized',
      nonRetryable: true,
    });
  });
});
