import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { signerFromSeed } from '../bytes/ed25519.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { formatNote, signNote } from '../log/signed-note.ts'
import { isProblem, type Problem } from '../problem.ts'
import type { StatementText } from './kinds.ts'
import { parseStatement } from './parse.ts'
import { signStatement } from './sign.ts'
import { parseStrictJson } from './strict-json.ts'
import { canonicalJson } from './write.ts'

const snhr = signerFromSeed('snhr', new Uint8Array(32).fill(1))
const sohr = signerFromSeed('sohr', new Uint8Array(32).fill(2))

const report: StatementText = {
  jig: 1,
  log: 'syria-2016',
  by: ['snhr'],
  saidAt: '2016-09-13T10:00:00Z',
  kind: 'incident-reported',
  act: 'shelling',
  when: { earliest: '2016-09-12T16:00:00Z', latest: '2016-09-12T21:00:00Z', precision: 'part-of-day' },
  where: { name: 'Handarat', latE7: 362_900_000, lonE7: 371_900_000 },
  means: 'told',
  words: { lang: 'ar', text: 'قصف بعد السابعة' },
}

function refusalOf(read: () => unknown): Problem {
  try {
    read()
  } catch (error) {
    if (isProblem(error)) return error
    throw error
  }
  throw new Error('accepted')
}

const readOrRefuse = <T>(read: () => T): T | undefined => {
  try {
    return read()
  } catch (error) {
    if (isProblem(error)) return undefined
    throw error
  }
}

/** Any line, signed properly: only the text is in question. */
const signedLine = (line: string) => formatNote(signNote(`${line}\n`, [snhr]))

test('a statement that its author signed is read as what was signed', () => {
  const { statement, note } = parseStatement(signStatement(report, [snhr]))
  expect(statement).toMatchObject({ kind: 'incident-reported', by: ['snhr'], saidAt: 1_473_760_800_000 })
  expect(note.signatures.map((line) => line.name)).toEqual(['snhr'])
})

test('a refusal says line, column, field path and what would be right', () => {
  const line = canonicalJson({ ...report, where: { name: 'x', latE7: 910_000_000, lonE7: 0 } })
  const refusal = refusalOf(() => parseStatement(signedLine(line)))
  expect(refusal).toMatchObject({
    code: 'place-out-of-range',
    where: { path: 'where.latE7', line: 1, column: line.indexOf('910000000') + 1 },
  })
  expect(refusal.message).toContain('91.0000000°')
  expect(refusal.fix).toBeDefined()
  const unknown = refusalOf(() => parseStatement(signedLine(canonicalJson({ ...report, mood: 'grim' }))))
  expect(unknown).toMatchObject({ code: 'statement-malformed', message: expect.stringContaining('“mood”') })
  const missing = refusalOf(() => parseStatement(signedLine(canonicalJson({ ...report, act: undefined }))))
  expect(missing).toMatchObject({ where: { path: 'act' }, message: expect.stringContaining('missing') })
})

test('a kind that there is and that cannot be corrected is not called unknown', () => {
  const { jig, log, by, saidAt } = report
  const correction = {
    jig,
    log,
    by: [...by],
    saidAt,
    kind: 'statement-corrected',
    entry: 3,
    because: 'a slip',
  }
  const correcting = (kind: string) =>
    refusalOf(() => parseStatement(signedLine(canonicalJson({ ...correction, instead: { kind } }))))
  expect(correcting('act-unresolved')).toMatchObject({
    message: expect.stringContaining('a statement of the kind “act-unresolved” cannot be corrected'),
    fix: expect.stringMatching(/statement-withdrawn.*corrected can be incident-reported, .*act-refuted/),
    where: { path: 'instead.kind' },
  })
  expect(correcting('act-undecided').message).toContain('none of the kinds that jig knows')
})

test('nobody signs what could not be read back, and nobody signs for another', () => {
  expect(refusalOf(() => signStatement(report, [sohr])).code).toBe('signers-differ')
  expect(refusalOf(() => signStatement(report, [])).code).toBe('note-malformed')
  expect(refusalOf(() => signStatement({ ...report, saidAt: 'yesterday' }, [snhr])).where).toMatchObject({
    path: 'saidAt',
  })
  const decomposed = { ...report, words: { lang: 'fr', text: 'tre\u0302ve' } }
  expect(refusalOf(() => signStatement(decomposed, [snhr]))).toMatchObject({
    code: 'json-malformed',
    where: { path: 'words.text' },
  })
})

test('an entry of 65,535 bytes is read, one more is refused', () => {
  const parts = Array.from({ length: 3 }, () => ({
    by: 'x',
    words: { lang: 'en', text: 'x'.repeat(20_000) },
  }))
  const base = signStatement({ ...report, translations: parts }, [snhr]).length
  const fill = (bytes: number) => {
    const words = { lang: 'ar', text: `قصف بعد السابعة${'x'.repeat(bytes - base)}` }
    return formatNote(signNote(`${canonicalJson({ ...report, words, translations: parts })}\n`, [snhr]))
  }
  expect(fill(65_535)).toHaveLength(65_535)
  expect(parseStatement(fill(65_535)).statement.kind).toBe('incident-reported')
  expect(refusalOf(() => parseStatement(fill(65_536))).code).toBe('entry-too-large')
})

test('no bytes crash the reader of statements', () => {
  const good = signStatement(report, [snhr])
  let accepted = 0
  const holds = (bytes: Uint8Array) => {
    const parsed = readOrRefuse(() => parseStatement(bytes))
    if (parsed === undefined) return
    accepted += 1
    const again = formatNote({
      ...parsed.note,
      text: `${canonicalJson(parseStrictJson(parsed.note.text))}\n`,
    })
    expect(fromUtf8(again)).toBe(fromUtf8(bytes))
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), holds), { numRuns: 500 })
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(6), (at, byte, cut) => {
      holds(Uint8Array.from([...good.slice(0, at), byte, ...good.slice(at + cut)]))
    }),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(fc.json(), (json) => holds(signedLine(json))),
    { numRuns: 500 },
  )
  holds(good)
  expect(accepted).toBeGreaterThan(1)
})

test('any field of a statement changed to anything is refused by name, or read and written back as it stands', () => {
  const fields = Object.keys(report)
  fc.assert(
    fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, value) => {
      const line = readOrRefuse(() => canonicalJson({ ...report, [field]: value }))
      if (line === undefined) return
      const parsed = readOrRefuse(() => parseStatement(signedLine(line)))
      const again = parsed === undefined ? line : canonicalJson(parseStrictJson(parsed.note.text))
      expect(again).toBe(line)
    }),
    { numRuns: 2000 },
  )
})

test('strict JSON reads what JSON.parse reads, or refuses it; and reads its own canonical form back', () => {
  let accepted = 0
  const holds = (text: string) => {
    const value = readOrRefuse(() => parseStrictJson(text))
    if (value === undefined) return
    accepted += 1
    expect(value).toEqual(JSON.parse(text))
    expect(parseStrictJson(canonicalJson(value))).toEqual(value)
  }
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '\\',
    '1',
    '-',
    '0',
    '.',
    'e5',
    'true',
    'null',
    ' ',
    '\n',
    'é',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 10 }), (parts) => holds(parts.join(''))),
    { numRuns: 10_000 },
  )
  fc.assert(fc.property(fc.json(), holds), { numRuns: 1000 })
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => holds(JSON.stringify(text))),
    { numRuns: 1000 },
  )
  expect(accepted).toBeGreaterThan(500)
})

test('what JSON.parse refuses, strict JSON refuses', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '\\',
    '1',
    '-',
    '0',
    '\t',
    'true',
    'tru',
    '\u00a0',
    '/',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
      const text = parts.join('')
      let plain = true
      try {
        JSON.parse(text)
      } catch {
        plain = false
      }
      const strict = readOrRefuse(() => parseStrictJson(text))
      expect(plain || strict === undefined).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})

test('bytes that begin with a byte order mark are not the statement without it', () => {
  const good = signStatement(report, [snhr])
  expect(refusalOf(() => parseStatement(Uint8Array.from([0xef, 0xbb, 0xbf, ...good]))).code).toBe(
    'json-malformed',
  )
  expect(utf8('\ufeff')).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
})

/** What reading comes to: the value in its canonical form, or the refusal in its words. */
function outcomeOf(read: () => unknown): string {
  try {
    return canonicalJson(read())
  } catch (error) {
    if (isProblem(error)) return `${error.code}: ${error.message}`
    throw error
  }
}

test('a line that looks canonical at first sight is read as the strict reader reads it, or refused as it refuses', () => {
  const tokens = ['"__proto__":1,', '"jig":1,', ' ', '\\u0041', '\\ud800', 'e\u0301', '-0', '1.0', '1e3']
  const more = ['9007199254740993', '[', '{"a":', ',', '0', '\\/']
  const whole = canonicalJson(report)
  fc.assert(
    fc.property(
      fc.constantFrom(...tokens, ...more),
      fc.nat(whole.length),
      fc.nat(3),
      (token, at, dropped) => {
        const line = whole.slice(0, at) + token + whole.slice(at + dropped)
        const strict = outcomeOf(() => parseStrictJson(line))
        const given = outcomeOf(() => {
          parseStatement(signedLine(line))
          return JSON.parse(line)
        })
        const refused = (outcome: string): boolean => !outcome.startsWith('{')
        expect(refused(given) ? line : strict, 'accepted, and not in canonical form').toBe(line)
        expect(refused(strict) ? given : strict, 'refused in other words').toBe(strict)
      },
    ),
    { numRuns: 2000 },
  )
})
