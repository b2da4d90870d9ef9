import type { Repetition } from '../agreement/agreement.ts'
import { actsStanding, type Counting } from './acts.ts'
import { anchored } from './conditions.ts'
import type { LogIndex, PartyId } from '../statement/fields.ts'
import { breachesOf, type Breach } from './counts.ts'
import { amendedDue, closedFor, dutyOf, putOff, type Duty } from './duty.ts'
import { inOrder, recorded, wordingsOf, type Log } from './told.ts'
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
  return Array.from({ length: many }, (_, i) => i).flatMap((i): readonly Duty[] => {
    const begins = activated.certain + i * period
    const counting = { surely: begins, perhaps: begins, until: begins + period, answering: undefined }
    const activation = exactly(begins)
    const { from = 0 } = world.earlier ?? {}
    const before = begins + within < from ? dueBefore(world, duty, activation) : NEVER
    // A period that the earlier text did not have, and that was over when this one took effect, was never owed.
    if (begins + within < from && before === NEVER) return []
    return [
      occurrence(
        duty,
        activation,
        amendedDue(begins + within, from, () => before),
        counting,
      ),
    ]
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
    .map((breach) => ({ breach, told: onRecord(world.log, breach, alleged) }))
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
      const due = putOff(from + (clause.window.within ?? NEVER), lifts)
      const effective = amendedDue(due, world.earlier?.from, () => dueBefore(world, duty, begins))
      return occurrence(duty, begins, effective, counting)
    })
    .filter((one) => one.activated.possible < Math.min(ends, defeated.certain))
}

/** When the same time of the duty was due under the text that was replaced. */
function dueBefore({ earlier }: World, { clause, bearer }: Duty, begins: When): number {
  const same = earlier?.world.text.clauses.get(clause.id)
  if (earlier === undefined || same?.bearers.includes(bearer) !== true) return NEVER
  const { world, from } = earlier
  const isSame = ({ activated }: Duty): boolean =>
    activated.certain === begins.certain &&
    activated.possible === begins.possible &&
    activated.entries.join() === begins.entries.join()
  return occurrencesOf(world, dutyOf(world, same, bearer), from).find(isSame)?.due ?? NEVER
}

function onRecord(log: Log, { entries, by }: Breach, alleged: boolean): Omit<When, 'entries'> {
  const findings = entries.filter((entry) => log.at(entry).first?.kind === 'finding-made')
  const [told] = inOrder(
    (alleged || findings.length === 0 ? entries : findings).map((entry) => laidSince(log, entry, by)),
  )
  // That another duty was missed is known by the clock alone: nobody told it.
  return told === undefined ? exactly(0) : recorded(log, told)
}

/** The entry since which every wording of a report or a finding has laid it to a party; of what does so by other words, its own. */
function laidSince(log: Log, entry: LogIndex, party: PartyId): LogIndex {
  const wordings = wordingsOf(log, entry, 'incident-reported', 'finding-made')
  const last = wordings.findLastIndex(({ body }) => {
    if (body?.kind === 'incident-reported') return body.alleged !== party
    return body?.outcome !== 'confirmed' || !body.attribution.some(({ to }) => to === party)
  })
  return wordings[last + 1]?.entry ?? entry
}

function occurrence(duty: Duty, activated: When, due: number, counting: Counting): Duty {
  return { ...duty, activated, due, counting, isOccurrence: true }
}
