import { saidAsOf } from '../evidence/said.ts'
import type { ActorId, AgreementId, ClauseId, LogIndex } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import type { Instant } from '../time/instant.ts'
import type { Engine } from './engine-state.ts'

/** Through when a source closed last, and the entry in which it said so. */
export type Close = { readonly through: Instant; readonly entry: LogIndex }

/**
 * What one source closed for one clause or for all, of one agreement or of all: every such statement, and what they come
 * to from which entry on, so that a question looks only for the step it stands on.
 */
export type Closing = {
  readonly said: LogIndex[]
  readonly steps: { readonly since: LogIndex; readonly close: Close | undefined }[]
}

type Body = Pick<StatementOf<'source-closed'>, 'agreement' | 'clause' | 'source' | 'through'>

/** What sources closed, by source, agreement and clause; `undefined` stands for all agreements, and for all clauses. */
export type Closings = Map<ActorId, Map<AgreementId | undefined, Map<ClauseId | undefined, Closing>>>

/** Folds a closing in. A source closes for itself; that another says so of it is worth nothing. */
export function addClose(engine: Engine, index: LogIndex, statement: StatementOf<'source-closed'>): void {
  if (!statement.by.includes(statement.source)) return
  const { said, steps } = closingFor(engine, statement)
  said.push(index)
  const before = steps.at(-1)?.close
  if (before !== undefined && before.through >= statement.through) return
  steps.push({ since: index, close: { through: statement.through, entry: index } })
}

/** Folds in that a closing was withdrawn: what the source closed otherwise stands again. */
export function reviseClose(engine: Engine, index: LogIndex, withdrawn: LogIndex): void {
  const statement = engine.record.said.get(withdrawn)?.statement
  if (statement?.kind !== 'source-closed') return
  const { said, steps } = closingFor(engine, statement)
  let last: Close | undefined
  for (const entry of said) {
    const body = saidAsOf(engine.record, entry, 'source-closed', index + 1)
    if (body?.kind !== 'source-closed') continue
    if (last === undefined || body.through > last.through) last = { through: body.through, entry }
  }
  steps.push({ since: index, close: last })
}

function closingFor({ closings }: Engine, { source, agreement, clause }: Omit<Body, 'through'>): Closing {
  let ofSource = closings.get(source)
  if (ofSource === undefined) closings.set(source, (ofSource = new Map()))
  let ofAgreement = ofSource.get(agreement)
  if (ofAgreement === undefined) ofSource.set(agreement, (ofAgreement = new Map()))
  let closing = ofAgreement.get(clause)
  if (closing === undefined) ofAgreement.set(clause, (closing = { said: [], steps: [] }))
  return closing
}

/** Through when a source closed as known: for the clause or, where none is given or that says less, for all clauses. */
export function lastClose(
  engine: Engine,
  asked: { readonly agreement: AgreementId; readonly clause: ClauseId | undefined; readonly source: ActorId },
  known: number,
): Close | undefined {
  const { agreement, clause, source } = asked
  const ofSource = engine.closings.get(source)
  if (ofSource === undefined) return undefined
  const [everywhere, here] = [ofSource.get(undefined), ofSource.get(agreement)]
  const general = laterOf(stepAt(everywhere?.get(undefined), known), stepAt(here?.get(undefined), known))
  if (clause === undefined) return general
  const own = laterOf(stepAt(everywhere?.get(clause), known), stepAt(here?.get(clause), known))
  return own === undefined || (general !== undefined && general.through >= own.through) ? general : own
}

function stepAt(closing: Closing | undefined, known: number): Close | undefined {
  if (closing === undefined) return undefined
  const { steps } = closing
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((steps[middle]?.since ?? Infinity) < known) low = middle + 1
    else high = middle
  }
  return steps[low - 1]?.close
}

/** Of two that say the same, the one said first. */
function laterOf(a: Close | undefined, b: Close | undefined): Close | undefined {
  if (a === undefined || b === undefined) return a ?? b
  if (a.through !== b.through) return a.through > b.through ? a : b
  return a.entry < b.entry ? a : b
}
