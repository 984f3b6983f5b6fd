/** Who did something: a person by the id of their own system (never a name), or a part of the machinery. */
export interface Actor {
  /** For example `op-7` for an operator, `system`, `provider:idngo`, `applicant`. */
  readonly id: string;
  readonly roles: readonly string[];
}

export const systemActor: Actor = { id: 'system', roles: [] };
export const applicantActor: Actor = { id: 'applicant', roles: [] };

export function providerActor(provider: string): Actor {
  return { id: `provider:${provider}`, roles: [] };
}
