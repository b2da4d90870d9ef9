import type { Agreement, SourcePlace } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Graph } from './graph.ts'
import { byText, listed } from './remark.ts'

/** How many lost clauses a remark names; the rest are counted. */
const NAMED = 8

/** The goals that an omission loses: counted, and the first of them named. */
export type Loss = { count: number; readonly named: ClauseId[] }

export const noLoss = (): Loss => ({ count: 0, named: [] })

export function loses(loss: Loss, id: ClauseId): void {
  loss.count += 1
  if (loss.named.length < NAMED) loss.named.push(id)
}

/** A loss as a remark tells it. */
export const told = ({ count, named }: Loss) => ({
  count,
  clauses: listed(named),
  more: count - named.length,
})

/** What somebody may want to reach: that a clause begins, is done and can be shown, that a power can be used. */
export type Goal = {
  readonly id: ClauseId
  readonly nodes: readonly number[]
  /** Who can stop it by leaving out one thing, and who by leaving out all that it lawfully may. */
  readonly stoppedByOne: Set<string>
  readonly stoppedAlone: Set<string>
}

export function goalsOf(agreement: Agreement, graph: Graph): readonly Goal[] {
  const ids = [...agreement.clauses.keys(), ...agreement.powers.keys()].toSorted(byText)
  return ids.flatMap((id) => {
    const duty = agreement.clauses.get(id)?.duty
    if (duty === 'intend') return []
    const nodes = [
      graph.begins.get(id),
      duty === 'achieve' ? graph.acts.get(id) : undefined,
      duty === undefined || duty === 'permit' ? undefined : graph.shown.get(id),
      graph.exercised.get(id),
    ].filter((node) => node !== undefined)
    return [{ id, nodes, stoppedByOne: new Set(), stoppedAlone: new Set() }]
  })
}

const TOP: SourcePlace = { line: 1, column: 1 }

/** Where a clause, power, term or party stands in the source; the top of the document for anybody else. */
export function placeAt(agreement: Agreement, id: string): SourcePlace {
  const { clauses, powers, terms, parties } = agreement
  const blocks: readonly ReadonlyMap<string, { readonly at: SourcePlace }>[] = [
    clauses,
    powers,
    terms,
    parties,
  ]
  return blocks.map((map) => map.get(id)).find((block) => block !== undefined)?.at ?? TOP
}

/** Where the first of them stands. */
export function firstPlace(agreement: Agreement, ids: readonly string[]): SourcePlace {
  const places = ids.map((id) => placeAt(agreement, id))
  return places.toSorted((a, b) => a.line - b.line || a.column - b.column)[0] ?? TOP
}
