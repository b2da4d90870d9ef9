import type { Agreement, Condition } from '../agreement/agreement.ts'

/** Everything of the text on which these clauses, powers, exchanges and terms wait, themselves among it. */
export function coneOf(text: Agreement, from: readonly string[]): ReadonlySet<string> {
  const cone = new Set<string>()
  const open = [...from]
  if (text.startsOn?.is === 'moment') open.push(text.startsOn.moment)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (cone.has(id)) continue
    cone.add(id)
    open.push(...antecedentsOf(text, id))
  }
  return cone
}

function antecedentsOf({ clauses, exchanges, powers }: Agreement, id: string): readonly string[] {
  const found: string[] = []
  for (const clause of clauses.values()) {
    if (clause.id !== id) continue
    if (clause.when !== undefined) found.push(...namesIn(clause.when))
    for (const anchor of [clause.window.by, clause.window.until]) {
      if (anchor?.is === 'moment') found.push(anchor.moment)
    }
  }
  for (const exchange of exchanges.values()) {
    if (exchange.id !== id) continue
    found.push(...exchange.legs, ...(exchange.after === undefined ? [] : namesIn(exchange.after)))
  }
  for (const power of powers.values()) {
    if (power.id === id && power.when !== undefined) found.push(...namesIn(power.when))
  }
  return found
}

function namesIn(condition: Condition): readonly string[] {
  switch (condition.is) {
    case 'all':
    case 'any':
      return condition.of.flatMap(namesIn)
    case 'reached':
      return condition.anchor.is === 'moment' ? [condition.anchor.moment] : []
    case 'done':
    case 'breached':
      return [condition.clause]
    case 'holds':
      return [condition.state]
    case 'exercised':
    case 'overturned':
      return [condition.power]
    case 'acceded':
      return [condition.party]
    case 'counted':
    case 'measured':
      return condition.clauses
  }
}
