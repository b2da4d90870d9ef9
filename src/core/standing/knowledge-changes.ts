import type { LogIndex } from '../statement/fields.ts'
import type { StatementKind } from '../statement/kinds.ts'
import type { Instant } from '../time/instant.ts'
import type { Engine } from './engine-state.ts'
import type { InstanceAsked } from './history.ts'

/** Kinds that never change a standing: what is left may. Reports are thinned out apart, because there are so many. */
const INERT: ReadonlySet<StatementKind> = new Set<StatementKind>([
  'incident-reported',
  'key-registered',
  'key-revoked',
  'clock-read',
  'notice-given',
  'notice-acknowledged',
  'access-restricted',
  'counting-rule-stated',
  'tally-published',
  'document-cited',
  'picture-digested',
])

/**
 * The entries after which a standing at `at` may differ from before, in log order, fewer than `known`. Of plain reports
 * against a bearer only the first by each group of authors can change a status: the second says no more than the first.
 */
export function mayHaveChanged(
  engine: Engine,
  { agreement, at, known }: InstanceAsked & { readonly at: Instant; readonly known: number },
): readonly LogIndex[] {
  const entries = new Set<LogIndex>()
  for (const [kind, indexes] of engine.record.ofKind) {
    if (INERT.has(kind)) continue
    for (const index of indexes) if (index < known) entries.add(index)
  }
  for (const report of engine.notPlainReports) if (report < known) entries.add(report)
  for (const { topics } of engine.texts.get(agreement) ?? []) {
    for (const { columns } of topics.values()) {
      const first = new Map<string, number>()
      for (let i = 0; i < columns.count; i += 1) {
        const entry = columns.entry[i] ?? 0
        if (entry >= known || engine.notPlain[entry] === 1) continue
        // A vague time may straddle an edge of the duty where an exact one does not.
        const vague = columns.earliest[i] !== columns.latest[i]
        const key = `${columns.author[i]}|${columns.unsure[i]}|${vague}|${(columns.latest[i] ?? 0) <= at}`
        const before = first.get(key)
        if (before === undefined || entry < before) first.set(key, entry)
      }
      for (const entry of first.values()) entries.add(entry as LogIndex)
    }
  }
  return [...entries].toSorted((a, b) => a - b)
}
