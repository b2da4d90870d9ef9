import { SIGNATURE_BYTES } from '../bytes/ed25519.ts'
import { parseNote, type SignedNote } from '../log/signed-note.ts'
import { MOST_ENTRY_BYTES } from '../log/tiles.ts'
import { problems } from '../problem.ts'
import { ACTS } from './fields.ts'
import { STATEMENT_KINDS, statementSchema, type Statement } from './kinds.ts'
import { schemaRefusal } from './schema-refusal.ts'
import { lineAndColumn, parseStrictJson, type JsonObject, type JsonValue } from './strict-json.ts'
import { canonicalJson } from './write.ts'

/** A statement and the note that carries it. The signatures are well-formed and in the authors' names; not yet verified. */
export type ParsedStatement = { readonly statement: Statement; readonly note: SignedNote }

/**
 * Reads an entry: a signed note whose text is one line of canonical JSON, signed once by each author in the order of
 * `by`. What is accepted has exactly one written form: these bytes.
 * @throws Problem `entry-too-large`, `note-malformed`, `json-malformed`, `statement-malformed`, `place-out-of-range`,
 * `signers-differ`
 */
export function parseStatement(entryBytes: Uint8Array): ParsedStatement {
  if (entryBytes.length > MOST_ENTRY_BYTES) {
    throw problems.entryTooLarge({
      bytes: entryBytes.length,
      limit: MOST_ENTRY_BYTES,
      fix: 'put what is long into a blob and name it by its SHA-256',
    })
  }
  const note = parseNote(entryBytes)
  const statement = parseStatementLine(note.text)
  checkSigners(statement, note)
  return { statement, note }
}

/**
 * Reads the text alone, as it stands before it is signed: one line, with its newline.
 * @throws Problem `json-malformed`, `statement-malformed`, `place-out-of-range`
 */
export function parseStatementLine(text: string): Statement {
  const line = text.slice(0, -1)
  if (line.includes('\n') || !text.endsWith('\n')) {
    throw problems.statementMalformed({
      because: 'its text is not exactly one line',
      where: { line: line.includes('\n') ? 2 : 1 },
      fix: 'write the statement as one line of JSON, with one newline after it',
    })
  }
  const plain = plainlyCanonical(line)
  const value = plain ?? parseStrictJson(line)
  const canonical = plain === undefined ? canonicalJson(value) : line
  if (canonical !== line) {
    const column = 1 + firstDifference(canonical, line)
    throw problems.statementMalformed({
      because: 'its JSON is not in the one form that jig signs',
      where: { line: 1, column },
      fix: 'sort the keys, leave out spaces, and escape only what must be; `jig sign` writes it so',
    })
  }
  const read = statementSchema.safeParse(withSharedWords(value))
  if (read.success) return read.data
  throw schemaRefusal(read.error.issues, value, (path) => position(line, path))
}

const WORDS = new Map<JsonValue | undefined, string>(
  [...STATEMENT_KINDS, ...ACTS].map((word) => [word, word]),
)

/** The same, with one copy of each kind and act for all statements: whoever keeps a million keeps a million copies otherwise. */
function withSharedWords(value: JsonValue): JsonValue {
  if (!isObject(value)) return value
  const { kind, act } = value
  const shared: Record<string, JsonValue> = { ...value }
  for (const [key, word] of Object.entries({ kind, act })) {
    const one = WORDS.get(word)
    if (one !== undefined) shared[key] = one
  }
  return shared
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The value of a line that is its own canonical form; `undefined` leaves the line to the strict reader, which says what
 * is wrong and where. Reads three times as fast: of such a line no two readers could make two things, since a key that
 * stands twice, a number or a text written otherwise, would have been written back as another line.
 */
function plainlyCanonical(line: string): JsonValue | undefined {
  // The one key that is written back as it stands and must be refused all the same.
  if (line.includes('"__proto__"')) return undefined
  try {
    const value: JsonValue = JSON.parse(line)
    return canonicalJson(value) === line ? value : undefined
  } catch {
    return undefined
  }
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a.charAt(at) === b.charAt(at)) at++
  return at
}

/** Where the value at `path` begins, or the nearest one that holds it. */
function position(line: string, path: string): { readonly line: number; readonly column: number } {
  let best = 0
  let bestLength = -1
  parseStrictJson(line, (candidate, offset) => {
    const holds = candidate === '' || path === candidate || /^[.[]/.test(path.slice(candidate.length))
    if (holds && path.startsWith(candidate) && candidate.length > bestLength) {
      best = offset
      bestLength = candidate.length
    }
  })
  return lineAndColumn(line, best)
}

function checkSigners(statement: Statement, note: SignedNote): void {
  const named: readonly string[] = statement.by
  const signed = note.signatures.map((line) => line.name)
  if (new Set(named).size !== named.length) {
    throw problems.statementMalformed({
      because: 'an author is named twice',
      where: { path: 'by' },
      fix: 'name each author once',
    })
  }
  if (named.length !== signed.length || named.some((name, i) => signed[i] !== name)) {
    throw problems.signersDiffer({
      named,
      signed,
      where: { path: 'by' },
      fix: 'each author signs once, in the order of “by”',
    })
  }
  for (const [i, { name, signature }] of note.signatures.entries()) {
    if (signature.length === SIGNATURE_BYTES) continue
    throw problems.statementMalformed({
      because: `the signature of ${name} has ${signature.length} bytes`,
      where: { line: 3 + i },
      fix: `an Ed25519 signature has ${SIGNATURE_BYTES} bytes`,
    })
  }
}
