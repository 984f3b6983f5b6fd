import type { Notification, NotificationKind } from '../domain/notification';
import type { Notifier } from '../notifications/notifier';
import { Waiters } from '../sandbox/waiters';

const PATIENCE_MS = 30_000;

/** The business in a test: remembers what it was told, and lets a test wait for it. */
export class ToldBusiness implements Notifier {
  readonly told: Notification[] = [];
  /** While it is set, whatever the business is told is refused with it. */
  refusal?: Error;
  private readonly waiters = new Waiters();

  send(notification: Notification): Promise<void> {
    if (this.refusal) return Promise.reject(this.refusal);
    this.told.push(notification);
    this.waiters.changed();
    return Promise.resolve();
  }

  /** The nth notification of this kind about the subject, also when it came before. */
  hears(subjectId: string, kind: NotificationKind, nth: number): Promise<Notification> {
    const about = () => this.told.filter((one) => one.subjectId === subjectId);
    return this.waiters.until(
      () => about().filter((one) => one.kind === kind)[nth - 1],
      PATIENCE_MS,
      () => {
        const instead = about().map((one) => one.kind);
        return `${subjectId}: no '${kind}' number ${nth} within ${PATIENCE_MS} ms, but ${instead.join(', ') || 'nothing'}.`;
      },
    );
  }

  /** Whoever still waits is told that nothing will come. */
  stop(): void {
    this.waiters.stop();
  }
}
