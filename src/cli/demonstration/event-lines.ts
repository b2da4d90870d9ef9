import { problems } from '../../core/problem.ts'
import { RECONSTRUCTION, type Line } from './line.ts'

const FILE = 'data/syria-2016/events.jsonl'

/**
 * The committed events, in file order: each line a statement in wire form without `jig` and `log`, with an `id` of its
 * own. Every one gets the citation that says what it is.
 * @throws Problem `file-unreadable` with the line
 */
export function eventLines(jsonl: string): readonly Line[] {
  return jsonl
    .split('\n')
    .map((text, i) => ({ text, where: { file: FILE, line: i + 1 } }))
    .filter(({ text }) => text !== '')
    .map(({ text, where }) => {
      const parsed = parsedObject(text)
      if (parsed === undefined || typeof parsed['id'] !== 'string' || !Array.isArray(parsed['cites'])) {
        throw problems.fileUnreadable({
          file: FILE,
          because: `line ${where.line} is not a statement with an “id” and “cites”`,
          where,
        })
      }
      const { id, cites, ...value } = parsed
      return { id, where, value: { ...value, cites: [...cites, RECONSTRUCTION] } }
    })
}

type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsedObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What lines may point to: earlier lines by `{"$ref": id}`, files by `{"$blob": path}`. */
export type Targets = { indexOf(id: string): number | undefined; digestOf(path: string): string | undefined }

/**
 * The line's statement with references put in.
 * @throws Problem `reference-missing` where the line speaks of something that does not come before it
 */
export function resolved(line: Line, targets: Targets): JsonObject {
  const missing = (what: string, given: string) =>
    problems.referenceMissing({ what, given, where: line.where })
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (!isObject(value)) return value
    const { $ref: ref, $blob: blob } = value
    if (typeof ref === 'string') {
      const index = targets.indexOf(ref)
      if (index === undefined) throw missing('the event', ref)
      return index
    }
    if (typeof blob === 'string') {
      const digest = targets.digestOf(blob)
      if (digest === undefined) throw missing('the file', blob)
      return digest
    }
    return walkFields(value)
  }
  const walkFields = (value: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(value).map(([key, field]) => [key, walk(field)]))
  return walkFields(line.value)
}
