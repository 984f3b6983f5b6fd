import type { Call } from '../../gateway';
import { time } from '../dates';
import { page } from '../lists';
import { done, fieldsOf, json, textOf } from '../requests';
import { repeated } from '../steps';
import type { World } from '../world';

export const webhookHandlers = ({ webhooks, ids, now, mostTaken }: World) => ({
  /** Does not tell the id (vendor): one finds it by name and address. */
  createWebhook: (call: Call) => {
    const { client_id, name, url } = fieldsOf(call);
    const webhook = { clientId: textOf(client_id), name: String(name), url: String(url) };
    const again = webhooks.all().some((other) => other.name === webhook.name && other.url === webhook.url);
    webhooks.add({ ...webhook, id: ids.uuid(), createdAt: now() });
    return done(repeated('webhook-registered', again));
  },

  listWebhooks: (call: Call) => {
    const fields = fieldsOf(call);
    const term = textOf(fields['search_term']) ?? '';
    const clientId = textOf(fields['client_id']);
    const found = webhooks
      .all()
      .filter(
        (webhook) =>
          (clientId === undefined || webhook.clientId === clientId) &&
          [webhook.name, webhook.url].some((text) => text.includes(term)),
      );
    const listed = page(found, fields, mostTaken).map(({ id, name, url, clientId: client_id = null, createdAt }) => ({
      id,
      name,
      url,
      client_id,
      created_at: time(createdAt),
    }));
    return json(200, { webhooks: listed, statistics: { total: found.length } });
  },

  /** One that is gone already is no error (assumed). */
  deleteWebhook: (call: Call) => done(webhooks.remove(String(fieldsOf(call)['id'])) ? 'webhook-removed' : undefined),
});
