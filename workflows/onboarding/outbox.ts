import { CancellationScope } from '@temporalio/workflow';
import { failureTypeOf } from '../../src/domain/failures';
import type { Notification } from '../../src/domain/notification';
import { sendNotification } from '../effects';
import type { OnboardingState } from './state';

/**
 * What the business has yet to be told. It is told in order and beside the steps: an endpoint that is down holds up the messages behind
 * the first, and never the case. Each is sent by an ordinary activity, so that nothing is told that the history does not hold.
 */
export class Outbox {
  private sending?: Promise<void>;

  constructor(
    private readonly state: Pick<OnboardingState, 'untold'>,
    private readonly refused: (notification: Notification, type: string) => void,
  ) {}

  /** Only what stands in the journal already: to wait for that in here would be a second chain of local activities beside the steps'. */
  add(notification: Notification): void {
    this.state.untold = [...this.state.untold, notification];
    void this.send();
  }

  /** Resolves when everything has been told, or refused for good. A withdrawal does not cut it short: what was announced is told. */
  async send(): Promise<void> {
    if (this.state.untold.length > 0) await (this.sending ??= CancellationScope.nonCancellable(() => this.sendAll()));
  }

  private async sendAll(): Promise<void> {
    for (let next = this.state.untold[0]; next !== undefined; next = this.state.untold[0]) {
      try {
        await sendNotification(next);
      } catch (error) {
        // A receiver that refuses for good is not asked again; the outcome stands in the journal and in the result.
        const type = failureTypeOf(error);
        if (type === undefined) throw error;
        this.refused(next, type);
      }
      this.state.untold = this.state.untold.slice(1);
    }
    // Here and not once the promise has settled: what is added in between would wait for a sender that has left.
    this.sending = undefined;
  }
}
