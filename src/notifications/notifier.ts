import type { Notification } from '../domain/notification';

/** Tells the business what happened. Called by an activity, which repeats it: the same `id` may arrive more than once. */
export interface Notifier {
  /** Resolves when the receiver has taken it; otherwise rejects with `kyc.notification.Failed`, which says whether to repeat. */
  send(notification: Notification, options?: { readonly signal?: AbortSignal }): Promise<void>;
}
