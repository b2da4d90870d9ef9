import { z } from 'zod'
import type { Agreement } from '../../src/core/agreement/agreement.ts'
import { readAgreement } from '../../src/core/agreement/read-agreement.ts'
import { sha256Hex, type Sha256 } from '../../src/core/bytes/sha256.ts'
import { utf8 } from '../../src/core/bytes/utf8.ts'
import { dutyOf } from '../../src/core/definitions/duty.ts'
import { exchangeAt, orderOf } from '../../src/core/definitions/exchange.ts'
import { occurrencesOf } from '../../src/core/definitions/occurrences.ts'
import { usesOf } from '../../src/core/definitions/powers.ts'
import { stateOver } from '../../src/core/definitions/states.ts'
import { occurrenceAt, standsAt } from '../../src/core/definitions/status.ts'
import { readLog } from '../../src/core/definitions/told.ts'
import { ORDER_FINDINGS } from '../../src/core/definitions/verdicts.ts'
import { CannotCheck, worldAt, written, type World } from '../../src/core/definitions/world.ts'
import { readingsOf } from '../../src/core/evidence/readings.ts'
import { isLogIndex } from '../../src/core/log/log-index.ts'
import { addToPicture, createPicture, type Picture } from '../../src/core/picture/picture.ts'
import { boardOf, textInForce, type Ask } from '../../src/core/standing/board.ts'
import { stateStatus } from '../../src/core/standing/certify-state.ts'
import { evaluation } from '../../src/core/standing/evaluation.ts'
import { powersNow } from '../../src/core/standing/power-standing.ts'
import type { Entry } from '../../src/core/statement/entry.ts'
import { instant } from '../../src/core/statement/fields.ts'
import { statementSchema, type Statement } from '../../src/core/statement/kinds.ts'
import type { Instant } from '../../src/core/time/instant.ts'
import { runner } from './outcome.ts'

const time = instant.nullable().optional()
const answers = z.strictObject({
  /** The entry that brought the text in force. */
  text: z.number().optional(),
  statuses: z.record(z.string(), z.string()),
  /** Of a duty that is owed again and again: each time that has begun, or may have. */
  occurrences: z.record(z.string(), z.array(z.string())).optional(),
  dates: z
    .record(z.string(), z.strictObject({ begins: time, mayBegin: time, due: time, ends: time }))
    .optional(),
  /** What the times of an exchange's legs come to. */
  order: z.record(z.string(), z.array(z.string())).optional(),
  /** What a party's word that the period is over comes to, by the clock of the text. */
  ends: z.record(z.string(), z.string()).optional(),
})
type Answers = z.output<typeof answers>

/** Where everything of a small agreement stands: asked of the engine, and of the definitions by themselves. */
export const standing = runner(
  {
    agreement: z.string(),
    further: z.array(z.string()).optional(),
    statements: z.array(statementSchema),
    /** `false` where clauses set each other aside in a ring: the definitions do not judge such a text. */
    certified: z.literal(false).optional(),
    asks: z.array(answers.extend({ at: instant, known: z.number(), reading: z.string().optional() })).min(1),
  },
  ({ agreement, further = [], statements, certified = true, asks }) => {
    const documents = new Map([agreement, ...further].map((text) => [sha256Hex(utf8(text)), text]))
    const entries = statements.map((statement, index) => entryOf(index, statement))
    const picture = folded(entries, documents)
    const texts = new Map([...documents].map(([digest, text]) => [digest, soundly(text)]))
    const id = soundly(agreement).id
    const each = asks.map(({ at, known, reading: name = 'record', ends, ...want }) => {
      const { text } = textInForce(picture.engine, { agreement: id, at, known })
      const reading = readingsOf(text).find((one) => one.id === name)
      if (reading === undefined || known > entries.length) throw new Error(`no ${name} at ${known}`)
      const asked = { agreement: id, at, known, reading }
      // Of declared ends the definitions say nothing.
      const engine = ends === undefined ? want : { ...want, ends }
      const second = byDefinitions(entries, texts, asked)
      return {
        got: {
          engine: named(byEngine(picture, asked), engine),
          definitions: certified ? named(second, want) : second,
        },
        want: { engine, definitions: certified ? want : undefined },
      }
    })
    return { got: each.map(({ got }) => got), want: each.map(({ want }) => want) }
  },
)

function entryOf(index: number, statement: Statement): Entry {
  if (!isLogIndex(index)) throw new RangeError('too many')
  return { index, statement }
}

function folded(entries: readonly Entry[], documents: ReadonlyMap<Sha256, string>): Picture {
  const picture = createPicture()
  for (const entry of entries) {
    addToPicture(picture, entry, (digest) => {
      const text = documents.get(digest)
      if (text === undefined) throw new Error(`entry ${entry.index} names a text that is not there`)
      return utf8(text)
    })
  }
  return picture
}

function soundly(text: string): Agreement {
  const { agreement, problems } = readAgreement(text, 'vector.md')
  if (agreement === undefined || problems.length > 0)
    throw new Error(problems.map(({ message }) => message).join('\n'))
  return agreement
}

/** Of an answer what is expected names, and no more: what it lacks shows as a difference. */
function named(answer: unknown, want: unknown): unknown {
  if (typeof want !== 'object' || want === null || Array.isArray(want)) return answer
  return Object.fromEntries(
    Object.entries(want).map(([name, part]) => [name, named(Reflect.get(Object(answer), name), part)]),
  )
}

function byEngine(picture: Picture, ask: Ask): Answers {
  const { text, entry } = textInForce(picture.engine, ask)
  const board = boardOf(picture.engine, ask)
  const evaluated = evaluation(picture.engine, text, ask.known, ask.reading)
  const states = [...text.terms.values()].filter((term) => term.is === 'state')
  const duties = board.standings.map((one) => ({ ...one, name: `${one.clause} ${one.party}` }))
  return {
    text: entry,
    statuses: Object.fromEntries([
      ...duties.map(({ name, status }) => [name, status]),
      ...board.exchanges.map(({ exchange, status }) => [exchange, status]),
      ...states.map((term) => [term.id, stateStatus(evaluated, term, ask.at)]),
      ...powersNow(evaluated, ask.at).map(({ power, uses }) => [
        power,
        used(uses.some(({ hasEffect, from }) => hasEffect && from <= ask.at)),
      ]),
    ]),
    occurrences: Object.fromEntries(
      duties.map(({ name, occurrences = [] }) => [name, occurrences.map(({ status }) => status)]),
    ),
    dates: Object.fromEntries(
      duties.map(({ name, activated, due, ends }) => [
        name,
        {
          begins: activated.certain ?? null,
          mayBegin: activated.possible ?? null,
          due: due ?? null,
          ends: ends ?? null,
        },
      ]),
    ),
    order: Object.fromEntries(
      board.exchanges.map(({ exchange, missing }) => [
        exchange,
        missing.map(({ code }) => code).filter((code) => ORDER_FINDINGS.some((one) => one === code)),
      ]),
    ),
    ends: Object.fromEntries(
      board.ends
        .filter(({ clock }) => clock.owner === 'text')
        .map(({ entry: of, amountsTo }) => [String(of), amountsTo]),
    ),
  }
}

/** The second opinion, which shares no code with the engine; `undefined` where it does not judge such a text. */
function byDefinitions(
  entries: readonly Entry[],
  texts: ReadonlyMap<Sha256, Agreement>,
  { agreement, at, known, reading: { rule } }: Ask,
): Answers | undefined {
  const log = readLog(entries, known)
  const versions = log.raw('agreement-adopted', 'agreement-amended').flatMap(({ entry: adopted, body }) => {
    const text = texts.get(body.package)
    return text === undefined
      ? []
      : [{ adopted, text, from: body.kind === 'agreement-amended' ? body.from : undefined }]
  })
  try {
    const world = worldAt({ log, versions, rule }, agreement, at)
    return world && inWorld(world, at)
  } catch (error) {
    if (error instanceof CannotCheck) return undefined
    throw error
  }
}

function inWorld(world: World, at: Instant): Answers {
  const { clauses, exchanges, powers, terms } = world.text
  const states = [...terms.values()].filter((term) => term.is === 'state')
  const duties = [...clauses.values()].flatMap((clause) =>
    clause.bearers.map((party) => ({ name: `${clause.id} ${party}`, duty: dutyOf(world, clause, party) })),
  )
  return {
    text: world.adopted,
    statuses: Object.fromEntries([
      ...duties.map(({ name, duty }) => [name, standsAt(world, duty, at).status]),
      ...[...exchanges.values()].map((exchange) => [exchange.id, exchangeAt(world, exchange, at)]),
      ...states.map((term) => [term.id, stateOver(world, term).at(at).status]),
      ...[...powers.keys()].map((power) => [
        power,
        used(usesOf(world, power).some(({ from }) => from <= at)),
      ]),
    ]),
    occurrences: Object.fromEntries(
      duties.map(({ name, duty }) => [
        name,
        occurrencesOf(world, duty, at).map((one) => occurrenceAt(world, one, at).status),
      ]),
    ),
    dates: Object.fromEntries(
      duties.map(({ name, duty: { activated, due, ends } }) => [
        name,
        {
          begins: written(activated.certain),
          mayBegin: written(activated.possible),
          due: written(due),
          ends: written(ends),
        },
      ]),
    ),
    order: Object.fromEntries(
      [...exchanges.values()].map((exchange) => [
        exchange.id,
        orderOf(world, exchange, at).map(({ is }) => is),
      ]),
    ),
  }
}

function used(has: boolean): 'used' | 'unused' {
  return has ? 'used' : 'unused'
}
