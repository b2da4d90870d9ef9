import type { Entry } from '../statement/entry.ts'
import type { ActorId, IncidentId, LogIndex } from '../statement/fields.ts'
import type { Statement, StatementKind, StatementOf } from '../statement/kinds.ts'
import { push } from './multimap.ts'
import { SaidByEntry } from './said-by-entry.ts'

/** What a statement says at some knowledge time: as first said, as corrected, or (`undefined`) withdrawn. */
export type Version = {
  /** The entry that made it so; it is known from this index on. */
  readonly entry: LogIndex
  readonly body: Correctable | undefined
}

/** A body without its envelope: what a correction puts in the place of what it corrects. */
export type Correctable = StatementOf<'statement-corrected'>['instead']

/** One thing said, with every later version of it. Nothing said is ever taken away: versions are added, in log order. */
export type Said = {
  readonly index: LogIndex
  readonly by: readonly ActorId[]
  readonly statement: Statement
  readonly versions: readonly Version[]
}

/** Everything said so far, by entry. Grows by {@link addSaid}; reading it as of an earlier index needs no copy. */
export type Record = {
  readonly said: SaidByEntry
  readonly ofKind: Map<StatementKind, LogIndex[]>
  /** For each incident the links and partings of reports, in log order. */
  readonly links: Map<IncidentId, Link[]>
  /** For each report the incidents that it was ever linked to. */
  readonly incidentsOf: Map<LogIndex, IncidentId[]>
}

export type Link = { readonly entry: LogIndex; readonly report: LogIndex; readonly linked: boolean }

export function emptyRecord(): Record {
  return { said: new SaidByEntry(), ofKind: new Map(), links: new Map(), incidentsOf: new Map() }
}

/** Folds one entry into the record, in place. A correction or withdrawal by anyone but the authors changes nothing. */
export function addSaid(record: Record, entry: Entry): void {
  const { index, statement } = entry
  record.said.add(entry)
  push(record.ofKind, statement.kind, index)
  switch (statement.kind) {
    case 'statement-corrected':
      return revise(record, index, statement, statement.instead)
    case 'statement-withdrawn':
      return revise(record, index, statement, undefined)
    case 'reports-linked':
    case 'reports-parted':
      for (const report of statement.reports) {
        push(record.links, statement.incident, {
          entry: index,
          report,
          linked: statement.kind === 'reports-linked',
        })
        if (!record.incidentsOf.get(report)?.includes(statement.incident)) {
          push(record.incidentsOf, report, statement.incident)
        }
      }
      return
    default:
      return
  }
}

function revise(
  record: Record,
  index: LogIndex,
  by: StatementOf<'statement-corrected'> | StatementOf<'statement-withdrawn'>,
  body: Correctable | undefined,
): void {
  const said = record.said.get(by.entry)
  if (said === undefined || !sameAuthors(said.by, by.by)) return
  if (body !== undefined && body.kind !== said.statement.kind) return
  record.said.revise(by.entry, index)
}

export function sameAuthors(these: readonly ActorId[], those: readonly ActorId[]): boolean {
  return these.length === those.length && these.every((actor) => those.includes(actor))
}

/**
 * What a statement says as known when the log had `known` entries: the latest version by then, `undefined` if it was
 * not yet said or was withdrawn by then.
 */
export function saidAsOf<K extends StatementKind>(
  record: Record,
  index: LogIndex,
  kind: K,
  known: number,
): (Omit<StatementOf<K>, 'by' | 'saidAt' | 'jig' | 'log'> & Pick<Statement, 'kind'>) | undefined {
  const first = record.said.statementAt(index)
  if (first?.kind !== kind || index >= known) return undefined
  const latest = record.said.lastVersion(index, known)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its kind was compared above, and a version has the same
  return (latest === undefined ? first : latest.body) as StatementOf<K> | undefined
}

/** The reports that are linked to an incident as known at `known`, in the order in which they were linked. */
export function reportsOf(record: Record, incident: IncidentId, known: number): readonly LogIndex[] {
  const now = new Set<LogIndex>()
  for (const link of record.links.get(incident) ?? []) {
    if (link.entry >= known) break
    if (link.linked) now.add(link.report)
    else now.delete(link.report)
  }
  return [...now]
}
