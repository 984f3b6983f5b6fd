// `2023-01-17`, `2023-01-17 13:17:38`, `….098`, `…+0000`, and ISO 8601 with T, Z or +hh:mm.
const FORM = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?: ?(Z|[+-]\d\d:?\d\d))?)?$/;

/**
 * Any date of IDnGO as ISO 8601 in UTC. A date without a zone means GMT: stated for checks and levels, assumed for the rest. `undefined`
 * for everything else, never an exception: an unreadable date must not stop the reading of a decision.
 */
export function idngoDate(value: unknown): string | undefined {
  const parts = typeof value === 'string' && value.length <= 40 ? FORM.exec(value) : null;
  if (!parts) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    ms,
  );
  // Date.UTC carries the 31st of February over into March: what does not come back unchanged was no date.
  const back = new Date(local).toISOString();
  const given = `${year}-${month}-${day}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:${second.padStart(2, '0')}`;
  if (!back.startsWith(given)) return undefined;
  return new Date(local - offsetMs(zone)).toISOString();
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000;
}
