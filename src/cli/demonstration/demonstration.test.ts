import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { toHex } from '../../core/bytes/hex.ts'
import { readAgreement } from '../../core/agreement/read-agreement.ts'
import type { Agreement } from '../../core/agreement/agreement.ts'
import type { SignatureJob } from '../../core/log/log-check.ts'
import { parseLogIndex } from '../../core/log/log-index.ts'
import { admitted } from '../../core/statement/admission.ts'
import type { Statement, StatementOf } from '../../core/statement/kinds.ts'
import { parseStatement } from '../../core/statement/parse.ts'
import { checkOwnership } from '../../core/statement/permissions.ts'
import { emptyRegistry } from '../../core/statement/registry.ts'
import { verifyEd25519 } from '../../core/bytes/ed25519.ts'
import { questionSchema } from '../../core/picture/question.ts'
import { buildDemonstration, type Demonstration } from './build.ts'
import { eventLines } from './event-lines.ts'
import { packageRoot, readDemonstrationFiles } from './files.ts'

const files = readDemonstrationFiles()
const lines = eventLines(files.events)
let built: Demonstration
let statements: readonly Statement[]
let agreements: ReadonlyMap<string, Agreement>

beforeAll(() => {
  built = buildDemonstration(files)
  statements = built.notes.map((note) => parseStatement(note).statement)
  agreements = new Map(
    [...files.agreements].map(([path, bytes]) => {
      const { agreement, problems } = readAgreement(new TextDecoder().decode(bytes), path)
      if (agreement === undefined) throw problems[0] ?? new Error(`${path} cannot be read`)
      return [agreement.id, agreement]
    }),
  )
})

function said(id: string): Statement {
  const statement = statements[built.indexOf.get(id) ?? -1]
  if (statement === undefined) throw new Error(`no line ${id}`)
  return statement
}

function tally(id: string): StatementOf<'tally-published'> {
  const statement = said(id)
  if (statement.kind === 'tally-published') return statement
  throw new Error(`${id} is no tally`)
}

describe('the demonstration’s log', () => {
  test('has the size and root that are stated', () => {
    const pinned: unknown = JSON.parse(readFileSync(join(packageRoot, 'data/syria-2016/root.json'), 'utf8'))
    expect({ size: built.size, root: toHex(built.root) }).toEqual(pinned)
  })

  test('is the same when it is built again', () => {
    const again = buildDemonstration(files)
    expect(toHex(again.root)).toBe(toHex(built.root))
    expect(again.clocks).toEqual(built.clocks)
  })

  test('has another root when one word of one statement differs', () => {
    const changed = buildDemonstration({ ...files, events: files.events.replace('fragile', 'brittle') })
    expect(changed.size).toBe(built.size)
    expect(toHex(changed.root)).not.toBe(toHex(built.root))
  })

  test('would be admitted: known keys, right roles, own corrections, valid signatures', () => {
    let registry = emptyRegistry
    const checks: SignatureJob[] = []
    for (const [i, note] of built.notes.entries()) {
      const index = parseLogIndex(String(i))
      const parsed = parseStatement(note)
      const { registry: after, jobs } = admitted(registry, index, parsed)
      checkOwnership(parsed.statement, (entry) => (entry < index ? statements[entry]?.by : undefined))
      registry = after
      // A check costs milliseconds: every twentieth entry, and all with several signers.
      if (i % 20 === 0 || jobs.length > 1) checks.push(...jobs)
    }
    expect(checks.length).toBeGreaterThan(100)
    for (const { publicKey, message, signature } of checks) {
      expect(verifyEd25519(publicKey, message, signature)).toBe(true)
    }
  })

  test('calls itself a demonstration and every statement a reconstruction', () => {
    expect(statements[0]).toMatchObject({ kind: 'log-opened', demonstration: true })
    for (const statement of statements.filter(({ kind }) => kind !== 'clock-read')) {
      expect(statement.cites?.at(-1)?.title).toMatch(/^Reconstruction from public sources/)
    }
  })

  test('has a clock that never goes back and stands at the minute of each statement', () => {
    let read = 0
    for (const statement of statements) {
      if (statement.kind === 'clock-read') read = statement.readAt
      expect(statement.saidAt).toBeGreaterThanOrEqual(read)
      const minute = Math.floor((read === 0 ? statement.saidAt : read) / 60_000)
      expect(Math.floor(statement.saidAt / 60_000)).toBe(minute)
    }
    expect(built.clocks).toEqual([...built.clocks].toSorted((a, b) => a - b))
  })

  test('says nothing of an event before the event', () => {
    const early = statements.filter(
      (statement) =>
        ('when' in statement && statement.when !== undefined && statement.when.latest > statement.saidAt) ||
        (statement.kind === 'document-cited' &&
          statement.published !== undefined &&
          statement.published.latest > statement.saidAt) ||
        // A window is open on the right: one that ends with the day ends a second after its last second.
        (statement.kind === 'tally-published' && statement.window.until > statement.saidAt + 1000),
    )
    expect(early).toEqual([])
  })

  test('names only clauses, powers and terms that the agreements have, and bearers who owe them', () => {
    const strangers = statements.filter((statement) => {
      if (!('agreement' in statement) || statement.agreement === undefined) return false
      const agreement = agreements.get(statement.agreement)
      if (agreement === undefined) return true
      if (statement.kind === 'power-exercised') return !agreement.powers.has(statement.power)
      if (statement.kind === 'term-determined') return !agreement.terms.has(statement.term)
      if (!('clause' in statement) || statement.clause === undefined) return false
      const bearers = agreement.clauses.get(statement.clause)?.bearers ?? []
      return 'party' in statement && !bearers.includes(statement.party)
    })
    expect(strangers).toEqual([])
  })

  test('names only parties that an agreement names', () => {
    const parties = new Set([...agreements.values()].flatMap(({ parties: named }) => [...named.keys()]))
    const named = statements.flatMap((statement) =>
      statement.kind === 'incident-reported'
        ? [statement.alleged, statement.against, ...(statement.sides ?? [])]
        : [],
    )
    expect(named.length).toBeGreaterThan(3000)
    expect(named.filter((party) => party !== undefined && !parties.has(party))).toEqual([])
  })

  test('publishes every tally under a rule that was stated before it', () => {
    const rules = statements.flatMap((s, index) =>
      s.kind === 'counting-rule-stated' ? [{ rule: s.rule.id, index }] : [],
    )
    expect(new Set(rules.map(({ rule }) => rule)).size).toBe(rules.length)
    for (const [index, statement] of statements.entries()) {
      const unruled =
        statement.kind === 'tally-published' &&
        !rules.some(({ rule, index: stated }) => rule === statement.rule && stated < index)
      expect(unruled).toBe(false)
    }
  })

  test('writes nothing that looks the same and is not: all text is in NFC', () => {
    expect(files.events).toBe(files.events.normalize('NFC'))
    expect(files.actors).toBe(files.actors.normalize('NFC'))
  })
})

describe('the figures of September 2016', () => {
  test('parts make the whole, in every tally that has parts', () => {
    const withParts = statements.flatMap((statement) =>
      statement.kind === 'tally-published' && statement.parts !== undefined ? [statement] : [],
    )
    expect(withParts.length).toBeGreaterThanOrEqual(6)
    for (const { parts = [], count } of withParts) {
      const sum = parts.reduce((total, part) => total + part.count.least, 0)
      expect(sum).toBe(count.least)
    }
  })

  test('the General Staff’s days add up to its totals, the fourth by difference', () => {
    const days = ['E059-day1', 'E059-day2', 'E059-day3', 'E059-day4', 'E064-day'].map((id) => tally(id))
    expect(days.map((day) => day.count.least)).toEqual([23, 37, 45, 39, 55])
    for (const [i, day] of days.entries())
      expect(day.window.from).toBe(days[i - 1]?.window.until ?? day.window.from)
    expect(tally('E054').count.least).toBe(23 + 37)
    expect(tally('E059').count.least).toBe(23 + 37 + 45)
    expect(tally('E064').count.least).toBe(23 + 37 + 45 + 39 + 55)
    expect(said('E059-day4').by).toEqual(['secretariat'])
  })

  test('13 September has three figures by three rules', () => {
    expect(tally('E053').count.least).toBe(2)
    expect(tally('E053-excluded').count.least + tally('E053').count.least).toBe(
      tally('E059-day1').count.least,
    )
    expect(tally('E054-sohr').count.least).toBe(0)
    expect(new Set(['E053', 'E059-day1', 'E054-sohr'].map((id) => tally(id).rule)).size).toBe(3)
  })
})

describe('what the sources did not say', () => {
  test('the convoy was notified, and no acknowledgement is on record', () => {
    const notice = built.indexOf.get('E069-notice')
    expect(said('E069-notice').kind).toBe('notice-given')
    expect(statements.some((s) => s.kind === 'notice-acknowledged' && s.notice === notice)).toBe(false)
  })

  test('the dead of Deir ez-Zor stand side by side, and the Coalition gave no number', () => {
    const killed = ['E065-rus', 'E065-syr', 'E065-sohr', 'E065-press', 'E065-usa'].map((id) => {
      const report = said(id)
      return report.kind === 'incident-reported' ? report.harm?.killed : 'no report'
    })
    expect(killed).toEqual([
      { least: 62, most: 62 },
      { least: 83, most: 83 },
      { least: 80, most: null },
      { least: 90, most: 106 },
      undefined,
    ])
  })

  test('the offer of 72 hours was made by one Side only', () => {
    const offers = statements.filter((s) => s.kind === 'power-exercised' && s.power === 'SEP.2')
    expect(offers.map(({ by }) => by)).toEqual([['usa.state', 'rus.mfa'], ['rus.mfa']])
  })

  test('what is general knowledge only is marked so', () => {
    for (const id of ['E063-rus', 'E063-usa', 'E076-offensive', 'E079', 'E072-coi']) {
      expect(said(id).cites?.map(({ mark }) => mark)).toContain('M')
    }
  })

  test('each of the eight questions asks about something that is in the record', () => {
    const text: unknown = JSON.parse(
      readFileSync(join(packageRoot, 'data/syria-2016/questions.json'), 'utf8'),
    )
    const asked = questionSchema.array().length(8).parse(text)
    const incidents = new Set(statements.flatMap((s) => (s.kind === 'reports-linked' ? [s.incident] : [])))
    const known = asked.map(({ ask }) => {
      if ('incident' in ask) return incidents.has(ask.incident)
      if (!('agreement' in ask)) return true
      const agreement = agreements.get(ask.agreement)
      if (ask.is === 'clause-ever') return agreement?.clauses.has(ask.clause)
      if (ask.is === 'exchange') return agreement?.exchanges.has(ask.exchange)
      return agreement !== undefined
    })
    expect(known).toEqual(asked.map(() => true))
  })

  test('every event of the chronology is told, or left out with its reason', () => {
    const leftOut = readFileSync(join(packageRoot, 'data/syria-2016/left-out.md'), 'utf8')
    const listed = [...leftOut.matchAll(/^\| (E\d{3}) \|/gm)].map(([, id]) => id)
    const numbers = [range(1, 27), range(30, 40), range(50, 82)].flat()
    const told = new Set(lines.map(({ id }) => id.split('-')[0]))
    const missing = numbers.map((n) => `E${String(n).padStart(3, '0')}`).filter((id) => !told.has(id))
    expect(missing).toEqual(listed)
  })
})

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
