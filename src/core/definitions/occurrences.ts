import type { Repetition } from '../agreement/agreement.ts'
import { actsStanding, type Counting } from './acts.ts'
import { anchored } from './conditions.ts'
import { breachesOf, type Span } from './counts.ts'
import { closedFor, putOff, type Duty } from './duty.ts'
import { recorded } from './told.ts'
import { exactly, NEVER, type When, type World } from './world.ts'

/** More periods are not looked at: two years of every hour. */
const PERIODS_AT_MOST = 20_000

/** Whether the duty is owed again and again, and this is the whole of it. */
export function isRepeated({ clause, isOccurrence }: Duty): boolean {
  return clause.repeats !== undefined && !isOccurrence
}

/**
 * The occurrences of a repeated duty that may begin by `until`, in order: each a duty that is owed once, with its own
 * beginning, deadline and acts. Without `until`, as far as anything is known that bears on one.
 */
export function occurrencesOf(world: World, duty: Duty, until?: number): readonly Duty[] {
  const { repeats } = duty.clause
  if (repeats === undefined) return []
  if (repeats.is === 'every') return periods(world, duty, repeats.period, until)
  return occasions(world, duty, repeats).filter(({ activated }) => activated.possible <= (until ?? NEVER))
}

/** One for each period from activation on. What is done in a period is done for it, and for no other. */
function periods(world: World, duty: Duty, period: number, until: number | undefined): readonly Duty[] {
  const { clause, activated, ends, defeated } = duty
  const { within = period - 1 } = clause.window
  const told = actsStanding(world, duty).map(({ body }) => body.when.latest)
  // Past everything that is known there is one more period, of which nothing is.
  const known = Math.max(closedFor(world, clause)?.through ?? 0, activated.certain, ...told) + period
  const last = Math.min(until ?? known, ends - 1, defeated.certain - 1)
  if (activated.certain > last) return []
  const many = Math.min(Math.floor((last - activated.certain) / period) + 1, PERIODS_AT_MOST)
  return Array.from({ length: many }, (_, i) => {
    const begins = activated.certain + i * period
    const counting = { surely: begins, perhaps: begins, until: begins + period, answering: undefined }
    return occurrence(duty, exactly(begins), begins + within, counting)
  })
}

/** One for each breach, from when it was both over and on the record: a found one is with the first finding on it. */
function occasions(
  world: World,
  duty: Duty,
  { breaches, alleged, since }: Extract<Repetition, { is: 'for-each' }>,
): readonly Duty[] {
  const { activated, clause, ends, defeated, lifts } = duty
  const reachesBack = since === undefined ? exactly(0) : anchored(world, since)
  return breachesOf(world, breaches)
    .filter(({ until }) => until >= reachesBack.possible)
    .map((breach) => ({ breach, told: onRecord(world, breach, alleged) }))
    .map(({ breach, told }) => {
      const isCalled = breach.from >= reachesBack.certain && (alleged ? breach.alleged : breach.sure)
      const begins: When = {
        certain: isCalled ? Math.max(breach.until, told.certain, activated.certain) : NEVER,
        possible: Math.max(breach.from, told.possible, activated.possible),
        entries: breach.entries,
      }
      const { from: perhaps, until: surely, entries: answering } = breach
      const counting = { surely, perhaps, until: NEVER, answering }
      const from = begins.certain < NEVER ? begins.certain : begins.possible
      return occurrence(duty, begins, putOff(from + (clause.window.within ?? NEVER), lifts), counting)
    })
    .filter((one) => one.activated.possible < Math.min(ends, defeated.certain))
}

function onRecord({ log }: World, { entries }: Span, alleged: boolean): Omit<When, 'entries'> {
  const findings = entries.filter((entry) => log.at(entry).first?.kind === 'finding-made')
  const [told] = alleged || findings.length === 0 ? entries : findings
  // That another duty was missed is known by the clock alone: nobody told it.
  return told === undefined ? exactly(0) : recorded(log, told)
}

function occurrence(duty: Duty, activated: When, due: number, counting: Counting): Duty {
  return { ...duty, activated, due, counting, isOccurrence: true }
}
