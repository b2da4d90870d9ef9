import { readingsOf, RECORD_READING } from '../evidence/readings.ts'
import { problems } from '../problem.ts'
import { boardOf, standingOf } from '../standing/board.ts'
import type { Reason } from '../standing/standing.ts'
import type { AgreementId } from '../statement/fields.ts'
import { parseInstant, type Instant } from '../time/instant.ts'
import { reason, type Answered } from './answer.ts'
import { lastClock, textsKnown, type Picture } from './picture.ts'
import type { Ask } from './question.ts'

/** Before anything: a log whose clock was never read shows nothing as begun. */
const EPOCH = parseInstant('1970-01-01T00:00:00Z')

type AskOf<K extends Ask['is']> = Extract<Ask, { is: K }>

function textOf(picture: Picture, agreement: AgreementId, known: number) {
  const text = textsKnown(picture, agreement, known).at(-1)
  if (text === undefined) throw problems.agreementUnknown({ agreement })
  return text.agreement
}

/** The event time of the question, else the log's clock as far as it was known. */
function atOf(picture: Picture, asked: Instant | undefined, known: number): Instant {
  return asked ?? lastClock(picture, known)?.readAt ?? EPOCH
}

/** What each declared end amounts to by each clock. None is chosen: whose clock counts is what the parties dispute. */
export function endsAnswer(picture: Picture, { agreement }: AskOf<'ends'>, known: number): Answered {
  const at = atOf(picture, undefined, known)
  const { clocks, ends } = boardOf(picture.engine, { agreement, at, known, reading: RECORD_READING })
  const summary = ends.flatMap(({ party, clock, amountsTo, entry, why }) => [
    reason(`end-reads-as-${amountsTo}`, { party, clock: clock.owner }, [entry, ...clock.entries]),
    ...why,
  ])
  const withdrawals = [...textOf(picture, agreement, known).powers.values()].filter(
    ({ may }) => may === 'withdraw',
  )
  const declared = [...new Set(ends.map(({ party }) => party))]
  const strangers = declared.filter((party) => !withdrawals.some(({ holders }) => holders.includes(party)))
  const notTheirs = withdrawals.flatMap(({ id, holders }) =>
    strangers.map((party) =>
      reason('withdrawal-not-theirs', { party, power: id, holders: holders.join(', ') }),
    ),
  )
  return {
    summary: summary.length === 0 ? [reason('no-end-declared', { agreement })] : [...summary, ...notTheirs],
    parts: { is: 'ends', agreement, clocks, ends },
  }
}

/** Whether the clause became active up to the moment asked about, under each reading, and what it waited for. */
export function clauseEver(picture: Picture, ask: AskOf<'clause-ever'>, known: number): Answered {
  const { agreement, clause } = ask
  const at = atOf(picture, ask.at, known)
  const text = textOf(picture, agreement, known)
  const readings = readingsOf(text).map((reading) => {
    const standings = standingOf(picture.engine, { agreement, at, known, reading, clause })
    return { reading: reading.id, standings }
  })
  const summary = readings.flatMap(({ reading, standings }, i): readonly Reason[] => {
    const certain = standings.some(
      ({ activated }) => activated.certain !== undefined && activated.certain <= at,
    )
    const possible = standings.some(
      ({ activated }) => activated.possible !== undefined && activated.possible <= at,
    )
    const code = certain ? 'clause-opened' : possible ? 'clause-not-shown-to-open' : 'clause-never-opened'
    // What it waited for is said once, for the reading that comes first: the record by the text's own standards.
    const waiting = i === 0 && !certain ? standings.flatMap(({ why, whyNot }) => [...why, ...whyNot]) : []
    return [reason(code, { clause, reading }), ...waiting]
  })
  return { summary, parts: { is: 'clause-ever', agreement, clause, at, readings } }
}

/** Whether linked steps could begin, who waits for whom, and what would open the way. */
export function exchangeAnswer(picture: Picture, ask: AskOf<'exchange'>, known: number): Answered {
  const { agreement, exchange } = ask
  const at = atOf(picture, ask.at, known)
  const board = boardOf(picture.engine, { agreement, at, known, reading: RECORD_READING })
  const found = board.exchanges.find((each) => each.exchange === exchange)
  if (found === undefined) throw problems.clauseUnknown({ clause: exchange, agreement })
  const cycle =
    found.cycle.length === 0 ? [] : [reason('waits-in-a-circle', { cycle: found.cycle.join(' → ') })]
  return {
    summary: [reason(`exchange-${found.status}`, { exchange }), ...cycle, ...found.missing],
    parts: { is: 'exchange', agreement, exchange: found },
  }
}
