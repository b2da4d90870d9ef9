import type { LogIndex } from '../statement/fields.ts'
import type { StatementKind } from '../statement/kinds.ts'
import type { Instant } from '../time/instant.ts'
import { entryOf } from './branded.ts'
import { actKey, topicKey, type Engine } from './engine-state.ts'
import { isSurely, type Facts } from './facts.ts'
import type { InstanceAsked } from './history.ts'
import { reportsBefore, type Topic } from './topic.ts'

/** Kinds that may move any clause: texts, actors, terms, powers, accessions, closings, and corrections of these. */
const FORMAL: readonly StatementKind[] = [
  'log-opened',
  'role-granted',
  'agreement-adopted',
  'agreement-amended',
  'party-acceded',
  'term-determined',
  'power-exercised',
  'source-closed',
  'statement-withdrawn',
  'statement-corrected',
]

/** What may show whether an act was announced in time. */
const NOTICED: readonly StatementKind[] = ['notice-given', 'notice-acknowledged', 'clock-read']

const JUDGED: readonly StatementKind[] = ['act-declared', 'act-confirmed', 'act-refuted', 'act-unresolved']

/** The entries, apart from plain reports, after which a clause instance may stand otherwise; in log order, below `known`. */
export function mayHaveChanged(
  engine: Engine,
  asked: InstanceAsked & { readonly known: number },
): readonly LogIndex[] {
  const entries = new Set<number>()
  const add = (kinds: readonly StatementKind[]): void => {
    for (const kind of kinds) for (const index of engine.record.ofKind.get(kind) ?? []) entries.add(index)
  }
  add(FORMAL)
  for (const { text, topics } of engine.texts.get(asked.agreement) ?? []) {
    const clause = text.clauses.get(asked.clause)
    const arises = clause?.repeats?.is === 'for-each'
    const waits = clause?.when !== undefined || clause?.unless !== undefined || arises
    // What a clause waits for may hang on any other clause.
    if (waits) add(JUDGED)
    if (waits || clause?.notice !== undefined) add(NOTICED)
    for (const index of engine.acts.get(actKey(asked))?.entries ?? []) entries.add(index)
    const own = topics.get(topicKey(asked.clause, asked.party))
    for (const topic of waits ? topics.values() : own === undefined ? [] : [own]) {
      for (const { about, touched } of topic.cases.values()) {
        for (const index of touched) entries.add(index)
        if (about.is === 'report') entries.add(about.report)
      }
    }
  }
  return [...entries].filter(isKnown(asked.known)).toSorted((a, b) => a - b)
}

function isKnown(known: number): (index: number) => index is LogIndex {
  return (index): index is LogIndex => index < known
}

/**
 * Of the plain reports against the bearer with entries after `from` and before `until`, those that may change its status at
 * `at`: the first of each kind (by its authors, and by how it lies to the time of the duty), for a second one of the
 * same kind says no more than the first.
 */
export function telling(
  engine: Engine,
  facts: Facts,
  { from, until, at }: { readonly from: number; readonly until: number; readonly at: Instant },
): readonly LogIndex[] {
  const first = new Map<string, LogIndex>()
  // What happened before an amendment is told under the text that it replaced.
  for (let under: Facts | undefined = facts; under !== undefined; under = under.before?.facts) {
    const since = under.before?.from ?? 0
    for (const row of rowsBetween(under.topic, from, until)) {
      if (engine.notPlain[row.entry] === 1 || row.earliest > at) continue
      const owed = isSurely(under, row.earliest, row.latest)
      if (owed === 'outside') continue
      const side = `${row.earliest < since}|${row.latest < since}`
      const key = `${under.clause.at.line}|${since}|${row.author}|${row.unsure}|${owed}|${row.latest <= at}|${side}`
      const before = first.get(key)
      if (before === undefined || row.entry < before) first.set(key, row.entry)
    }
  }
  return [...first.values()].toSorted((a, b) => a - b)
}

function rowsBetween(topic: Topic | undefined, from: number, until: number) {
  const rows: { entry: LogIndex; earliest: number; latest: number; author: number; unsure: number }[] = []
  if (topic === undefined) return rows
  const { reports } = topic
  for (let i = reportsBefore(reports, from + 1); i < reports.count; i += 1) {
    const entry = reports.entry[i] ?? 0
    if (entry >= until) break
    rows.push({
      entry: entryOf(entry),
      earliest: reports.earliest[i] ?? 0,
      latest: reports.latest[i] ?? 0,
      author: reports.author[i] ?? 0,
      unsure: reports.unsure[i] ?? 0,
    })
  }
  return rows
}
