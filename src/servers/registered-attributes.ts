import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';

export type AttributeTypes = Readonly<Record<string, 'Keyword' | 'Int' | 'Datetime'>>;

export interface AttributeDrift {
  missing: string[];
  /** Registered under the wanted name with another type. The server accepts a second registration silently and keeps the old type. */
  mistyped: { name: string; wanted: string; found: string }[];
}

type Operator = Pick<Connection, 'operatorService'>;

/** `temporal.api.enums.v1.IndexedValueType`, as numbers on the wire. */
const typeNames = ['Unspecified', 'Text', 'Keyword', 'Int', 'Double', 'Bool', 'Datetime', 'KeywordList'];

/** How the search attributes that a namespace has registered differ from the wanted ones. Others are nobody's business. */
export async function attributeDrift(
  { operatorService }: Operator,
  namespace: string,
  wanted: AttributeTypes,
): Promise<AttributeDrift> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const drift: AttributeDrift = { missing: [], mistyped: [] };
  for (const [name, type] of Object.entries(wanted)) {
    const registered = customAttributes[name];
    if (registered === undefined) {
      drift.missing.push(name);
    } else if (typeNames[registered] !== type) {
      drift.mistyped.push({ name, wanted: type, found: typeNames[registered] ?? String(registered) });
    }
  }
  return drift;
}

/** Registers what is missing, and resolves when the server lists it. Leaves mistyped ones alone: their values are in use. */
export async function registerMissingAttributes(
  connection: Operator,
  namespace: string,
  wanted: AttributeTypes,
): Promise<AttributeDrift> {
  const before = await attributeDrift(connection, namespace, wanted);
  if (before.missing.length > 0) {
    const missing = Object.fromEntries(before.missing.map((name) => [name, wanted[name]!]));
    await registerAttributes(connection, namespace, missing);
    await attributesRegistered(connection, namespace, wanted, 10_000);
  }
  return before;
}

/** Registers without looking first: all that the time-skipping server can do, which keeps no list. */
export async function registerAttributes(
  { operatorService }: Operator,
  namespace: string,
  wanted: AttributeTypes,
): Promise<void> {
  const searchAttributes = Object.fromEntries(
    Object.entries(wanted).map(([name, type]) => [name, typeNames.indexOf(type)]),
  );
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
}

/** Resolves when every wanted name is listed: registration is answered before it can be used. */
export async function attributesRegistered(
  connection: Operator,
  namespace: string,
  wanted: AttributeTypes,
  timeoutMs: number,
): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; ; await delay(50)) {
    const { missing } = await attributeDrift(connection, namespace, wanted);
    if (missing.length === 0) return;
    if (Date.now() > deadline)
      throw new Error(
        `search attributes not listed in namespace ${namespace} after ${timeoutMs / 1000} s: ${missing.join(', ')}`,
      );
  }
}
