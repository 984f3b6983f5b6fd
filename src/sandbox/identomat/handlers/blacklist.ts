import type { Call } from '../../gateway';
import { identifyingFields, type BlacklistEntry } from '../blacklist';
import { alreadyExists, notFound, wrongParameters } from '../refusals';
import { count, fieldsOf, optionalText, requiredObject, requiredText, wrapped } from '../requests';
import type { World } from '../world';

export const blacklistHandlers = ({ blacklist, ids }: World) => ({
  addBlacklistRecord: (call: Call) => {
    const query = requiredObject(fieldsOf(call).values['query']);
    const reason = requiredText(query['reason']);
    const entry: BlacklistEntry = Object.fromEntries(
      identifyingFields.flatMap((field) => {
        const value = optionalText(query[field]);
        return value === undefined ? [] : [[field, value]];
      }),
    );
    if (Object.keys(entry).length === 0) throw wrongParameters();
    if (blacklist.find(entry)) throw alreadyExists();
    const id = ids.objectId();
    blacklist.add({ ...entry, notes: null, reason, id });
    return wrapped(id, { effect: 'blacklisted', externalUserId: id });
  },

  removeBlacklistRecord: (call: Call) => {
    const id = requiredText(fieldsOf(call).values['id']);
    if (!blacklist.remove(id)) throw notFound();
    return wrapped(true, { effect: 'blacklist-record-removed', externalUserId: id });
  },

  listBlacklistRecords: (call: Call) => {
    const { query } = fieldsOf(call).values;
    const page = query === undefined ? {} : requiredObject(query);
    const [offset, limit] = [count(page['offset'], 0), count(page['limit'], 100)];
    const all = blacklist.all();
    return wrapped({ offset, limit, total: all.length, data: all.slice(offset, offset + limit) });
  },
});
