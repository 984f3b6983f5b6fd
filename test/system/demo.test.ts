import { runCli, startCli } from '../support/command';
import { freePorts } from '../../src/servers/ports';
import { describeWithDevServer } from '../support/with-server';
import { processesNaming } from '../support/processes';

jest.setTimeout(180_000);

describeWithDevServer('the demo', () => {
  test('tells eight stories on three providers, all as they should be, and leaves no process behind', async () => {
    const [port, uiPort] = await freePorts(2);
    const { code, stdout, stderr } = await runCli(`demo --exit --json --port ${port} --ui-port ${uiPort}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('8. IDnGO is down') });
    const onboarding = { process: 'onboarding', ok: true };
    const idngo = { ...onboarding, provider: 'idngo' };
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1)!)).toEqual({
      ok: true,
      stories: [
        { ...idngo, name: 'straight-approval', outcome: 'approved' },
        { ...idngo, name: 'resubmission', outcome: 'approved' },
        { ...idngo, name: 'final-rejection', outcome: 'rejected' },
        { ...idngo, name: 'lost-webhooks', outcome: 'approved' },
        { ...idngo, name: 'killed-worker', outcome: 'approved' },
        { ...onboarding, provider: 'identomat', name: 'identomat-hosted', outcome: 'approved' },
        { ...onboarding, provider: 'vultsecurity', name: 'vultsecurity-upload', outcome: 'approved' },
        { ...onboarding, provider: 'identomat', name: 'fall-through', outcome: 'approved' },
      ],
    });
    expect(stderr).toContain('is shown: "Please send a sharp photo of the back of your ID card."');
    expect(stderr).toContain(
      `http://127.0.0.1:${uiPort}/namespaces/default/workflows/kyc%2Fonboarding%2Fdemo-resubmission-`,
    );
    expect(await processesNaming(port!)).toEqual([]);
  });

  test.each(['SIGINT', 'SIGKILL'] as const)(
    'stopped by %s in the middle, it takes everything with it',
    async (signal) => {
      const [port, uiPort] = await freePorts(2);
      const demo = startCli(`demo --port ${port} --ui-port ${uiPort}`);
      await demo.said(/1\. Straight approval/);
      expect(await processesNaming(port!)).not.toEqual([]);
      const { code } = await demo.stop(signal);
      expect(code).toBe(signal === 'SIGINT' ? 1 : null);
      await expect(processesNaming(port!, { until: 'none' })).resolves.toEqual([]);
    },
  );
});
