/** The three ways in which IDnGO writes a moment, all GMT. */

/** `2024-12-05 12:24:45`: applicants, actions, checks, levels. */
export function plainDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2024-12-05 12:24:45+0000`: reviews, and `createdAt` of webhooks. */
export function zonedDate(ms: number): string {
  return `${plainDate(ms)}+0000`;
}

/** `2024-12-05 12:24:45.244`: `createdAtMs` of webhooks. */
export function preciseDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 23).replace('T', ' ');
}
