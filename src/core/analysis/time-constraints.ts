import type { Agreement, Anchor, Clause, Condition } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import { pointOf, startOf } from './anchors.ts'
import { isDoneAtItsEnd } from './consequence.ts'

/** `to` comes at least `gap` milliseconds after `from`; a negative gap says that `from` comes no later than that after `to`. */
export type Constraint = {
  readonly from: number
  readonly to: number
  readonly gap: number
  readonly owner: ClauseId | undefined
  /** What a drafter would change: only deadlines and ends can be moved. */
  readonly is: 'order' | 'deadline' | 'end'
}

/** A simple temporal network: variables 0 to `size - 1`, of which 0 stands at 1970-01-01T00:00:00Z. */
export type Network = {
  readonly size: number
  readonly constraints: readonly Constraint[]
  /** The variables by name: `begins SEP.1`, `done SEP.1`, `ground SEP.2`, `exercised SEP.2`, `moment DayD`. */
  readonly variables: ReadonlyMap<string, number>
}

/**
 * What the text surely demands of time. Conditions joined by `or` demand nothing for certain and are left out, so no
 * conflict is reported that a lucky turn could avoid.
 */
export function networkOf(agreement: Agreement): Network {
  const constraints: Constraint[] = []
  const variables = new Map<string, number>([['', 0]])
  const variable = (name: string): number => {
    const before = variables.get(name)
    if (before !== undefined) return before
    variables.set(name, variables.size)
    return variables.size - 1
  }
  const add = (
    from: number,
    to: number,
    gap: number,
    owner: ClauseId | undefined,
    is: Constraint['is'],
  ): void => void constraints.push({ from, to, gap, owner, is })

  const point = (anchor: Anchor): readonly [number, number] => {
    const [base, offset] = pointOf(agreement, anchor)
    return [base === '' ? 0 : variable(`moment ${base}`), offset]
  }
  const begins = (id: ClauseId): number => variable(`begins ${id}`)
  const after = (to: number, anchor: Anchor, extra: number, owner: ClauseId): void => {
    const [from, offset] = point(anchor)
    add(from, to, offset + extra, owner, 'order')
  }
  const since = (to: number, anchor: Anchor | undefined, lasts: number, owner: ClauseId): void => {
    if (anchor !== undefined) after(to, anchor, lasts, owner)
  }
  const before = (
    from: number,
    anchor: Anchor,
    slack: number,
    owner: ClauseId,
    is: 'deadline' | 'end',
  ): void => {
    const [to, offset] = point(anchor)
    add(from, to, slack - offset, owner, is)
  }

  const legs = new Map<ClauseId, Set<ClauseId>>()
  for (const exchange of agreement.exchanges.values())
    for (const leg of exchange.mode.is === 'in-turn' ? [] : exchange.legs) {
      const known = legs.get(leg)
      if (known === undefined) legs.set(leg, new Set(exchange.legs))
      else for (const other of exchange.legs) known.add(other)
    }

  const lower = (to: number, condition: Condition | undefined, owner: ClauseId): void => {
    if (condition === undefined) return
    switch (condition.is) {
      case 'all':
        for (const one of condition.of) lower(to, one, owner)
        return
      case 'reached':
        return after(to, condition.anchor, 0, owner)
      case 'holds':
        return since(to, condition.since ?? agreement.startsOn, condition.for ?? 0, owner)
      case 'exercised':
        return add(variable(`exercised ${condition.power}`), to, 0, owner, 'order')
      case 'done': {
        const clause = agreement.clauses.get(condition.clause)
        if (clause === undefined || legs.get(owner)?.has(condition.clause) === true) return
        const lasts = isDoneAtItsEnd(clause)
        if (lasts && clause.window.until !== undefined) after(to, clause.window.until, 0, owner)
        else if (!lasts) add(variable(`done ${clause.id}`), to, 0, owner, 'order')
        return
      }
      case 'breached':
        return add(begins(condition.clause), to, 0, owner, 'order')
      case 'any':
      case 'acceded':
      case 'counted':
      case 'measured':
      case 'overturned':
        return
    }
  }

  const windows = (clause: Clause): void => {
    const { id, window } = clause
    if (window.until !== undefined) before(begins(id), window.until, 1, id, 'end')
    if (isDoneAtItsEnd(clause)) return
    const done = variable(`done ${id}`)
    add(begins(id), done, 0, id, 'order')
    if (window.within !== undefined) add(done, begins(id), 0 - window.within, id, 'deadline')
    if (window.by !== undefined) before(done, window.by, 0, id, 'deadline')
  }

  for (const clause of agreement.clauses.values()) {
    after(begins(clause.id), startOf(agreement, clause), 0, clause.id)
    const { delay } = clause.window
    const condition = delay === undefined ? begins(clause.id) : variable(`condition ${clause.id}`)
    lower(condition, clause.when, clause.id)
    if (delay !== undefined) add(condition, begins(clause.id), delay, clause.id, 'order')
    windows(clause)
  }
  for (const { id, when, limits, form } of agreement.powers.values()) {
    const exercised = variable(`exercised ${id}`)
    // It may be told before its ground is met, but not before the text is agreed.
    if (form?.told !== undefined) add(0, exercised, agreement.agreed + form.told, id, 'order')
    const ground = variable(`ground ${id}`)
    lower(ground, when, id)
    add(ground, exercised, 0, id, 'order')
    if (limits?.by !== undefined) before(exercised, limits.by, 0, id, 'deadline')
  }
  for (const { id, legs: steps, after: first, mode } of agreement.exchanges.values()) {
    for (const leg of steps) lower(begins(leg), first, id)
    if (mode.is !== 'simultaneous') continue
    for (const leg of steps)
      for (const other of steps)
        if (leg !== other)
          add(variable(`done ${leg}`), variable(`done ${other}`), 0 - mode.within, id, 'order')
  }
  return { size: variables.size, constraints, variables }
}
