import type { Condition } from '../agreement/agreement.ts'
import type { Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import { MOST_OPEN, type Certificate, type OpenMatter, type WhyNot } from './certificate.ts'
import { claimsAgainst, isFound } from './claims.ts'
import { atomsOf, comesTrue } from './conditions.ts'
import { dutyOf, type Duty } from './duty.ts'
import { standsAt } from './status.ts'
import { isBy, matterName, nameOf, type World } from './world.ts'

/**
 * Whether each set of open matters decides the status: all of them are open; were they decided so, the status would be as
 * is said; and with any one of them left out it would stay what it is. What is contested can be decided both ways, what is
 * overdue by its performance, and what waits for conditions begins once all are met.
 */
export function whyNotFault(world: World, duty: Duty, certificate: Certificate): string | undefined {
  const { whyNot, status, at, why } = certificate
  const ways = whyNot.map(({ as }) => as)
  if (new Set(ways).size < ways.length) return 'it says twice what would change it'
  const must = status === 'contested' || status === 'overdue'
  if (must && !ways.includes('shown')) return 'it does not say what would decide it'
  const few = claimsAgainst(world, duty).length < MOST_OPEN
  if (status === 'contested' && few && ways.length < 2) return 'it does not say what would refute it'
  if (whyNot.some(({ open }) => open.length > MOST_OPEN)) return 'it names more than may be named'
  const waits = why.waits.map((atom): Decided => ({ matter: { is: 'condition', atom }, by: at }))
  const begins = waits.length > 0 && statusWith(world, duty, 'shown', waits, at) !== status
  if (begins && whyNot.length === 0) return 'it does not say what would let it begin'
  for (const { as, open, becomes } of whyNot) {
    if (as === 'refuted' && open.some((matter) => matter.is === 'condition'))
      return 'what came true once is not refuted'
    const decided = open.map((matter) => ({ matter, by: openSince(world, duty, matter, at) }))
    if (decided.some(({ by }) => by === undefined)) return 'it names as open what is decided, or not said so'
    const would = (of: typeof decided) => statusWith(world, duty, as, of, at)
    if (becomes === status || would(decided) !== becomes)
      return 'deciding it so does not change the status so'
    if (decided.some((one) => would(decided.filter((other) => other !== one)) !== status))
      return 'less than it names would change the status'
  }
  return undefined
}

type Decided = { readonly matter: OpenMatter; readonly by: Instant | undefined }

/** From when something that is open may have been so; `undefined` where it is decided, or rests on other entries. */
function openSince(world: World, duty: Duty, matter: OpenMatter, at: Instant): Instant | undefined {
  if (matter.is === 'condition') {
    const atom = atomOf(duty, matter.atom)
    return atom === undefined || isBy(comesTrue(world, atom).certain, at) ? undefined : at
  }
  const clause = world.text.clauses.get(matter.clause)
  if (clause?.bearers.includes(matter.party) !== true) return undefined
  const of = dutyOf(world, clause, matter.party)
  if (matter.is === 'claim') {
    const claim = claimsAgainst(world, of).find(({ about }) => nameOf(about) === nameOf(matter.about))
    const open = claim !== undefined && claim.earliest <= at && !isFound(claim, at)
    return open && String(claim.entries) === String(matter.entries) ? at : undefined
  }
  const { done, open } = performance(world, clause, matter.party)
  const [said, since] = isBy(open?.from, at)
    ? [open?.entries, open?.from]
    : isBy(done?.from, at)
      ? [done?.entries, done?.from]
      : // Where nobody says when it was done, it is taken as done in time.
        [[], of.due !== undefined && of.due < at ? of.due : at]
  return String(said) === String(matter.entries) ? since : undefined
}

function atomOf({ clause }: Duty, number: number): Condition | undefined {
  return clause.when === undefined ? undefined : atomsOf(clause.when)[number]
}

function statusWith(world: World, duty: Duty, as: WhyNot['as'], decided: readonly Decided[], at: Instant) {
  const names = decided.flatMap(({ matter: m, by }) =>
    m.is === 'condition'
      ? []
      : [
          {
            is: m.is,
            by: by ?? at,
            name: matterName(m.clause, m.party, m.is === 'claim' ? nameOf(m.about) : m.is),
          },
        ],
  )
  const shown = as === 'shown' ? names : []
  const supposed = {
    at,
    shown: new Set(shown.map(({ name }) => name)),
    refuted: new Set(as === 'refuted' ? names.map(({ name }) => name) : []),
    done: new Map(shown.flatMap(({ is, name, by }) => (is === 'performance' ? [[name, by] as const] : []))),
    atoms: new Set(
      decided.flatMap(({ matter }) => (matter.is === 'condition' ? (atomOf(duty, matter.atom) ?? []) : [])),
    ),
  }
  const then: World = { ...world, supposed, found: new Map() }
  return standsAt(then, dutyOf(then, duty.clause, duty.bearer), at).status
}
