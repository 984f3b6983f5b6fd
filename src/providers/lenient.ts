import { z } from 'zod';

/**
 * Building blocks for what vendors answer. They add fields without notice, so unknown fields are kept, enums are open strings, and a field
 * that is null, absent or suddenly of another type never makes an answer unreadable.
 */
export const maybe = <Value extends z.ZodType>(value: Value) => value.optional().catch(undefined);

export const text = maybe(z.string());
export const count = maybe(z.number());
export const flag = maybe(z.boolean());
export const texts = maybe(z.array(z.string()));
export const anything = maybe(z.looseObject({}));
export const list = <Item extends z.ZodType>(item: Item) => maybe(z.array(item));
export const object = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => maybe(z.looseObject(shape));
