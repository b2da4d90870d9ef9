import type { Agreement, Anchor, Clause, Power } from '../agreement/agreement.ts'
import { covers } from '../standing/powers.ts'
import { momentEvent, reachedEvent } from './events.ts'
import { event, once, type Formula } from './formula.ts'

/** A duty whose own deadline comes before the agreement begins, such as accepting it, binds from the day it was agreed. */
export function isDueBefore({ terms, startsOn }: Agreement, { window }: Clause): boolean {
  const fixed = (anchor: Anchor | undefined): number | undefined => {
    if (anchor?.is === 'instant') return anchor.instant
    const term = anchor === undefined ? undefined : terms.get(anchor.moment)
    return term?.is === 'moment' && term.fixed !== undefined && anchor?.is === 'moment'
      ? term.fixed + anchor.plus
      : undefined
  }
  const due = fixed(window.by)
  const start = fixed(startsOn)
  return due !== undefined && start !== undefined && due <= start
}

/** At or after an anchor. */
export function anchorFormula(anchor: Anchor): Formula {
  if (anchor.is === 'instant') return once(event(reachedEvent(anchor.instant)))
  return once(event(momentEvent(anchor.moment)), { from: anchor.plus, to: undefined })
}

/** Powers of a text over a clause, of these kinds: what they do to it is an event, since they are used in no fixed order. */
export function powersOver(
  text: Agreement,
  { id }: Clause,
  ...kinds: readonly Power['may'][]
): readonly Power[] {
  return [...text.powers.values()].filter(({ may, over }) => kinds.includes(may) && covers(over, id))
}

/** Whether its end is where the text puts it, or may be moved by a power. */
export const endMoves = (text: Agreement, clause: Clause): boolean =>
  powersOver(text, clause, 'withdraw').length > 0 ||
  (clause.window.until !== undefined && powersOver(text, clause, 'extend').length > 0)
