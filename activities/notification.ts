import { Context } from '@temporalio/activity';
import type { Notification } from '../src/domain/notification';
import type { Notifier } from '../src/notifications/notifier';
import type { Installation } from '../workflows/effects';
import type { Activities } from './dependencies';

export function notificationActivities(notifier: Notifier | undefined): Activities {
  return {
    'installation.describe': (): Promise<Installation> => Promise.resolve({ notifies: notifier !== undefined }),

    'notification.send': async (notification: Notification) => {
      await notifier?.send(notification, { signal: Context.current().cancellationSignal });
    },
  };
}
