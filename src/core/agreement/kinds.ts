/**
 * What each kind of block may say: its keys, in the order in which the documents write them. A key that is not here is
 * refused, so that no promise is lost in a slip of the pen.
 */
export const KEYS = {
  agreement: ['name', 'force', 'agreed', 'starts', 'calendar'],
  party: ['name', 'side', 'answers to'],
  excluded: ['name'],
  moment: ['name', 'means', 'set by', 'fixed', 'choices'],
  state: ['name', 'means', 'test', 'decided by', 'if silent', 'heard from', 'choices'],
  area: ['name', 'means', 'extent', 'points', 'scale', 'choices'],
  line: ['name', 'means', 'points', 'agreed', 'choices'],
  class: ['name', 'means', 'members', 'choices'],
  clause: [
    'cites',
    'source',
    'who',
    'must achieve',
    'must keep',
    'must not',
    'may',
    'intends to',
    'acts',
    'against',
    'area',
    'distance',
    'at most',
    'cannot go with',
    'when',
    'after a delay of',
    'every',
    'for each',
    'unless',
    'except',
    'with notice',
    'within',
    'by',
    'until',
    'early',
    'late',
    'no deadline',
    'shown by',
    'if silent',
    'heard from',
    'choices',
    'binds',
  ],
  exchange: [
    'cites',
    'source',
    'legs',
    'simultaneous within',
    'in turn',
    'held by',
    'after',
    'if nobody moves',
    'choices',
    'binds',
  ],
  power: [
    'cites',
    'source',
    'who',
    'may',
    'over',
    'when',
    'effect',
    'if overturned',
    'form',
    'no more than',
    'for no longer than',
    'no later than',
    'choices',
    'binds',
  ],
} as const satisfies Record<string, readonly string[]>

export type Kind = keyof typeof KEYS
export const KINDS: readonly string[] = Object.keys(KEYS)
/** Kinds that define a term. */
export const TERMS = ['moment', 'state', 'area', 'line', 'class'] as const
/** Kinds that carry the text's numbering and its words. */
export const NUMBERED = ['clause', 'exchange', 'power'] as const

export function isKind(text: string): text is Kind {
  return Object.hasOwn(KEYS, text)
}
export function isTermKind(kind: Kind): kind is (typeof TERMS)[number] {
  return TERMS.some((term) => term === kind)
}
export function isNumberedKind(kind: Kind): kind is (typeof NUMBERED)[number] {
  return NUMBERED.some((numbered) => numbered === kind)
}
