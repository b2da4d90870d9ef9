import type { Agreement } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex } from '../statement/fields.ts'
import type { StatementKind } from '../statement/kinds.ts'
import { withAllElsewhere } from './elsewhere.ts'
import { actKey, topicKey, type Engine } from './engine-state.ts'
import type { InstanceAsked } from './history.ts'
import { covers } from './powers.ts'
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
  const versions = engine.texts.get(asked.agreement) ?? []
  const clauses = versions.flatMap(({ text }) => text.clauses.get(asked.clause) ?? [])
  const isWaiting = clauses.some(
    ({ when, unless, repeats }) => when !== undefined || unless !== undefined || repeats?.is === 'for-each',
  )
  // What a clause waits for may hang on any other clause, and so may the ground of a power over it.
  if (isWaiting || versions.some(({ text }) => isReached(text, asked.clause)))
    return mayHaveChangedAny(engine, asked)
  const isNoticed = clauses.some(({ notice }) => notice !== undefined)
  const acts = versions.flatMap(() => engine.acts.get(actKey(asked))?.entries ?? [])
  const own = versions.flatMap(({ topics }) => topics.get(topicKey(asked.clause, asked.party)) ?? [])
  return changing(engine, asked.known, [...FORMAL, ...(isNoticed ? NOTICED : [])], own, acts)
}

/** Whether a power over a clause takes effect by more than what its holders say: its ground, or when it was told. */
function isReached({ powers }: Agreement, clause: ClauseId): boolean {
  return [...powers.values()].some(
    ({ over, when, form }) => (when !== undefined || form?.told !== undefined) && covers(over, clause),
  )
}

/** The entries after which anything under an agreement may stand otherwise. */
export function mayHaveChangedAny(
  engine: Engine,
  { agreement, known }: Pick<InstanceAsked, 'agreement'> & { readonly known: number },
): MayChange {
  const topics = withAllElsewhere(engine, agreement)
    .flatMap((one) => engine.texts.get(one) ?? [])
    .flatMap((version) => [...version.topics.values()])
  return changing(engine, known, [...FORMAL, ...JUDGED, ...NOTICED], topics, [])
}

function changing(
  engine: Engine,
  known: number,
  kinds: readonly StatementKind[],
  topics: readonly Topic[],
  acts: readonly number[],
): MayChange {
  const entries = new Set(acts)
  for (const kind of kinds) for (const index of engine.record.ofKind.get(kind) ?? []) entries.add(index)
  for (const index of readingsAfter(engine, 'statement-withdrawn')) entries.add(index)
  for (const { cases } of topics) {
    for (const { about, touched } of cases.values()) {
      for (const index of touched) entries.add(index)
      if (about.is === 'report') entries.add(about.report)
    }
  }
  return { entries: [...entries].filter(isKnown(known)).toSorted((a, b) => a - b), topics }
}

/** For each entry of a kind the next reading of the log's clock: only then does a use of a power that it takes back end. */
function readingsAfter({ record }: Engine, kind: StatementKind): readonly LogIndex[] {
  const readings = record.ofKind.get('clock-read') ?? []
  let next = 0
  return (record.ofKind.get(kind) ?? []).flatMap((index) => {
    while ((readings[next] ?? Infinity) < index) next += 1
    return readings[next] ?? []
  })
}

function isKnown(known: number): (index: number) => index is LogIndex {
  return (index): index is LogIndex => index < known
}

/** Whether any report was made after entry `from` and before entry `until`. */
export function reportedBetween(topics: readonly Topic[], from: number, until: number): boolean {
  return topics.some(({ reports }) => reportsBefore(reports, until) > reportsBefore(reports, from + 1))
}
