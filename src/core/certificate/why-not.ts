import type { Condition } from '../agreement/agreement.ts'
import type { Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import { MOST_OPEN, type Certificate, type OpenMatter, type WhyNot } from './certificate.ts'
import { claimsAgainst, isFound } from './claims.ts'
import { atomsOf, comesTrue } from './conditions.ts'
import { dutyOf, type Duty } from './duty.ts'
import { isRepeated } from './occurrences.ts'
import { standsAt, type Stands } from './status.ts'
import { matterName, nameOf, type World } from './world.ts'

/**
 * Whether each set of open matters decides the status: all of them are open; were they decided so, the status would be as
 * is said; and with any one of them left out it would stay what it is. What is contested can be decided both ways, what is
 * overdue by its performance, and what waits for conditions begins once all are met.
 */
export function whyNotFault(
  world: World,
  duty: Duty,
  { whyNot, at }: Certificate,
  { status, waits }: Stands,
): string | undefined {
  const ways = whyNot.map(({ as }) => as)
  if (new Set(ways).size < ways.length) return 'it says twice what would change it'
  if (whyNot.some(({ open }) => open.length > MOST_OPEN)) return 'it names more than may be named'
  const claims = claimsAgainst(world, duty).filter(({ earliest }) => earliest <= at)
  // What is open in one occurrence of a repeated duty, the certificate of the whole need not name.
  const isWhole = !isRepeated(duty)
  const isOpen = status === 'contested' && (isWhole || claims.length > 0)
  if ((isOpen || (status === 'overdue' && isWhole)) && !ways.includes('shown'))
    return 'it does not say what would decide it'
  if (isOpen && isWhole && claims.length < MOST_OPEN && !ways.includes('refuted'))
    return 'it does not say what would refute it'
  const all = waits.flatMap((atom) => openIn(world, duty, { is: 'condition', atom }, at))
  if (whyNot.length === 0 && all.length > 0 && statusWith(world, duty, 'shown', all, at) !== status)
    return 'it does not say what would let it begin'
  for (const { as, open, becomes } of whyNot) {
    if (as === 'refuted' && open.some((matter) => matter.is === 'condition'))
      return 'what came true once is not refuted'
    const decided = open.flatMap((matter) => openIn(world, duty, matter, at))
    if (decided.length < open.length) return 'it names as open what is decided, or not said so'
    const would = (of: readonly Open[]) => statusWith(world, duty, as, of, at)
    if (becomes === status || would(decided) !== becomes)
      return 'deciding it so does not change the status so'
    if (decided.some((one) => would(decided.filter((other) => other !== one)) !== status))
      return 'less than it names would change the status'
  }
  return undefined
}

/** What is supposed of one open matter: its name or its atom and, of a performance that is shown, from when on. */
type Open = {
  readonly names: readonly string[]
  readonly acts: readonly (readonly [string, number])[]
  readonly atoms: readonly Condition[]
}

/** An open matter; nothing where it is decided, or rests on other entries. */
function openIn(world: World, { clause: own }: Duty, matter: OpenMatter, at: Instant): readonly Open[] {
  if (matter.is === 'condition') {
    const atoms = atomsOf(own.when).slice(matter.atom, matter.atom + 1)
    const isOpen = atoms.some((atom) => comesTrue(world, atom).certain > at)
    return isOpen ? [{ names: [], acts: [], atoms }] : []
  }
  const clause = world.text.clauses.get(matter.clause)
  if (clause?.bearers.includes(matter.party) !== true) return []
  const duty = dutyOf(world, clause, matter.party)
  const rests = (entries: readonly number[]): boolean => String(entries) === String(matter.entries)
  if (matter.is === 'claim') {
    const claim = claimsAgainst(world, duty).find(({ about }) => nameOf(about) === nameOf(matter.about))
    const isOpen = claim !== undefined && claim.earliest <= at && !isFound(claim, at) && rests(claim.entries)
    return isOpen ? [{ names: [matterName(duty, matter.about)], acts: [], atoms: [] }] : []
  }
  const { done, open } = performance(world, duty)
  const said = [open, done].find((one) => one !== undefined && one.from <= at)
  const name = matterName(duty, 'performance')
  // Where nobody says when it was done, it is taken as done in time.
  const acts = [[name, said?.from ?? Math.min(duty.due, at)]] as const
  return rests(said?.entries ?? []) ? [{ names: [name], acts, atoms: [] }] : []
}

function statusWith(world: World, duty: Duty, as: WhyNot['as'], open: readonly Open[], at: Instant) {
  const names = new Set(open.flatMap((one) => one.names))
  const isShown = as === 'shown'
  const supposed = {
    at,
    shown: isShown ? names : new Set<string>(),
    refuted: isShown ? new Set<string>() : names,
    done: new Map(isShown ? open.flatMap((one) => one.acts) : []),
    atoms: new Set(open.flatMap((one) => one.atoms)),
  }
  const then: World = { ...world, supposed, found: new Map() }
  return standsAt(then, dutyOf(then, duty.clause, duty.bearer), at).status
}
