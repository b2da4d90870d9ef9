import type { Clause } from '../agreement/agreement.ts'
import { push } from '../evidence/multimap.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import type { Kept } from './discharge.ts'
import { actKey, type Engine } from './engine-state.ts'

/** Statements about whether one party did what one clause asks. */
export type ActLog = {
  /** In log order; one that a correction moved here stands where the correction came. */
  readonly entries: LogIndex[]
  /** The entries after which they may come to something else, in log order. */
  readonly touched: LogIndex[]
  /** What they came to, by the clause in a text, by who was heard and by how much was known; caches, never the truth. */
  readonly kept: Map<Clause, Map<number, Map<number, Kept>>>
}

type ActStatement = StatementOf<'act-declared' | 'act-confirmed' | 'act-refuted' | 'act-unresolved'>
type Body = Pick<ActStatement, 'agreement' | 'clause' | 'party'> & { readonly declared?: number | undefined }

/** Folds in a statement about a duty's being done. */
export function addAct(engine: Engine, entry: LogIndex, statement: Body): void {
  const { entries, touched } = logFor(engine, actKey(statement))
  entries.push(entry)
  touched.push(entry)
  noteEarly(engine, entry, statement)
}

/** Folds in that such a statement was withdrawn or, with `instead`, corrected, which may move it to another duty. */
export function reviseAct(
  engine: Engine,
  index: LogIndex,
  {
    entry,
    body,
    instead,
  }: { readonly entry: LogIndex; readonly body: Body; readonly instead: Body | undefined },
): void {
  const from = actKey(body)
  const to = instead === undefined ? from : actKey(instead)
  for (const key of new Set([from, to])) logFor(engine, key).touched.push(index)
  if (to !== from) logFor(engine, to).entries.push(entry)
  if (instead !== undefined) noteEarly(engine, index, instead)
}

/** Whoever speaks of an entry that is not there yet may turn out to have spoken of a notice. */
function noteEarly({ spokenOfEarly }: Engine, index: LogIndex, body: Body): void {
  if (body.declared !== undefined && body.declared > index) push(spokenOfEarly, body.declared, actKey(body))
}

/** Folds in a notice: what was said of it before it was given is read anew. */
export function addNotice(engine: Engine, index: LogIndex): void {
  for (const key of engine.spokenOfEarly.get(index) ?? []) logFor(engine, key).touched.push(index)
}

/** What is said about whether a party did what a clause asks; nothing, as long as nobody has spoken. */
export function actLogFor(engine: Engine, of: Parameters<typeof actKey>[0]): ActLog {
  return logFor(engine, actKey(of))
}

function logFor({ acts }: Engine, key: string): ActLog {
  let log = acts.get(key)
  if (log === undefined) acts.set(key, (log = { entries: [], touched: [], kept: new Map() }))
  return log
}
