import type { Agreement } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from '../standing/board.ts'
import type { Board, Status } from '../standing/standing.ts'
import type { ClauseId, PartyId } from '../statement/fields.ts'
import type { Duration } from '../time/instant.ts'
import { castOf, type Player } from './cast.ts'
import { playOf } from './play.ts'
import { stageFor } from './stage.ts'

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
  /** Clauses that stand the same in every run, whatever anybody does: nothing depends on keeping them. */
  readonly unmoved: readonly ClauseId[]
}

/**
 * Runs a text on an empty log, on a silent one whose sources have all closed, with everything done at once, and once for
 * each player that does nothing; answers the boards at `depth` after its start.
 */
export function vacuityOf(text: Agreement, depth: Duration): Vacuity {
  const all = playOf(text, [], depth)
  const ask = { agreement: text.id, at: all.end, reading: RECORD_READING }
  const cast = castOf(text)
  const boards: (readonly [VacuityRun, Board])[] = [[{ is: 'all-done' }, all.board]]
  const empty = stageFor(text, cast)
  boards.push([{ is: 'nothing-said' }, boardOf(empty.engine, { ...ask, known: empty.size() })])
  const silent = stageFor(text, cast)
  for (const term of text.terms.values()) {
    if (term.is !== 'moment' || term.fixed !== undefined) continue
    for (const player of cast.players) silent.setsMoment(player, term.id, all.start)
  }
  for (const player of cast.players) silent.closes(player, all.end)
  boards.push([{ is: 'silent-and-closed' }, boardOf(silent.engine, { ...ask, known: silent.size() })])
  for (const who of cast.players) {
    const play = playOf(text, [{ is: 'omits', who, what: undefined, subject: undefined }], depth)
    boards.push([{ is: 'does-nothing', who }, play.board])
  }
  const rows = all.board.standings.map(({ clause, party }) => ({
    clause,
    party,
    statuses: boards.map(
      ([, board]) =>
        board.standings.find((one) => one.clause === clause && one.party === party)?.status ?? 'pending',
    ),
  }))
  const moved = new Set(rows.filter(({ statuses }) => new Set(statuses).size > 1).map(({ clause }) => clause))
  return {
    runs: boards.map(([run]) => run),
    rows,
    unmoved: [...text.clauses.keys()].filter((id) => !moved.has(id)),
  }
}
