import type { Agreement, SourcePlace } from '../agreement/agreement.ts'
import { byText, listed, remark, type Remark } from '../analysis/remark.ts'
import { namedIn } from '../evidence/stance.ts'
import type { Status } from '../standing/standing.ts'
import type { ClauseId, PartyId } from '../statement/fields.ts'
import { voices } from './at-once.ts'
import type { Player } from './cast.ts'
import { restsOnUnplayed } from './unplayed.ts'
import type { Vacuity } from './vacuity.ts'

/** What shows that a party leaves undone what it owes. */
const NOTICED: ReadonlySet<Status> = new Set(['breached', 'overdue'])

/**
 * What the boards of the vacuity runs say of a text (specification, section 4): duties to do something that stand the same
 * whatever anybody does, parties that can do nothing at all without a duty ever being overdue, and bodies that nobody would miss.
 */
export function vacuityRemarks(text: Agreement, { runs, rows, unmoved }: Vacuity): readonly Remark[] {
  const toDo = new Set([...text.clauses.values()].flatMap(({ id, duty }) => (duty === 'achieve' ? id : [])))
  const found: Remark[] = []
  const say = (kind: Remark['kind'], clauses: readonly ClauseId[], values: Remark['values']): void =>
    void found.push(remark(kind, { clauses, at: firstPlace(text, clauses), values }))

  // What is owed again and again goes on standing as in force, whichever of its times were answered.
  const goesOn = (id: ClauseId): boolean =>
    text.clauses.get(id)?.repeats !== undefined &&
    rows.some(({ clause, statuses }) => clause === id && statuses[0] !== 'pending')
  const same = unmoved
    .filter((id) => toDo.has(id) && !goesOn(id) && !restsOnUnplayed(text, id))
    .toSorted(byText)
  if (same.length > 0) say('stands-the-same', same, { clauses: listed(same), count: same.length })

  const standards = [
    ...[...text.clauses.values()].map(({ evidence }) => evidence),
    ...[...text.terms.values()].flatMap((term) =>
      term.is === 'moment' ? term.setBy : term.is === 'state' ? (term.decidedBy ?? []) : [],
    ),
  ]
  // Where a silence counts, the word of those who are heard on it settles something, whatever the runs come to.
  const silences = [...text.clauses.values(), ...text.terms.values()].flatMap((one) =>
    'ifSilent' in one && one.ifSilent !== 'unknown' ? one.sources : [],
  )
  const witnesses = new Set(voices([...standards.flatMap(namedIn), ...silences]))
  const idle: PartyId[] = []
  const left = new Set<ClauseId>()
  const missed: Player[] = []
  for (const [at, run] of runs.entries()) {
    if (run.is !== 'does-nothing') continue
    const party = [...text.parties.keys()].find((id) => id === run.who)
    if (party === undefined) {
      const changes = rows.some(({ statuses }) => statuses[at] !== statuses[0])
      // Nobody breaks a promise in these runs, and all others speak: whoever may show or decide something is not idle.
      if (!changes && !witnesses.has(run.who)) missed.push(run.who)
      continue
    }
    // What its silence keeps from beginning is a matter of stall power; this is about what has begun.
    // Nobody breaks a promise in these runs, so what is owed for each breach is not owed.
    const owed = rows.filter(
      ({ party: by, clause, statuses }) =>
        by === party &&
        toDo.has(clause) &&
        statuses[at] !== 'pending' &&
        text.clauses.get(clause)?.repeats?.is !== 'for-each',
    )
    if (owed.length === 0 || owed.some(({ statuses }) => NOTICED.has(statuses[at] ?? 'pending'))) continue
    idle.push(party)
    for (const { clause } of owed) left.add(clause)
  }
  if (idle.length > 0) {
    const clauses = [...left].toSorted(byText)
    say('idle-unbreached', clauses, { parties: listed(idle), of: idle.length, clauses: listed(clauses) })
  }
  // A block that was left out for a fault may be the one that rests on a word.
  const isWhole = !text.document.some(({ is }) => is === 'left-out')
  if (missed.length > 0 && isWhole) say('nobody-missed', [], { players: listed(missed), of: missed.length })
  return found
}

function firstPlace(text: Agreement, ids: readonly ClauseId[]): SourcePlace {
  const places = ids.flatMap((id) => text.clauses.get(id)?.at ?? [])
  return places.toSorted((a, b) => a.line - b.line || a.column - b.column)[0] ?? { line: 1, column: 1 }
}
