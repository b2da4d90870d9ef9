import type { Entry } from '../statement/entry.ts'
import type { ActorId, IncidentId, LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Statement, StatementKind, StatementOf } from '../statement/kinds.ts'

type Body = Statement | StatementOf<'statement-corrected'>['instead']

/** One thing said, as it stands: as first said or as last corrected by its own authors. */
export type Told<K extends StatementKind = StatementKind> = {
  readonly entry: LogIndex
  readonly by: readonly ActorId[]
  /** The author's own clock when it was first said. */
  readonly saidAt: Instant
  readonly body: Extract<Body, { kind: K }>
}

/** A log cut off at a knowledge time. */
export type Log = {
  /** What stands of these kinds, in log order: without what was withdrawn, and as corrected. */
  of<K extends StatementKind>(...kinds: readonly K[]): readonly Told<K>[]
  /** The same as it was first said. Links and grants are undone by a statement of their own and never by withdrawal. */
  raw<K extends StatementKind>(...kinds: readonly K[]): readonly Told<K>[]
  /** The incident that a report belongs to. */
  incidentOf(report: LogIndex): IncidentId | undefined
}

/** Reads the first `known` entries. A correction or withdrawal by anyone but the authors changes nothing. */
export function readLog(entries: readonly Entry[], known: number): Log {
  const said = entries.slice(0, known)
  const now = new Map<LogIndex, Body | undefined>(said.map(({ index, statement }) => [index, statement]))
  for (const { index, statement } of said) {
    if (statement.kind !== 'statement-corrected' && statement.kind !== 'statement-withdrawn') continue
    const target = statement.entry < index ? said[statement.entry]?.statement : undefined
    const same =
      target?.by.length === statement.by.length && target.by.every((one) => statement.by.includes(one))
    if (!same) continue
    if (statement.kind === 'statement-withdrawn') now.set(statement.entry, undefined)
    else if (statement.instead.kind === target.kind) now.set(statement.entry, statement.instead)
  }
  const kept = new Map<string, unknown>()
  const pick = <K extends StatementKind>(
    kinds: readonly K[],
    how: string,
    body: (entry: Entry) => Body | undefined,
  ): readonly Told<K>[] => {
    const key = `${how} ${kinds.join(' ')}`
    const before = kept.get(key)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the key names the kinds that were picked
    if (before !== undefined) return before as readonly Told<K>[]
    const picked = said.flatMap((entry): Told<K>[] => {
      const stands = body(entry)
      const { by, saidAt } = entry.statement
      return stands !== undefined && isOf(stands, kinds)
        ? [{ entry: entry.index, by, saidAt, body: stands }]
        : []
    })
    kept.set(key, picked)
    return picked
  }
  const log: Log = {
    of: (...kinds) => pick(kinds, 'as it stands', ({ index }) => now.get(index)),
    raw: (...kinds) => pick(kinds, 'as first said', ({ statement }) => statement),
    incidentOf: (report) => (incidents ??= linked(log)).get(report),
  }
  let incidents: ReadonlyMap<LogIndex, IncidentId> | undefined
  return log
}

/** The incident that each report was linked to last and not parted from. */
function linked(log: Log): ReadonlyMap<LogIndex, IncidentId> {
  const now = new Map<LogIndex, IncidentId[]>()
  for (const { body } of log.raw('reports-linked', 'reports-parted')) {
    for (const report of body.reports) {
      const others = (now.get(report) ?? []).filter((incident) => incident !== body.incident)
      now.set(report, body.kind === 'reports-linked' ? [...others, body.incident] : others)
    }
  }
  return new Map(
    [...now].flatMap(([report, incidents]) => {
      const last = incidents.at(-1)
      return last === undefined ? [] : [[report, last] as const]
    }),
  )
}

function isOf<K extends StatementKind>(body: Body, kinds: readonly K[]): body is Extract<Body, { kind: K }> {
  return kinds.some((kind) => kind === body.kind)
}
