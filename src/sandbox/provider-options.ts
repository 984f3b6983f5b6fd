import type { KycOptions } from '../config';
import type { SandboxAnnouncement } from './sandbox';
import { vultsecuritySandboxWebhookToken } from './start-sandbox';

/** What makes an installation speak to the simulated providers: `new KycPlugin({ providers: sandboxProviders(announced) })`. */
export function sandboxProviders({
  idngo,
  identomat,
  vultsecurity,
}: SandboxAnnouncement): NonNullable<KycOptions['providers']> {
  return {
    idngo: { ...idngo, environment: 'sandbox' },
    // The subject id ends the way back, and by that the sandbox tells whose a session is.
    identomat: { ...identomat, returnUrl: 'https://company.example/back' },
    vultsecurity: { ...vultsecurity, webhookToken: vultsecuritySandboxWebhookToken },
  };
}
