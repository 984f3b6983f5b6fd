import type { Command } from 'commander';
import { sandboxAnnouncement, startSandbox, type SandboxAnnouncement } from '../../sandbox';
import { sandboxProviders } from '../../sandbox/provider-options';
import { webAddress, wholeNumber } from '../flags';
import { optionsAsEnvironment } from '../options-as-environment';
import { aborted, stopSignal } from '../stop-signal';
import { printJson, type Terminal } from '../terminal';

interface Flags {
  readonly port?: number;
  readonly identomatWidgetPort?: number;
  readonly identomatApiPort?: number;
  readonly vultsecurityPort?: number;
  readonly webhookUrl?: string;
  readonly json?: boolean;
}

export function addSandbox(program: Command, terminal: Terminal): void {
  const port = wholeNumber(1, 65_535);
  program
    .command('sandbox')
    .description('Serve simulated providers on this machine, with synthetic credentials, until it is asked to stop.')
    .option('--port <port>', 'where IDnGO is served; default: a free one', port)
    .option('--identomat-widget-port <port>', 'where sessions of Identomat are begun, opened and read', port)
    .option('--identomat-api-port <port>', 'where everything else of Identomat is served', port)
    .option('--vultsecurity-port <port>', 'where VultSecurity is served, its access tokens included', port)
    .option(
      '--webhook-url <url>',
      'the webhook receiver, for example http://127.0.0.1:8080; default: no webhooks are sent',
      webAddress,
    )
    .option('--json', 'first line: where each provider is served and with which credentials, as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ temporal-kyc sandbox --webhook-url http://127.0.0.1:8080\n' +
        '  $ temporal-kyc sandbox --port 9101 --identomat-widget-port 9102 --identomat-api-port 9103 --vultsecurity-port 9104',
    )
    .action(async ({ webhookUrl, json, ...flags }: Flags) => {
      const stop = stopSignal();
      const ports = {
        idngo: flags.port,
        identomatWidget: flags.identomatWidgetPort,
        identomatExternalApi: flags.identomatApiPort,
        vultsecurity: flags.vultsecurityPort,
      };
      const sandbox = await startSandbox({ ports, webhookUrl });
      const announcement = sandboxAnnouncement(sandbox);
      if (json) printJson(terminal, announcement);
      else introduce(terminal, announcement, webhookUrl);
      await aborted(stop);
      await sandbox.stop();
    });
}

function introduce({ out }: Terminal, announced: SandboxAnnouncement, webhookUrl: string | undefined): void {
  const { idngo, identomat, vultsecurity } = announced;
  const simulated = [
    ['IDnGO', idngo.baseUrl],
    ['Identomat', `${identomat.widgetUrl} (sessions) and ${identomat.externalApiUrl}`],
    ['VultSecurity', vultsecurity.baseUrl],
  ] as const;
  for (const [name, where] of simulated) out.line(`# ${name}, simulated, at ${where}`);
  out.line('# In the terminals of worker and webhook receiver:');
  const variables = optionsAsEnvironment({ providers: sandboxProviders(announced) });
  for (const [name, value] of Object.entries(variables)) out.line(`export ${name}='${value}'`);
  out.line(
    `# Webhooks go ${webhookUrl ? `to ${new URL('/webhooks/', webhookUrl).href}` : 'nowhere: say where with --webhook-url'}. Ctrl-C stops it.`,
  );
}
