import type { Command } from 'commander';
import { sandboxAnnouncement, startSandbox, type SandboxAnnouncement } from '../../sandbox';
import { webAddress, wholeNumber } from '../flags';
import { optionsAsEnvironment } from '../options-as-environment';
import { aborted, stopSignal } from '../stop-signal';
import { printJson, type Terminal } from '../terminal';

interface Flags {
  readonly port?: number;
  readonly webhookUrl?: string;
  readonly json?: boolean;
}

export function addSandbox(program: Command, terminal: Terminal): void {
  program
    .command('sandbox')
    .description('Serve simulated providers on this machine, with synthetic credentials, until it is asked to stop.')
    .option('--port <port>', 'where IDnGO is served; default: a free one', wholeNumber(1, 65_535))
    .option(
      '--webhook-url <url>',
      'the webhook receiver, for example http://127.0.0.1:8080; default: no webhooks are sent',
      webAddress,
    )
    .option('--json', 'first line: where each provider is served and with which credentials, as JSON')
    .addHelpText('after', '\nExample:\n  $ temporal-kyc sandbox --webhook-url http://127.0.0.1:8080')
    .action(async ({ port, webhookUrl, json }: Flags) => {
      const stop = stopSignal();
      const sandbox = await startSandbox({ ports: { idngo: port }, webhookUrl });
      const announcement = sandboxAnnouncement(sandbox);
      if (json) printJson(terminal, announcement);
      else introduce(terminal, announcement, webhookUrl);
      await aborted(stop);
      await sandbox.stop();
    });
}

function introduce({ out }: Terminal, { idngo }: SandboxAnnouncement, webhookUrl: string | undefined): void {
  out.line(`# IDnGO, simulated, at ${idngo.baseUrl}. In the terminals of worker and webhook receiver:`);
  const variables = optionsAsEnvironment({ providers: { idngo: { ...idngo, environment: 'sandbox' } } });
  for (const [name, value] of Object.entries(variables)) out.line(`export ${name}='${value}'`);
  out.line(
    `# Webhooks go ${webhookUrl ? `to ${webhookUrl}/webhooks/idngo` : 'nowhere: say where with --webhook-url'}. Ctrl-C stops it.`,
  );
}
