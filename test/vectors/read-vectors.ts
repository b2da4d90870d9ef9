import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../../vectors/', import.meta.url)

/** One case of a file in `vectors/`: what every case has, beside the fields of its format. */
export type Case = { readonly name: string; readonly why: string; readonly from: string }

/** The formats that have vectors, by file name. */
export function formats(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted()
}

/** The cases of one format. What a case holds is declared by the test that runs it. */
export function cases<T extends object>(format: string): readonly (Case & T)[] {
  const file: { readonly format: string; readonly cases: readonly (Case & T)[] } = JSON.parse(
    readFileSync(new URL(`${format}.json`, FOLDER), 'utf8'),
  )
  if (file.format !== format || file.cases.length === 0) throw new Error(`${format}.json holds no ${format}`)
  return file.cases
}
