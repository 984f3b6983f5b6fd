// Telling the business what happened; the verifying half is for whoever receives it. Not for workflow code.
export type { Notifier } from './notifier';
export { httpNotifier, type HttpNotifierOptions } from './http-notifier';
export { verifyNotification } from './signature';
