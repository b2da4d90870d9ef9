/**
 * A small reader and a direct evaluator of the fragment of MFOTL that jig writes: a second opinion on formulas and traces
 * that shares no code with the engine or the translation. It reads the texts, as a monitor would.
 */
export type Read =
  | { readonly is: 'event'; readonly name: string; readonly variable: string | undefined }
  | { readonly is: 'not' | 'exists'; readonly of: Read; readonly variable?: string }
  | { readonly is: 'and' | 'or' | 'since'; readonly left: Read; readonly right: Read }
  | {
      readonly is: 'once' | 'eventually'
      readonly from: number
      readonly to: number
      readonly of: Read
    }
  | { readonly is: 'count'; readonly of: Read }
  | { readonly is: 'more'; readonly than: number }

const TOKEN = /\s*(<-|[A-Za-z_][A-Za-z0-9_]*|\d+|[()[\],.;*>])/y

export function readFormula(text: string): Read {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)?.[1]
    if (token === undefined) throw new Error(`no token at “${text.slice(at)}”`)
    tokens.push(token)
  }
  let next = 0
  const peek = (): string => tokens[next] ?? ''
  const take = (expected?: string): string => {
    const token = tokens[next] ?? 'the end'
    if (expected !== undefined && token !== expected) throw new Error(`${token} instead of ${expected}`)
    next += 1
    return token
  }
  /** Times are whole milliseconds, so that an open bound is the closed one next to it. */
  const interval = (): { from: number; to: number } => {
    const opening = take()
    if (opening !== '[' && opening !== '(') throw new Error(`${opening} begins no interval`)
    const from = Number(take()) + (opening === '(' ? 1 : 0)
    take(',')
    const bound = take()
    const open = take() === ')'
    const to = bound === '*' ? Infinity : Number(bound)
    if (Number.isNaN(from) || Number.isNaN(to) || (open ? to - 1 : to) < from)
      throw new Error('an empty interval')
    return { from, to: open ? to - 1 : to }
  }
  const unary = (): Read => {
    const token = take()
    switch (token) {
      case '(': {
        const inside = anyOf()
        take(')')
        return inside
      }
      case 'NOT':
        return { is: 'not', of: unary() }
      case 'ONCE':
      case 'EVENTUALLY':
        return { is: token === 'ONCE' ? 'once' : 'eventually', ...interval(), of: unary() }
      case 'EXISTS': {
        const variable = take()
        take('.')
        return { is: 'exists', variable, of: unary() }
      }
      case 'c': {
        if (peek() === '>') {
          take('>')
          return { is: 'more', than: Number(take()) }
        }
        for (const word of ['<-', 'CNT', 'i', ';']) take(word)
        return { is: 'count', of: unary() }
      }
      default: {
        take('(')
        const variable = peek() === ')' ? undefined : take()
        take(')')
        return { is: 'event', name: token, variable }
      }
    }
  }
  const sinceOf = (): Read => {
    const left = unary()
    if (peek() !== 'SINCE') return left
    take('SINCE')
    const { from, to } = interval()
    if (from !== 0 || to !== Infinity) throw new Error('SINCE is written without bounds only')
    return { is: 'since', left, right: unary() }
  }
  const allOf = (): Read => {
    let left = sinceOf()
    while (peek() === 'AND') {
      take('AND')
      left = { is: 'and', left, right: sinceOf() }
    }
    return left
  }
  const anyOf = (): Read => {
    let left = allOf()
    while (peek() === 'OR') {
      take('OR')
      left = { is: 'or', left, right: allOf() }
    }
    return left
  }
  const read = anyOf()
  if (next !== tokens.length) throw new Error(`${peek()} is left over`)
  return read
}

export type Point = { readonly at: number; readonly events: ReadonlyMap<string, readonly number[]> }

export function readTrace(text: string): readonly Point[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const at = /^@(\d+) /.exec(line)?.[1]
      if (at === undefined) throw new Error(`no time in ${line}`)
      const events = new Map<string, readonly number[]>()
      for (const [, name = '', values = ''] of line.matchAll(/ ([A-Za-z]\w*) ((?:\(\d*\))+)/g)) {
        events.set(
          name,
          [...values.matchAll(/\((\d*)\)/g)].map(([, value]) => Number(value)),
        )
      }
      return { at: Number(at), events }
    })
}

/** The instants at which a closed formula is true. */
export function pointsOf(formula: Read, trace: readonly Point[]): readonly number[] {
  const numbers = [...new Set(trace.flatMap(({ events }) => [...events.values()].flat()))]
  type Bound = { readonly i?: number; readonly c?: number }
  const holds = (one: Read, at: number, bound: Bound): boolean => {
    const point = trace[at]
    if (point === undefined) return false
    switch (one.is) {
      case 'event': {
        const values = point.events.get(one.name)
        return values !== undefined && (one.variable === undefined || values.includes(bound.i ?? -1))
      }
      case 'not':
        return !holds(one.of, at, bound)
      case 'and':
        return holds(one.left, at, bound) && holds(one.right, at, bound)
      case 'or':
        return holds(one.left, at, bound) || holds(one.right, at, bound)
      case 'since':
        for (let j = at; j >= 0; j -= 1) {
          if (holds(one.right, j, bound)) return true
          if (!holds(one.left, j, bound)) return false
        }
        return false
      case 'exists':
        return one.variable === 'i'
          ? numbers.some((i) => holds(one.of, at, { ...bound, i }))
          : Array.from({ length: numbers.length + 1 }, (_, c) => c).some((c) =>
              holds(one.of, at, { ...bound, c }),
            )
      case 'count':
        return bound.c === numbers.filter((i) => holds(one.of, at, { ...bound, i })).length
      case 'more':
        return (bound.c ?? 0) > one.than
      case 'once':
      case 'eventually':
        return trace.some((other, j) => {
          const apart = one.is === 'once' ? point.at - other.at : other.at - point.at
          const onward = one.is === 'once' ? j <= at : j >= at
          return onward && apart >= one.from && apart <= one.to && holds(one.of, j, bound)
        })
    }
  }
  return trace.flatMap(({ at }, index) => (holds(formula, index, {}) ? [at] : []))
}
