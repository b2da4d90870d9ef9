import type { Agreement } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { namedIn } from '../evidence/stance.ts'
import { statusesOf } from '../standing/board.ts'
import type { InstanceStatus, Status } from '../standing/standing.ts'
import type { ClauseId, PartyId } from '../statement/fields.ts'
import { plus, type Duration } from '../time/instant.ts'
import { allAtOnce, waitingIn, setMoments, startIn, voices } from './at-once.ts'
import { castOf, type Player } from './cast.ts'
import { stageFor, type Stage } from './stage.ts'

/** One way to run a text that ought to make a difference to it. */
export type VacuityRun =
  | { readonly is: 'all-done' | 'nothing-said' | 'silent-and-closed' }
  | { readonly is: 'does-nothing'; readonly who: Player }

/** The boards of the runs beside each other, by clause and bearer; `statuses` in the order of `runs`. */
export type Vacuity = {
  readonly runs: readonly VacuityRun[]
  readonly rows: readonly {
    readonly clause: ClauseId
    readonly party: PartyId
    readonly statuses: readonly Status[]
  }[]
  /** Clauses that stand the same in every run: nothing that is done or left undone moves them. */
  readonly unmoved: readonly ClauseId[]
}

/**
 * Runs a text on an empty log, on a silent one whose sources have all closed, with everything done at once, and once for
 * each player that does nothing; answers the boards at `depth` after its last clause can begin. One fold and one board for
 * each run.
 */
export function vacuityOf(text: Agreement, depth: Duration): Vacuity {
  const cast = castOf(text)
  const waiting = waitingIn(text)
  const last = [startIn(text), ...waiting.earliest.values()].reduce((a, b) => (a > b ? a : b))
  const end = plus(last, depth)
  const boards: (readonly [VacuityRun, readonly InstanceStatus[]])[] = []
  const show = (run: VacuityRun, stage: Stage): void => {
    const asked = { agreement: text.id, at: end, reading: RECORD_READING, known: stage.size() }
    boards.push([run, statusesOf(stage.engine, asked)])
  }
  show({ is: 'all-done' }, allAtOnce(text, cast, waiting, end, undefined))
  show({ is: 'nothing-said' }, stageFor(text, cast))
  const silent = stageFor(text, cast)
  setMoments(silent, (term) => voices(namedIn(term.setBy)))
  for (const player of cast.players) silent.closes(player, end)
  show({ is: 'silent-and-closed' }, silent)
  for (const who of cast.players) show({ is: 'does-nothing', who }, allAtOnce(text, cast, waiting, end, who))

  const byDuty = boards.map(
    ([, standings]) => new Map(standings.map(({ clause, party, status }) => [`${clause}|${party}`, status])),
  )
  const rows = (boards[0]?.[1] ?? []).map(({ clause, party }) => ({
    clause,
    party,
    statuses: byDuty.map((statuses) => statuses.get(`${clause}|${party}`) ?? 'pending'),
  }))
  const moved = new Set(rows.filter(({ statuses }) => new Set(statuses).size > 1).map(({ clause }) => clause))
  return {
    runs: boards.map(([run]) => run),
    rows,
    unmoved: [...text.clauses.keys()].filter((id) => !moved.has(id)),
  }
}
