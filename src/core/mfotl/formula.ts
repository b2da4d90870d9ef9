/**
 * Formulas of metric first-order temporal logic, as far as jig needs them, and their text in MonPoly's syntax
 * (Basin, Klaedtke, Müller, Zălinescu, “Monitoring Metric First-Order Temporal Properties”, J. ACM 62(2), 2015). Bounds of intervals are
 * whole milliseconds, the unit of the traces that jig writes.
 */
export type Formula =
  /** An event by its name; `counted` carries a number by which events of one name are told apart. */
  | { readonly is: 'event'; readonly name: string; readonly counted: boolean }
  | { readonly is: 'not'; readonly of: Formula }
  | { readonly is: 'and' | 'or'; readonly of: readonly Formula[] }
  | { readonly is: 'once' | 'eventually'; readonly within: Interval; readonly of: Formula }
  /** `of` holds here or held once, and `holds` at every time point after it, this one included. */
  | { readonly is: 'since'; readonly holds: Formula; readonly of: Formula }
  /**
   * At some instant before this one. There is no PREVIOUS: the first public MonPoly turns `NOT PREVIOUS …` into
   * `PREVIOUS NOT …`, which is false at the first time point.
   */
  | { readonly is: 'earlier'; readonly of: Formula }
  /** Some number satisfies `of`. */
  | { readonly is: 'some'; readonly of: Formula }
  /** More than `over` different numbers of counted events satisfy `of`. */
  | { readonly is: 'more-than'; readonly over: number; readonly of: Formula }

/** From `from` to `to` milliseconds away; the end is closed unless `open`, and `undefined` is for ever. */
export type Interval = { readonly from: number; readonly to: number | undefined; readonly open?: boolean }

export const EVER: Interval = { from: 0, to: undefined }

export const event = (name: string): Formula => ({ is: 'event', name, counted: false })
export const counted = (name: string): Formula => ({ is: 'event', name, counted: true })
export const not = (of: Formula): Formula => ({ is: 'not', of })
export const once = (of: Formula, within: Interval = EVER): Formula => ({ is: 'once', within, of })
export const eventually = (of: Formula, within: Interval): Formula => ({ is: 'eventually', within, of })

/** All of them: positive ones first, because a monitor needs something to subtract from. */
export function and(...of: readonly Formula[]): Formula {
  const parts = of.flatMap((one) => (one.is === 'and' ? one.of : [one]))
  const [first] = parts
  if (parts.length === 1 && first !== undefined) return first
  const sorted = [...parts.filter(({ is }) => is !== 'not'), ...parts.filter(({ is }) => is === 'not')]
  return { is: 'and', of: sorted }
}

export function or(...of: readonly Formula[]): Formula {
  const [first] = of
  return of.length === 1 && first !== undefined ? first : { is: 'or', of }
}

/** The formula in MonPoly's syntax, on one line. */
export function formulaText(formula: Formula): string {
  switch (formula.is) {
    case 'event':
      return `${formula.name}(${formula.counted ? 'i' : ''})`
    case 'not':
      return `NOT ${inner(formula.of)}`
    case 'and':
    case 'or':
      return formula.of.map(inner).join(formula.is === 'and' ? ' AND ' : ' OR ')
    case 'once':
    case 'eventually':
      return `${formula.is === 'once' ? 'ONCE' : 'EVENTUALLY'}${intervalText(formula.within)} ${inner(formula.of)}`
    case 'since':
      return `${inner(formula.holds)} SINCE[0,*] ${inner(formula.of)}`
    case 'earlier':
      return `ONCE(0,*] ${inner(formula.of)}`
    case 'some':
      return `EXISTS i. ${inner(formula.of)}`
    case 'more-than':
      return `EXISTS c. ((c <- CNT i; ${inner(formula.of)}) AND c > ${formula.over})`
  }
}

function inner(formula: Formula): string {
  return formula.is === 'event' ? formulaText(formula) : `(${formulaText(formula)})`
}

function intervalText({ from, to, open }: Interval): string {
  if (to === undefined) return `[${from},*]`
  return `[${from},${to}${open === true ? ')' : ']'}`
}

/** Every event that a formula speaks of, by name. */
export function eventsIn(formula: Formula): ReadonlyMap<string, { readonly counted: boolean }> {
  const found = new Map<string, { counted: boolean }>()
  const walk = (one: Formula): void => {
    switch (one.is) {
      case 'event':
        found.set(one.name, { counted: one.counted })
        break
      case 'and':
      case 'or':
        one.of.forEach(walk)
        break
      case 'since':
        walk(one.holds)
        walk(one.of)
        break
      default:
        walk(one.of)
    }
  }
  walk(formula)
  return found
}

/** Events of which one more can make a formula false: what stands under a `not`. Those may not be left out of a trace. */
export function negatedIn(formula: Formula): ReadonlySet<string> {
  const found = new Set<string>()
  const walk = (one: Formula, negated: boolean): void => {
    switch (one.is) {
      case 'event':
        if (negated) found.add(one.name)
        break
      case 'and':
      case 'or':
        for (const each of one.of) walk(each, negated)
        break
      case 'since':
        walk(one.holds, negated)
        walk(one.of, negated)
        break
      default:
        walk(one.of, one.is === 'not' ? !negated : negated)
    }
  }
  walk(formula, false)
  return found
}

/** The signature file: what each event carries. `tick` stands for a moment at which nothing happens but time passing. */
export function signatureText(...formulas: readonly Formula[]): string {
  const all = new Map(formulas.flatMap((one) => [...eventsIn(one)]))
  const lines = [...all].map(([name, { counted: number }]) => `${name}(${number ? 'i:int' : ''})`)
  return [...lines.toSorted(), 'tick()', ''].join('\n')
}

/** Every bound of an interval in a formula, in milliseconds: how long after an event time alone may change its truth. */
export function boundsIn(formula: Formula): readonly number[] {
  const found = new Set<number>()
  const walk = (one: Formula): void => {
    switch (one.is) {
      case 'event':
        break
      case 'and':
      case 'or':
        one.of.forEach(walk)
        break
      case 'once':
      case 'eventually':
        for (const bound of [one.within.from, one.within.to])
          if (bound !== undefined && bound > 0) found.add(bound)
        walk(one.of)
        break
      case 'since':
        walk(one.holds)
        walk(one.of)
        break
      default:
        walk(one.of)
    }
  }
  walk(formula)
  return [...found].toSorted((a, b) => a - b)
}
