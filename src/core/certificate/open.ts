import type { Condition } from '../agreement/agreement.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { performance } from '../definitions/acts.ts'
import type { OpenMatter } from './certificate.ts'
import { claimsAgainst, isFound } from '../definitions/claims.ts'
import { atomsOf, comesTrue } from '../definitions/conditions.ts'
import { dutyOf, type Duty } from '../definitions/duty.ts'
import { matterName, type Supposed, type World } from '../definitions/world.ts'

/** One open matter, by what is supposed if it is decided: its name or its atom and, of what is shown to be done, from when. */
export type Open = {
  readonly name: string
  readonly from: number | undefined
  readonly atom: Condition | undefined
  readonly entries: readonly LogIndex[]
}

/** Those of some single conditions that are not surely true. */
export function openAtoms(world: World, atoms: readonly Condition[], at: Instant): readonly Open[] {
  const open = atoms.filter((atom) => comesTrue(world, atom).certain > at)
  return open.map((atom) => ({ name: '', from: undefined, atom, entries: [] }))
}

/** What is claimed against a bearer by `at`, and not found. */
export function openClaims(world: World, duty: Duty, at: Instant): readonly Open[] {
  return claimsAgainst(world, duty)
    .filter((claim) => claim.earliest <= at && !isFound(claim, at))
    .map(({ about, entries }) => {
      return { name: matterName(duty, about), from: undefined, atom: undefined, entries }
    })
}

/** Whether a duty was done. Where nobody says when, it is taken as done in time. */
export function openPerformance(world: World, duty: Duty, at: Instant): Open {
  const { done, open } = performance(world, duty)
  const said = [open, done].find((one) => one !== undefined && one.from <= at)
  const from = said?.from ?? Math.min(duty.due, at)
  return { name: matterName(duty, 'performance'), from, atom: undefined, entries: said?.entries ?? [] }
}

/** The open matter of which a certificate speaks; nothing where it is decided, or rests on other entries. */
export function openIn(
  world: World,
  condition: Condition | undefined,
  matter: OpenMatter,
  at: Instant,
): readonly Open[] {
  if (matter.is === 'condition')
    return openAtoms(world, atomsOf(condition).slice(matter.atom, matter.atom + 1), at)
  const clause = world.text.clauses.get(matter.clause)
  if (clause?.bearers.includes(matter.party) !== true) return []
  const duty = dutyOf(world, clause, matter.party)
  const name = matterName(duty, matter.is === 'claim' ? matter.about : 'performance')
  const all = matter.is === 'claim' ? openClaims(world, duty, at) : [openPerformance(world, duty, at)]
  return all.filter((one) => one.name === name && String(one.entries) === String(matter.entries))
}

/** The same world with some matters decided one way. What comes true once is shown, and never refuted. */
export function supposing(world: World, as: 'shown' | 'refuted', open: readonly Open[], at: Instant): World {
  const names = new Set(open.map(({ name }) => name))
  const none = new Set<never>()
  const supposed: Supposed =
    as === 'refuted'
      ? { at, shown: none, refuted: names, done: new Map(), atoms: none }
      : {
          at,
          shown: names,
          refuted: none,
          done: new Map(open.flatMap(({ name, from }) => (from === undefined ? [] : [[name, from]]))),
          atoms: new Set(open.flatMap(({ atom }) => atom ?? [])),
        }
  return { ...world, supposed, found: new Map() }
}
