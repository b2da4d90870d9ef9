import { problems } from '../problem.ts'

/** What strict JSON can hold: numbers are safe integers, strings are well-formed and in NFC. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject
export type JsonObject = { readonly [key: string]: JsonValue }

/** Deepest nesting of arrays and objects. */
export const MOST_DEPTH = 32

/** Called with the field path and the offset (UTF-16 units from 0) of every value, before what it holds. */
export type OnValue = (path: string, offset: number) => void

/**
 * Reads JSON (RFC 8259) of which no two readers can make two things. Refused beyond the grammar: a key twice in one
 * object, `__proto__`, half a surrogate pair, a string that is not in Unicode NFC, a number that is not a safe integer
 * or is written with a fraction, an exponent or as −0, and nesting deeper than {@link MOST_DEPTH}.
 * @throws Problem `json-malformed` with line, column and field path
 */
export function parseStrictJson(text: string, onValue?: OnValue): JsonValue {
  const reader = new Reader(text, onValue)
  const value = reader.value('', 0)
  reader.end()
  return value
}

const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const PLAIN_INTEGER = /^(?:0|-?[1-9]\d*)$/
// eslint-disable-next-line no-control-regex -- RFC 8259 §7: control characters must be escaped
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const LITERALS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const

class Reader {
  private readonly text: string
  private readonly onValue: OnValue | undefined
  private at = 0

  constructor(text: string, onValue: OnValue | undefined) {
    this.text = text
    this.onValue = onValue
  }

  value(path: string, depth: number): JsonValue {
    this.take(SPACE)
    this.onValue?.(path, this.at)
    const next = this.text.charAt(this.at)
    if (next === '{' || next === '[') {
      if (depth === MOST_DEPTH) this.refuse(`it is nested deeper than ${MOST_DEPTH}`, path)
      return next === '{' ? this.object(path, depth + 1) : this.array(path, depth + 1)
    }
    if (next === '"') return this.string(path)
    for (const [word, value] of LITERALS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return value
      }
    }
    return this.number(path)
  }

  end(): void {
    this.take(SPACE)
    if (this.at < this.text.length) this.refuse('something follows after the value', '')
  }

  private object(path: string, depth: number): JsonObject {
    const entries: [string, JsonValue][] = []
    const seen = new Set<string>()
    this.at += 1
    this.take(SPACE)
    while (!this.skip('}')) {
      if (entries.length > 0) {
        this.expect(',', path)
        this.take(SPACE)
      }
      const start = this.at
      if (this.text.charAt(start) !== '"') this.refuse('a key in double quotes is expected here', path)
      const key = this.string(path)
      if (seen.has(key)) this.refuse(`the key “${key}” stands twice in one object`, join(path, key), start)
      if (key === '__proto__') this.refuse('the key “__proto__” is never a field', join(path, key), start)
      seen.add(key)
      this.take(SPACE)
      this.expect(':', join(path, key))
      entries.push([key, this.value(join(path, key), depth)])
      this.take(SPACE)
    }
    return Object.fromEntries(entries)
  }

  private array(path: string, depth: number): readonly JsonValue[] {
    const values: JsonValue[] = []
    this.at += 1
    this.take(SPACE)
    while (!this.skip(']')) {
      if (values.length > 0) this.expect(',', path)
      values.push(this.value(`${path}[${values.length}]`, depth))
      this.take(SPACE)
    }
    return values
  }

  private string(path: string): string {
    const start = this.at
    let value = ''
    this.at += 1
    while (!this.skip('"')) {
      const plain = this.take(PLAIN_TEXT)
      value += plain
      if (plain !== '') continue
      if (this.at >= this.text.length) this.refuse('a string is not closed', path, start)
      if (this.text.charAt(this.at) !== '\\') this.refuse('a control character stands bare in a string', path)
      value += this.escape(path)
    }
    if (/\p{Surrogate}/u.test(value)) this.refuse('half of a surrogate pair stands alone', path, start)
    if (value.normalize('NFC') !== value) {
      this.refuse('a string is not in Unicode normalisation form C', path, start)
    }
    return value
  }

  private escape(path: string): string {
    const letter = this.text.charAt(this.at + 1)
    const simple = Object.hasOwn(SIMPLE_ESCAPES, letter) ? SIMPLE_ESCAPES[letter] : undefined
    if (simple !== undefined) {
      this.at += 2
      return simple
    }
    const digits = /^u([0-9a-fA-F]{4})/.exec(this.text.slice(this.at + 1, this.at + 6))?.[1]
    if (digits === undefined) this.refuse('there is no such escape', path)
    this.at += 6
    return String.fromCharCode(Number.parseInt(digits, 16))
  }

  private number(path: string): number {
    const start = this.at
    const written = this.take(NUMBER)
    if (written === '') this.refuse('a value is expected here', path)
    const value = Number(written)
    if (!PLAIN_INTEGER.test(written))
      this.refuse(`${short(written)} is not written as a whole number`, path, start)
    if (!Number.isSafeInteger(value)) this.refuse(`${short(written)} is beyond ±(2^53 − 1)`, path, start)
    return value
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  private skip(character: string): boolean {
    const there = this.text.charAt(this.at) === character
    if (there) this.at += 1
    return there
  }

  private expect(character: string, path: string): void {
    if (!this.skip(character)) this.refuse(`“${character}” is expected here`, path)
  }

  private refuse(because: string, path: string, at: number = this.at): never {
    throw problems.jsonMalformed({ because, where: { ...lineAndColumn(this.text, at), path } })
  }
}

/** Line and column, both from 1, columns in UTF-16 units, of an offset. */
export function lineAndColumn(
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}…` : text
}
