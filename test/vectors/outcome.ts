import { z } from 'zod'
import { signerFromSeed, type Signer } from '../../src/core/bytes/ed25519.ts'
import { fromHex } from '../../src/core/bytes/hex.ts'
import { isProblem } from '../../src/core/problem.ts'
import type { Vector } from './read-vectors.ts'

/** What running a vector gave, and what the vector says it should give. The test compares the two. */
export type Outcome = { readonly got: unknown; readonly want: unknown }
export type Runner = (vector: Vector) => Outcome | Promise<Outcome>

/** A runner for vectors of this shape. A field that the shape does not name fails the run, so none goes unread. */
export function runner<S extends z.ZodRawShape>(
  shape: S,
  run: (vector: z.output<z.ZodObject<S, z.core.$strict>>) => Outcome | Promise<Outcome>,
): Runner {
  const schema = z.strictObject(shape)
  return ({ name: _name, why: _why, from: _from, ...rest }) => run(schema.parse(rest))
}

export const seeds = z.array(z.strictObject({ name: z.string(), seed: z.string() }))

export function signers(of: z.output<typeof seeds>): readonly Signer[] {
  return of.map(({ name, seed }) => signerFromSeed(name, fromHex(seed)))
}

/** How a reader refused: the code of its Problem and where it saw the fault. Anything but a Problem is a crash. */
export function refusal(read: () => unknown): {
  readonly code: string
  readonly where: object
  readonly fix: boolean
} {
  try {
    read()
  } catch (error) {
    if (!isProblem(error)) throw error
    return { code: error.code, where: error.where ?? {}, fix: error.fix !== undefined }
  }
  return { code: 'accepted', where: {}, fix: false }
}

/** Only those of `fields` that `wanted` states. */
export function stated(fields: object, wanted: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => Reflect.get(wanted, key) !== undefined))
}
