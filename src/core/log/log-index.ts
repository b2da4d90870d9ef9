import { problems } from '../problem.ts'

/** An entry's place in the log, counted from 0: its knowledge time. Not a row id, and not a place on the map. */
export type LogIndex = number & { readonly brand: 'LogIndex' }

export function isLogIndex(value: unknown): value is LogIndex {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

const DECIMAL = /^(?:0|[1-9]\d*)$/

/**
 * Reads a whole number from 0. `01`, `+1`, `1e3`, ` 1` and what is above 2^53 − 1 are refused.
 * @throws Problem `log-index-malformed`
 */
export function parseLogIndex(text: string): LogIndex {
  const value = decimal(text)
  if (isLogIndex(value)) return value
  throw problems.logIndexMalformed({ given: text.length > 40 ? `${text.slice(0, 37)}…` : text })
}

/** A number as C2SP writes it: ASCII decimal, no leading zeros. `NaN` for anything else, or above 2^53 − 1. */
export function decimal(text: string): number {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? value : Number.NaN
}
