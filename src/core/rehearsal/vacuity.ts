import type { Agreement, Clause } from '../agreement/agreement.ts'
import { breachesThatMatter, isUnder } from '../analysis/consequence.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { namedIn } from '../evidence/stance.ts'
import { statusesOf } from '../standing/board.ts'
import type { InstanceStatus, Status } from '../standing/standing.ts'
import type { ClauseId, PartyId } from '../statement/fields.ts'
import { plus, type Duration } from '../time/instant.ts'
import { allAtOnce, waitingIn, setMoments, voices } from './at-once.ts'
import { canBeBroken } from './breaking.ts'
import { castOf, type Player } from './cast.ts'
import { lastDateOf } from './horizon.ts'
import { stageFor, type Stage } from './stage.ts'

/** One way to run a text that ought to make a difference to it. */
export type VacuityRun =
  | { readonly is: 'all-done' | 'nothing-said' | 'silent-and-closed' | 'promises-broken' }
  | { readonly is: 'does-nothing'; readonly who: Player }

/** The boards of the runs beside each other, by clause and bearer; `statuses` in the order of `runs`. */
export type Vacuity = {
  readonly runs: readonly VacuityRun[]
  readonly rows: readonly {
    readonly clause: ClauseId
    readonly party: PartyId
    readonly statuses: readonly Status[]
  }[]
  /** Clauses that stand the same in every run. */
  readonly unmoved: readonly ClauseId[]
  /** Of those, what is to be kept or not done and no run breaks: nothing in the text rests on its breach. */
  readonly unbroken: readonly ClauseId[]
}

/**
 * Runs a text on an empty log, on a silent one whose sources have all closed, with everything done at once, with every
 * promise broken on whose breach something rests (if there is one), and once for each player that does nothing; answers the
 * boards at `depth` after its last date. One fold and one board for each run.
 */
export function vacuityOf(text: Agreement, depth: Duration): Vacuity {
  const cast = castOf(text)
  const waiting = waitingIn(text)
  const end = plus(lastDateOf(text, waiting.earliest), depth)
  const boards: (readonly [VacuityRun, readonly InstanceStatus[]])[] = []
  const show = (run: VacuityRun, stage: Stage): void => {
    const asked = { agreement: text.id, at: end, reading: RECORD_READING, known: stage.size() }
    boards.push([run, statusesOf(stage.engine, asked)])
  }
  show({ is: 'all-done' }, allAtOnce(text, cast, waiting, end))
  show({ is: 'nothing-said' }, stageFor(text, cast))
  const silent = stageFor(text, cast)
  setMoments(silent, end, (term) => voices(namedIn(term.setBy)))
  for (const player of cast.players) silent.closes(player, end)
  show({ is: 'silent-and-closed' }, silent)
  const broken = brokenWithEffect(text)
  if (broken.size > 0) show({ is: 'promises-broken' }, allAtOnce(text, cast, waiting, end, { broken }))
  for (const who of cast.players)
    show({ is: 'does-nothing', who }, allAtOnce(text, cast, waiting, end, { silent: who }))

  const byDuty = boards.map(
    ([, standings]) => new Map(standings.map(({ clause, party, status }) => [`${clause}|${party}`, status])),
  )
  const rows = (boards[0]?.[1] ?? []).map(({ clause, party }) => ({
    clause,
    party,
    statuses: byDuty.map((statuses) => statuses.get(`${clause}|${party}`) ?? 'pending'),
  }))
  const moved = new Set(rows.filter(({ statuses }) => new Set(statuses).size > 1).map(({ clause }) => clause))
  const unmoved = [...text.clauses.values()].filter(({ id }) => !moved.has(id))
  const unbroken = unmoved.filter(({ id, duty }) => isKept(duty) && !broken.has(id))
  const idsOf = (clauses: readonly Clause[]): readonly ClauseId[] => clauses.map(({ id }) => id)
  return { runs: boards.map(([run]) => run), rows, unmoved: idsOf(unmoved), unbroken: idsOf(unbroken) }
}

const isKept = (duty: Clause['duty']): boolean => duty === 'refrain' || duty === 'maintain'

/** The promises on whose breach something in the text rests. */
function brokenWithEffect(text: Agreement): ReadonlySet<ClauseId> {
  const matter = [...breachesThatMatter(text)]
  const broken = [...text.clauses.values()].filter((one) => canBeBroken(one) && isUnder(matter, one.id))
  return new Set(broken.map(({ id }) => id))
}
