import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const FOLDER = new URL('../../vectors/', import.meta.url)

/** One case of a file in `vectors/`: what every case has; the runner of its format reads the rest. */
const vector = z.looseObject({ name: z.string(), why: z.string().min(1), from: z.string().min(1) })
export type Vector = z.output<typeof vector>

const file = z.strictObject({ format: z.string(), about: z.string(), cases: z.array(vector).min(1) })

/** The formats that have vectors, by file name. */
export function formats(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .toSorted()
}

/** The cases of one format. */
export function vectorsOf(format: string): readonly Vector[] {
  return file.parse(JSON.parse(readFileSync(new URL(`${format}.json`, FOLDER), 'utf8'))).cases
}
