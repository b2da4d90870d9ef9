import type { LogIndex } from '../statement/fields.ts'
import type { StatementKind } from '../statement/kinds.ts'
import { withAllElsewhere } from './elsewhere.ts'
import { actKey, topicKey, type Engine } from './engine-state.ts'
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

/** The entries after which a clause instance may stand otherwise: each by itself, and reports with entries in between. */
export type MayChange = {
  /** Apart from plain reports; in log order, below `known`. */
  readonly entries: readonly LogIndex[]
  /** Where the reports are gathered that bear on it. */
  readonly topics: readonly Topic[]
}

export function mayHaveChanged(engine: Engine, asked: InstanceAsked & { readonly known: number }): MayChange {
  const entries = new Set<number>()
  const topics: Topic[] = []
  const add = (kinds: readonly StatementKind[]): void => {
    for (const kind of kinds) for (const index of engine.record.ofKind.get(kind) ?? []) entries.add(index)
  }
  add(FORMAL)
  let waitsForOthers = false
  for (const version of engine.texts.get(asked.agreement) ?? []) {
    const clause = version.text.clauses.get(asked.clause)
    const arises = clause?.repeats?.is === 'for-each'
    const waits = clause?.when !== undefined || clause?.unless !== undefined || arises
    // What a clause waits for may hang on any other clause.
    if (waits) add(JUDGED)
    if (waits || clause?.notice !== undefined) add(NOTICED)
    for (const index of engine.acts.get(actKey(asked))?.entries ?? []) entries.add(index)
    const own = version.topics.get(topicKey(asked.clause, asked.party))
    if (!waits && own !== undefined) topics.push(own)
    if (waits) waitsForOthers = true
  }
  for (const agreement of waitsForOthers ? withAllElsewhere(engine, asked.agreement) : []) {
    for (const version of engine.texts.get(agreement) ?? []) topics.push(...version.topics.values())
  }
  for (const { cases } of topics) {
    for (const { about, touched } of cases.values()) {
      for (const index of touched) entries.add(index)
      if (about.is === 'report') entries.add(about.report)
    }
  }
  return { entries: [...entries].filter(isKnown(asked.known)).toSorted((a, b) => a - b), topics }
}

function isKnown(known: number): (index: number) => index is LogIndex {
  return (index): index is LogIndex => index < known
}

/** Whether any report was made after entry `from` and before entry `until`. */
export function reportedBetween(topics: readonly Topic[], from: number, until: number): boolean {
  return topics.some(({ reports }) => reportsBefore(reports, until) > reportsBefore(reports, from + 1))
}
