import type { Call } from '../../gateway';
import { fullNameOf, type ListedPerson } from '../listed-people';
import { alreadyExists, wrongParameters } from '../refusals';
import { count, empty, fieldsOf, optionalMoment, requiredObject, requiredText, wrapped } from '../requests';
import type { MonitoringRecord, ScreeningQuery } from '../screening';
import type { World } from '../world';

const usualPage = 100;

export const screeningHandlers = (world: World) => ({
  searchScreeningPerson: (call: Call) => {
    const { values } = fieldsOf(call);
    const query = requiredObject(values['query']);
    const threshold = query['scoreThreshold'];
    if (typeof threshold !== 'number' || !Number.isInteger(threshold)) throw wrongParameters();
    const [offset, limit] = [count(values['offset'], 0), count(values['limit'], usualPage)];
    const hits = world.list.search(queryIn(query), threshold).slice(offset, offset + limit);
    return wrapped(
      hits.map(({ score, person }) => ({
        score,
        name: fullNameOf(person),
        personId: person.personId,
        entityType: person.entityType,
        topics: person.topics,
      })),
    );
  },

  /** Assumed: an unknown id is `wrong-parameters`. */
  getScreeningPersonDetails: (call: Call) => {
    const person = world.list.find(requiredText(fieldsOf(call).values['personId']));
    if (!person) throw wrongParameters();
    return wrapped(details(person));
  },

  monitorScreeningQuery: (call: Call) => {
    const query = queryIn(requiredObject(fieldsOf(call).values['query']));
    if (world.monitoring.find(query)) throw alreadyExists();
    const id = world.ids.objectId();
    world.monitoring.add({ id, ...query });
    return wrapped(id, { effect: 'monitoring-started', externalUserId: query.fullName });
  },

  /** Assumed: an id that is gone is no error. */
  removeScreeningQueryFromMonitoring: (call: Call) => {
    const record = world.monitoring.remove(requiredText(fieldsOf(call).values['id']));
    return empty(record && { effect: 'monitoring-ended', externalUserId: record.fullName });
  },

  listScreeningMonitoringRecords: (call: Call) => {
    const { values } = fieldsOf(call);
    const [start, limit] = [count(values['start'], 0), count(values['limit'], usualPage)];
    const records = world.monitoring.updatedAfter(optionalMoment(values['date']));
    const data = records.slice(start, start + limit).map(recordView);
    return wrapped({ start, limit, total: records.length, data });
  },
});

function queryIn({ fullName, birthdayTimeFrom }: Record<string, unknown>): ScreeningQuery {
  return { fullName: requiredText(fullName), birthdayFrom: optionalMoment(birthdayTimeFrom) };
}

function recordView({ fullName, id, updatedAt }: MonitoringRecord): object {
  return { fullName, id, ...(updatedAt !== undefined && { lastUpdatedDate: new Date(updatedAt).toISOString() }) };
}

function details(person: ListedPerson): object {
  const { entityType, firstName, lastName, gender, birthday, nationality, spellings, aliases, topics, position } =
    person;
  const list = (propertyName: string, value: readonly string[]) => ({ propertyName, value, type: 'list' });
  const group = (groupName: string, detailName: string, properties: readonly object[]) => ({
    groupName,
    details: [{ detailName, properties }],
  });
  const office = { propertyName: 'Name', value: [position ?? ''], type: 'string' };
  const authority = { propertyName: 'Authority', value: ['Synthetic Sanctions Office'], type: 'string' };
  const since = { propertyName: 'Start Date', value: ['2022-02-28'], type: 'date' };
  return {
    entityType,
    firstName,
    middleName: '',
    lastName,
    gender,
    birthdayTime: birthday,
    nationality,
    extraDetails: [
      group('Profile', fullNameOf(person), [
        { propertyName: 'Name', value: [fullNameOf(person), ...spellings] }, // without a type, as in the sample
        list('Alias', aliases),
      ]),
      ...(position ? [group('Position occupied', position, [office])] : []),
      ...(topics.some((topic) => /^sanctioned/i.test(topic))
        ? [group('Sanctions', 'Synthetic Sanctions Office', [authority, since])]
        : []),
    ],
  };
}
