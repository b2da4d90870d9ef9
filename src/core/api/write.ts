import { z } from 'zod'

/** The same shape, of which nothing may be changed: what the core hands out. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends string | number | boolean | null | undefined
    ? T
    : { readonly [K in keyof T]: Frozen<T[K]> }

/** A picture in its written form. Fields that the schema does not name are left out, so nothing leaks by being there. */
export function write<S extends z.ZodType>(schema: S, value: Frozen<z.output<S>>): z.input<S> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- encode changes nothing it is given; its type only cannot say so
  return z.encode(schema, value as z.output<S>)
}
