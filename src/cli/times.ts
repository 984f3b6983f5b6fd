/** `2026-03-01 09:30:12 UTC (4 min ago)`: the zone is said, and so is the age. */
export function moment(iso: string, now = Date.now()): string {
  const ms = now - Date.parse(iso);
  const age = ms >= 0 ? `${span(ms)} ago` : `in ${span(-ms)}`;
  return `${clock(iso)} UTC (${age})`;
}

/** `2026-03-01 09:30:12`, in UTC. */
export function clock(iso: string): string {
  return new Date(iso).toISOString().slice(0, 19).replace('T', ' ');
}

const units = [
  ['day', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** In the largest unit that fits: `3 days`, `4 min`. */
export function span(ms: number): string {
  const [unit, size] = units.find(([, at]) => ms >= at) ?? ['s', 1_000];
  const count = Math.floor(ms / size);
  return `${count} ${unit}${unit === 'day' && count !== 1 ? 's' : ''}`;
}
