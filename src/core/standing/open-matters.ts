import type { Condition } from '../agreement/agreement.ts'
import { MOST_OPEN, type CertifiedClaim, type OpenMatter, type WhyNot } from '../certificate/certificate.ts'
import type { Instant } from '../time/instant.ts'
import { aboutOf, entriesOf } from './claims.ts'
import { doneOnset, isDoneOnce } from './clause-onsets.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import { eachOwed } from './owed.ts'
import { ESTABLISHED } from './stances.ts'
import type { Status } from './standing.ts'
import { judge } from './status.ts'
import { matterName, supposing } from './supposed.ts'
import { factsUnder } from './under.ts'

/** A claim that bears on the duty by some time; `found` once it is established, and surely in the time of the duty. */
type ClaimBy = CertifiedClaim & {
  readonly found: boolean
  readonly earliest: number
  readonly latest: number
}

export function claimsBy(facts: Facts, at: Instant): readonly ClaimBy[] {
  const claims: ClaimBy[] = []
  for (const { from, until, owed, code, of } of eachOwed(facts)) {
    if (from > at) break
    const found = code === ESTABLISHED && owed === 'inside' && until <= at
    claims.push({ about: aboutOf(of), entries: entriesOf(of), found, earliest: from, latest: until })
  }
  return claims
}

/** An open matter with the name under which it can be supposed decided and, if it is shown, from when on. */
type Open = {
  readonly matter: OpenMatter
  readonly name: string
  readonly atom: Condition | undefined
  readonly since: Instant
}

/**
 * The smallest sets of open matters that would change the status, if all of a set were shown and if all were refuted. Of
 * several smallest ones, the first in the order of the text and of event time.
 */
export function whyNotOf(
  evaluated: Evaluation,
  facts: Facts,
  status: Status,
  at: Instant,
): readonly WhyNot<Status>[] {
  const { clause, party } = facts
  const asked = {
    evaluated,
    at,
    status,
    statusIn: (then: Evaluation): Status => judge(then, then.facts(clause, party), at).status,
  }
  if (evaluated.text.force === 'draft') return []
  const { certain, possible } = facts.activated
  const isPerhapsBegun = status === 'expired' && possible !== undefined && !isBy(certain, at)
  if (status === 'pending' || isPerhapsBegun) {
    const needed = clause.when === undefined ? [] : neededFor(evaluated, clause.when, clause.when, at)
    return needed.length > MOST_OPEN ? [] : decidedBy(asked, 'shown', [needed])
  }
  const isOpen = status === 'contested' || status === 'overdue' || status === 'expired'
  if (!isOpen || clause.duty === 'permit' || clause.duty === 'intend') return []
  const open = [
    ...(clause.duty === 'achieve' && isDoneOnce(clause) ? [performanceOf(facts, at)] : []),
    ...claimsBy(facts, at).flatMap((claim) => (claim.found ? [] : [openClaim(facts, claim, at)])),
  ]
  const singly = open.slice(0, MOST_OPEN).map((one) => [one])
  return [
    ...decidedBy(asked, 'shown', singly),
    ...decidedBy(asked, 'refuted', open.length > MOST_OPEN ? [] : [open]),
  ]
}

/** Of what the status is asked, and what it would be in another world. */
export type StatusAsked<S> = {
  readonly evaluated: Evaluation
  readonly at: Instant
  readonly status: S
  readonly statusIn: (then: Evaluation) => S
}

/** The first of these sets that changes the status, without what it does not need; none where none does. */
export function decidedBy<S>(
  { evaluated, at, status, statusIn }: StatusAsked<S>,
  as: WhyNot['as'],
  sets: readonly (readonly Open[])[],
): readonly WhyNot<S>[] {
  const then = (open: readonly Open[]): S => {
    const names = new Set(open.flatMap(({ name, atom }) => (atom === undefined ? [name] : [])))
    const shown = as === 'shown' ? open : []
    const supposed = supposing(evaluated, {
      at,
      shown: as === 'shown' ? names : new Set(),
      refuted: as === 'refuted' ? names : new Set(),
      done: new Map(
        shown.flatMap(({ matter, name, since }) =>
          matter.is === 'performance' ? [[name, since] as const] : [],
        ),
      ),
      atoms: new Set(open.flatMap(({ atom }) => atom ?? [])),
    })
    return statusIn(supposed)
  }
  for (const set of sets) {
    if (then(set) === status) continue
    let needed = set
    for (const one of set) {
      const less = needed.filter((other) => other !== one)
      if (then(less) !== status) needed = less
    }
    return [{ as, open: needed.map(({ matter }) => matter), becomes: then(needed) }]
  }
  return []
}

function openClaim(facts: Facts, { about, entries }: CertifiedClaim, at: Instant): Open {
  const { clause, party } = facts
  return {
    matter: { is: 'claim', clause: clause.id, party, about, entries },
    name: matterName(facts, about),
    atom: undefined,
    since: at,
  }
}

/** Whether the duty was done, as of when somebody says; where nobody does, as of its deadline. */
export function performanceOf(facts: Facts, at: Instant): Open {
  const { clause, party, due, discharge } = facts
  const { open, established } = discharge
  const [entries, since] = isBy(open?.from, at)
    ? [open?.entries, open?.from]
    : isBy(established?.earliest, at)
      ? [established?.entries, established?.earliest]
      : [[], due !== undefined && due < at ? due : at]
  return {
    matter: { is: 'performance', clause: clause.id, party, entries: entries ?? [] },
    name: matterName(facts, 'performance'),
    atom: undefined,
    since: since ?? at,
  }
}

/** The single conditions of a condition, in the order of the text. */
export function atomsOf(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return []
  return condition.is === 'all' || condition.is === 'any' ? condition.of.flatMap(atomsOf) : [condition]
}

/** The fewest open matters that, all shown, make a condition true. */
function neededFor(
  evaluated: Evaluation,
  condition: Condition,
  whole: Condition,
  at: Instant,
): readonly Open[] {
  if (isBy(evaluated.onset(condition).onset.certain, at)) return []
  switch (condition.is) {
    case 'all':
      return condition.of.flatMap((part) => neededFor(evaluated, part, whole, at))
    case 'any':
      return fewest(condition.of.map((part) => neededFor(evaluated, part, whole, at)))
    default:
      return neededForAtom(evaluated, condition, at) ?? [openAtom(condition, whole, at)]
  }
}

export function openAtom(condition: Condition, whole: Condition, at: Instant): Open {
  const atom = atomsOf(whole).indexOf(condition)
  return { matter: { is: 'condition', atom }, name: '', atom: condition, since: at }
}

function fewest(sets: readonly (readonly Open[])[]): readonly Open[] {
  return sets.toSorted((a, b) => a.length - b.length)[0] ?? []
}

/** What is open of other duties and would make an atom true; `undefined` where only the atom itself can be named. */
function neededForAtom(evaluated: Evaluation, atom: Condition, at: Instant): readonly Open[] | undefined {
  if (atom.is === 'done') {
    const clause = evaluated.text.clauses.get(atom.clause)
    if (clause === undefined || !isDoneOnce(clause)) return undefined
    return clause.bearers
      .filter((one) => atom.by === undefined || one === atom.by)
      .map((one) => evaluated.facts(clause, one))
      .filter((facts) => !isBy(doneOnset(facts).onset.certain, at))
      .map((facts) => performanceOf(facts, at))
  }
  if (atom.is === 'breached') {
    const clause = evaluated.text.clauses.get(atom.clause)
    const bearers = clause?.bearers.filter((one) => atom.by === undefined || one === atom.by) ?? []
    const open = bearers.flatMap((one) =>
      clause === undefined ? [] : openClaims(evaluated.facts(clause, one), at),
    )
    return open.length === 0 ? undefined : open.slice(0, 1)
  }
  return atom.is === 'counted' ? neededForCount(evaluated, atom, at) : undefined
}

const MOST_WEIGHED = 1000

/** The open claims that fill the window which lacks the fewest; `undefined` where no window has enough of them. */
function neededForCount(
  evaluated: Evaluation,
  { clauses, over, within }: Extract<Condition, { is: 'counted' }>,
  at: Instant,
): readonly Open[] | undefined {
  const claims = factsUnder(evaluated, { of: clauses })
    .flatMap((facts) => claimsBy(facts, at).map((claim) => ({ facts, claim })))
    // What is shown counts as of its earliest time.
    .map((one) => ({ ...one, end: one.claim.found ? one.claim.latest : one.claim.earliest }))
  // To look for the best window among very many claims would take longer than the answer is worth.
  if (claims.length > MOST_WEIGHED) return undefined
  const sets = claims.flatMap(({ end }) => {
    const inside = claims.filter((one) => one.end <= end && one.claim.earliest > end - within)
    const open = inside.filter(({ claim }) => !claim.found)
    const lacking = over + 1 - (inside.length - open.length)
    return open.length < lacking || lacking > MOST_OPEN ? [] : [open.slice(0, lacking)]
  })
  const least = sets.toSorted((a, b) => a.length - b.length)[0]
  return least?.map(({ facts, claim }) => openClaim(facts, claim, at))
}

export function openClaims(facts: Facts, at: Instant): readonly Open[] {
  return claimsBy(facts, at).flatMap((claim) => (claim.found ? [] : [openClaim(facts, claim, at)]))
}
