import type { Agreement } from '../agreement/agreement.ts'
import { idsIn, ownIn } from '../agreement/ids-in.ts'

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
    if (clause.when !== undefined) found.push(...idsIn(clause.when))
    if (clause.repeats?.is === 'for-each') found.push(...ownIn(clause.repeats.breaches))
    for (const anchor of [clause.window.by, clause.window.until]) {
      if (anchor?.is === 'moment') found.push(anchor.moment)
    }
  }
  for (const exchange of exchanges.values()) {
    if (exchange.id !== id) continue
    found.push(...exchange.legs, ...(exchange.after === undefined ? [] : idsIn(exchange.after)))
  }
  for (const power of powers.values()) {
    if (power.id === id && power.when !== undefined) found.push(...idsIn(power.when))
  }
  return found
}
