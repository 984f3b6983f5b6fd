import { Context } from '@temporalio/activity';
import type { Notification } from '../src/domain/notification';
import type { Notifier } from '../src/notifications/notifier';
import type { Activities } from './dependencies';
import { stayAlive } from './heartbeat';

export function notificationActivities(notifier: Notifier | undefined): Activities {
  return {
    'notification.send': (notification: Notification) =>
      stayAlive(async () => {
        await notifier?.send(notification, { signal: Context.current().cancellationSignal });
      }),
  };
}
