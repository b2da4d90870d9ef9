import type { EntryView } from '../../../core/api/log.ts'

/** One value of a statement with the path to it; `entry` where the value is the index of another entry. */
export type Field = { readonly path: string; readonly value: string; readonly entry: number | undefined }

/** Said elsewhere on the page: the envelope. */
const ENVELOPE = new Set(['jig', 'log', 'by', 'saidAt', 'words', 'translations', 'cites', 'kind'])
/** Fields whose number is an entry's index. */
const REFERS = /^(?:to|entry|notice|declared|answers|through|reports\[\d+\])$/

/** The statement's own values in the order in which they are written, for people; nothing but the envelope is left out. */
export function fieldsOf(statement: EntryView['statement']): readonly Field[] {
  return Object.entries(statement).flatMap(([name, value]) => (ENVELOPE.has(name) ? [] : flat(name, value)))
}

function flat(path: string, value: unknown): readonly Field[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown, i) => flat(`${path}[${i}]`, one))
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => flat(`${path}.${name}`, inner))
  }
  const entry = typeof value === 'number' && REFERS.test(path) ? value : undefined
  return [{ path, value: String(value), entry }]
}
