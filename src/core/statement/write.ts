import { problems } from '../problem.ts'
import type { StatementText } from './kinds.ts'
import { MOST_DEPTH } from './strict-json.ts'

/**
 * The one way to write a statement: a line of JSON with its keys in order, no spaces, the fewest escapes, and a newline
 * at the end. It is the text that the authors sign. Optional fields that are `undefined` are left out.
 * @throws Problem `json-malformed` with the field path, where a value has no such form
 */
export function statementLine(value: StatementText): string {
  return `${canonicalJson(value)}\n`
}

/**
 * JSON in canonical form: object keys sorted by UTF-16 code units, no white space, strings as RFC 8785 §3.2.2.2 writes
 * them, numbers only as safe integers.
 * @throws Problem `json-malformed` for what strict JSON cannot hold
 */
export function canonicalJson(value: unknown): string {
  return written(value, '', 0)
}

function written(value: unknown, path: string, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writtenText(value, path)
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value)
    throw refused(`${value} is not a whole number within ±(2^53 − 1)`, path)
  }
  if (typeof value !== 'object') throw refused(`${typeof value} has no form in JSON`, path)
  if (depth === MOST_DEPTH) throw refused(`it is nested deeper than ${MOST_DEPTH}`, path)
  if (Array.isArray(value)) {
    return `[${value.map((item: unknown, i) => written(item, `${path}[${i}]`, depth + 1)).join(',')}]`
  }
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => {
      const inner = path === '' ? key : `${path}.${key}`
      return `${writtenText(key, inner)}:${written(field, inner, depth + 1)}`
    })
  return `{${fields.join(',')}}`
}

/** Most of what is written: such a text has no surrogates and is its own normalisation form. */
const PLAIN = /^[ -~]*$/

function writtenText(text: string, path: string): string {
  if (PLAIN.test(text)) return JSON.stringify(text)
  if (/\p{Surrogate}/u.test(text)) throw refused('half of a surrogate pair stands alone', path)
  if (text.normalize('NFC') !== text) throw refused('a string is not in Unicode normalisation form C', path)
  // JSON.stringify escapes exactly what RFC 8785 asks for, and never more.
  return JSON.stringify(text)
}

function refused(because: string, path: string) {
  return problems.jsonMalformed({ because, where: { path } })
}
