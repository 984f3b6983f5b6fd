// Receiving provider webhooks. Importable from services; not from workflow code.
export { createWebhookHandler, type WebhookHandler, type WebhookOptions } from './handler';
export { serveWebhooks, type ServeOptions, type WebhookServer } from './serve';
export type { Answer } from './answer';
export type { ProviderEvent, ProviderMessage, Receiver } from './provider-event';
export type { WebhookLine, WebhookLog } from './log';
