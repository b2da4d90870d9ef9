import type { Agreement, Power } from '../agreement/agreement.ts'
import { clause, truce, until, type Said } from './truce.test-support.ts'

export const END = '2016-09-14T16:00:00Z'
export const LATER = '2016-09-16T16:00:00Z'

/** A promise not to shell. */
export const noShelling = clause('T.1.b', { window: until(END) })

/** That promise, and powers over it. */
export const text = (...powers: readonly Power[]): Agreement => truce({ clauses: [noShelling], powers })

/** A use of the power P. */
export const use = (
  by: string | readonly string[],
  act: Power['may'],
  from: string,
  of: object = {},
): Said => ({
  kind: 'power-exercised',
  by,
  agreement: 'TRU',
  power: 'P',
  act,
  from,
  ...of,
})
