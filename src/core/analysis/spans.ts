import type { Agreement, Anchor, Clause } from '../agreement/agreement.ts'
import { lowerAnchors, pointOf, startOf } from './anchors.ts'
import { exchangesByLeg } from './exchanges.ts'
import { leadsIn } from './leads.ts'
import { networkOf, type Constraint } from './time-constraints.ts'

/** A variable of the network, and milliseconds after it. */
export type Point = readonly [node: number, after: number]

/** From when a duty binds to its end or its deadline, of which there may be none. */
export type Span = { readonly begins: Point; readonly ends: Point | undefined }

/** That the first comes no later than the second; or, with a `gap`, so many milliseconds before it. */
export type Order = readonly [first: Point, second: Point, gap?: 0 | 1]

/** The time of duties beside each other, as far as the deadlines of a text settle it (a simple temporal network). */
export type Spans = {
  readonly of: (clause: Clause) => Span
  /** Whether the text leaves room for all of these. Where its own deadlines conflict, anything may be. */
  readonly mayBe: (one: Order, other?: Order) => boolean
}

export function spansIn(agreement: Agreement): Spans {
  const network = networkOf(agreement)
  const { variables } = network
  const node = (name: string): number => variables.get(name) ?? 0
  const point = (anchor: Anchor): Point => {
    const [base, after] = pointOf(agreement, anchor)
    return [base === '' ? 0 : node(`moment ${base}`), after]
  }
  const notAfter = ([first, early]: Point, [second, late]: Point, gap = 0): Constraint => ({
    from: first,
    to: second,
    gap: early - late + gap,
    owner: undefined,
    is: 'order',
  })
  const legs = exchangesByLeg(agreement)
  /** What a duty begins with and no later: the one act that it waits for, or dates that are counted from one moment. */
  const startsWith = (clause: Clause): Point | undefined => {
    const { id, when, window, repeats } = clause
    if (legs.has(id) || repeats?.is === 'for-each') return undefined
    const delay = window.delay ?? 0
    const start = point(startOf(agreement, clause))
    const awaited = when?.is === 'done' ? agreement.clauses.get(when.clause) : undefined
    const done = variables.get(`done ${awaited?.id ?? ''}`)
    if (awaited !== undefined && done !== undefined) {
      // Not if it may be done before this duty can begin, like the acceptance of a text before the text starts.
      const [base, after] = point(startOf(agreement, awaited))
      return base === start[0] && after >= start[1] ? [done, delay] : undefined
    }
    const { anchors, every } = lowerAnchors(agreement, when)
    const dates = anchors.map(point)
    if (!every || dates.some(([base]) => base !== start[0])) return undefined
    return [start[0], Math.max(start[1], ...dates.map(([, after]) => after + delay))]
  }
  const prompt = [...agreement.clauses.values()].flatMap((clause) => {
    const begins = startsWith(clause)
    return begins === undefined ? [] : [notAfter([node(`begins ${clause.id}`), 0], begins)]
  })
  const leads = leadsIn({ ...network, constraints: [...network.constraints, ...prompt] })
  // Most ends are dates, so rows and columns of the few moments answer almost every question.
  const moments = new Set(
    [...variables].flatMap(([name, at]) => (at === 0 || name.startsWith('moment ') ? at : [])),
  )
  const lead = (first: number, second: number): number =>
    (moments.has(second) && !moments.has(first)
      ? leads?.before(second)[first]
      : leads?.after(first)[second]) ?? -Infinity
  return {
    of: ({ id, duty, window, repeats }) => {
      const begins: Point = [node(`begins ${id}`), 0]
      if (duty !== 'achieve' || repeats !== undefined)
        return { begins, ends: window.until === undefined ? undefined : point(window.until) }
      if (window.by !== undefined) return { begins, ends: point(window.by) }
      return { begins, ends: window.within === undefined ? undefined : [begins[0], window.within] }
    },
    // One demand more can be kept if no way back gains time, and two if none through both does.
    mayBe: (one, other) => {
      const first = notAfter(...one)
      if (lead(first.to, first.from) + first.gap > 0) return false
      if (other === undefined) return true
      const second = notAfter(...other)
      if (lead(second.to, second.from) + second.gap > 0) return false
      return lead(first.to, second.from) + second.gap + lead(second.to, first.from) + first.gap <= 0
    },
  }
}
