import type { Condition } from '../agreement/agreement.ts'
import type { Instant } from '../time/instant.ts'
import { MARKS } from './amended.ts'
import { aboutOf, claimsFrom, eachClaim, type Claim, type Claims } from './claims.ts'
import type { Evaluation } from './evaluation.ts'
import { factsOf, type Facts } from './facts.ts'
import { NEVER } from './formal.ts'
import { onsetOf, type Found } from './onset.ts'
import { ESTABLISHED } from './stances.ts'

/**
 * What is taken as decided, to see what the standing would then be. Claims and performances are named by
 * {@link matterName}; what is shown counts as of the earliest time that is claimed for it.
 */
export type Supposed = {
  readonly at: Instant
  readonly shown: ReadonlySet<string>
  readonly refuted: ReadonlySet<string>
  readonly done: ReadonlyMap<string, Instant>
  readonly atoms: ReadonlySet<Condition>
}

export function matterName(
  { clause, party }: Pick<Facts, 'clause' | 'party'>,
  about: ReturnType<typeof aboutOf> | 'performance',
): string {
  return JSON.stringify([clause.id, party, about])
}

/** The same question with some of the evidence taken as decided. Powers keep the effect that they have on the record. */
export function supposing(evaluated: Evaluation, supposed: Supposed): Evaluation {
  const facts = new Map<string, Facts>()
  const onsets = new Map<Condition, Found>()
  const open = new Set<Condition>()
  const then: Evaluation = {
    ...evaluated,
    duties: new Map(),
    facts(clause, party) {
      const key = `${clause.id}|${party}`
      const made = facts.get(key) ?? decided(factsOf(then, clause, party), supposed)
      facts.set(key, made)
      return made
    },
    onset(condition) {
      if (supposed.atoms.has(condition))
        return { onset: { certain: supposed.at, possible: supposed.at }, entries: [] }
      const before = onsets.get(condition)
      if (before !== undefined) return before
      // Legs of one exchange may wait for each other: what waits for itself never begins.
      if (open.has(condition)) return { onset: NEVER, entries: [] }
      open.add(condition)
      const made = onsetOf(then, condition)
      open.delete(condition)
      onsets.set(condition, made)
      return made
    },
  }
  return then
}

function decided(facts: Facts, { at, shown, refuted, done }: Supposed): Facts {
  const name = matterName(facts, 'performance')
  const act = done.get(name)
  const nothing = { established: undefined, open: undefined, refuted: undefined, words: [] }
  const discharge =
    act !== undefined
      ? { ...nothing, established: { earliest: act, latest: act, entries: [] } }
      : refuted.has(name)
        ? { ...nothing, refuted: { through: at, entries: [] } }
        : facts.discharge
  return { ...facts, discharge, claims: withDecided(facts, shown, refuted) }
}

function withDecided(facts: Facts, shown: ReadonlySet<string>, refuted: ReadonlySet<string>): Claims {
  const claims: Claim[] = []
  for (const claim of eachClaim(facts.claims)) {
    const name = matterName(facts, aboutOf(claim.of))
    if (refuted.has(name)) continue
    const asShown = { until: claim.from, code: ESTABLISHED, mark: MARKS.inside }
    claims.push(shown.has(name) ? { ...claim, ...asShown } : claim)
  }
  return claimsFrom(claims)
}
