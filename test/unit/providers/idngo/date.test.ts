import fc from 'fast-check';
import { idngoDate } from '../../../../src/providers/idngo/date';

test.each([
  ['a check', '2023-01-17 13:17:38', '2023-01-17T13:17:38.000Z'],
  ['a duplicate check with a fraction', '2023-01-17 13:17:38.5', '2023-01-17T13:17:38.500Z'],
  ['a review', '2024-12-05 12:24:45+0000', '2024-12-05T12:24:45.000Z'],
  ['a review in another zone', '2024-12-05 12:24:45+0500', '2024-12-05T07:24:45.000Z'],
  ['a webhook', '2020-02-21 13:23:16.098', '2020-02-21T13:23:16.098Z'],
  ['a day', '1990-01-15', '1990-01-15T00:00:00.000Z'],
  ['ISO 8601', '2024-12-05T12:24:45.244Z', '2024-12-05T12:24:45.244Z'],
  ['ISO 8601 with an offset', '2024-12-05T12:24:45-01:30', '2024-12-05T13:54:45.000Z'],
])('the date of %s is read as UTC', (_what, text, iso) => {
  expect(idngoDate(text)).toBe(iso);
});

test.each(['', 'yesterday', '2023-02-31', '2023-13-01 00:00:00', '2023-01-17 25:00:00', '17.01.2023', null, 1, {}])(
  '%j is no date',
  (value) => {
    expect(idngoDate(value)).toBeUndefined();
  },
);

test('every moment survives in every form, and nothing throws', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true }), (moment) => {
      const iso = moment.toISOString();
      const plain = iso.replace('T', ' ').replace('Z', '');
      expect([iso, plain, `${plain}+0000`].map(idngoDate)).toEqual([iso, iso, iso]);
    }),
  );
  fc.assert(fc.property(fc.anything(), (value) => void idngoDate(value)));
});
