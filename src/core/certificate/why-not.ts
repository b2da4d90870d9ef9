import { MOST_OPEN, type Certificate, type WhyNot } from './certificate.ts'
import { openIn, supposing, type Open } from './open.ts'
import { subjectIn, type Subject } from './subject.ts'
import type { World } from '../definitions/world.ts'

/**
 * Whether each set of open matters decides the status: all of them are open; were they decided so, the status would be as
 * is said; and with any one of them left out it would stay what it is. Where deciding all that is open would change the
 * status, some set has to be named.
 */
export function whyNotFault(world: World, certificate: Certificate, subject: Subject): string | undefined {
  const { at } = certificate
  const whyNot: readonly WhyNot[] = certificate.whyNot
  const { status, condition } = subject
  const ways = whyNot.map(({ as }) => as)
  if (new Set(ways).size < ways.length) return 'it says twice what would change it'
  if (whyNot.some(({ open }) => open.length > MOST_OPEN)) return 'it names more than may be named'
  const would = (as: WhyNot['as'], open: readonly Open[]): string | undefined =>
    subjectIn(supposing(world, as, open, at), certificate)?.status
  for (const as of ['shown', 'refuted'] as const) {
    if (ways.includes(as)) continue
    const all = subject.open()
    // Some of very much may be enough to show something; to refute it takes all.
    const open = as === 'refuted' && all.length > MOST_OPEN ? [] : all.slice(0, MOST_OPEN)
    if (open.length > 0 && would(as, open) !== status)
      return `it does not say what would change the status, were it ${as}`
  }
  for (const { as, open, becomes } of whyNot) {
    const decided = open.flatMap((matter) => openIn(world, condition, matter, at))
    if (decided.length < open.length) return 'it names as open what is decided, or not said so'
    if (becomes === status || would(as, decided) !== becomes)
      return 'deciding it so does not change the status so'
    const without = (one: Open) => decided.filter((other) => other !== one)
    if (decided.some((one) => would(as, without(one)) !== status))
      return 'less than it names would change the status'
  }
  return undefined
}
