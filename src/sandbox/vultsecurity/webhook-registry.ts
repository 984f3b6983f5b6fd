/** A webhook of the account, as `createWebhook` registers it. */
export interface RegisteredWebhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Undefined: for every client. */
  readonly clientId?: string;
  readonly createdAt: number;
}

export class WebhookRegistry {
  private readonly byId = new Map<string, RegisteredWebhook>();

  add(webhook: RegisteredWebhook): void {
    this.byId.set(webhook.id, webhook);
  }

  all(): RegisteredWebhook[] {
    return [...this.byId.values()];
  }

  /** Says whether it was there. */
  remove(id: string): boolean {
    return this.byId.delete(id);
  }
}
