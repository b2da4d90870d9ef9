import { everybodyIn, lackingOn } from '../evidence/lacking.ts'
import type { Voice } from '../evidence/stance.ts'
import type { Instant } from '../time/instant.ts'
import { MARKS } from './amended.ts'
import { gather } from './case-voices.ts'
import { aboutOf, entriesOf, type Claim } from './claims.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import { isAboutNotice } from './notices.ts'
import { eachOwed } from './owed.ts'
import { ESTABLISHED } from './stances.ts'
import type { Move } from './standing.ts'

/**
 * Who is asked to confirm or refute what is open of a duty at `when`. Where that is one thing, those whose word it still
 * lacks; where it is several, each of which may lack somebody else's, everybody whom the standard names. So it is under a
 * reading that counts by another rule than the clause's.
 */
export function verifiers(at: Evaluation, facts: Facts, when: Instant): readonly Move[] {
  const { clause, due: by } = facts
  const voices = at.reading.rule.is === 'clause-standard' ? voicesOnOpen(at, facts, when) : undefined
  const { who, ...few } =
    voices === undefined
      ? { who: everybodyIn(clause.evidence, at.actors) }
      : lackingOn(clause.evidence, voices, at.actors)
  return who.map((one) => ({ who: one, what: 'verify', subject: clause.id, by, ...few }))
}

/** All that is said on the one thing that is open; `undefined` where more than one is. */
function voicesOnOpen(at: Evaluation, facts: Facts, when: Instant): readonly Voice[] | undefined {
  const { clause, discharge, occurrence } = facts
  const { words, open, established } = discharge
  // What is reported against the bearer is open of the duty as a whole, and not of one occurrence.
  const [claim, another] = occurrence === undefined ? openClaims(facts, when) : []
  if (claim === undefined) return words
  const isSaidDone = isBy(open?.from, when) || isBy(established?.earliest, when)
  const isAlone = another === undefined && !(clause.duty === 'achieve' && isSaidDone)
  return isAlone ? voicesOn(at, facts, claim) : undefined
}

/** The first two claims by then that are open. */
function openClaims(facts: Facts, when: Instant): readonly Claim[] {
  const found: Claim[] = []
  for (const claim of eachOwed(facts)) {
    if (claim.from > when || found.length === 2) break
    if (claim.code !== ESTABLISHED || claim.owed !== 'inside' || claim.until > when) found.push(claim)
  }
  return found
}

/** The voices on a claim; `undefined` where an earlier text has a word in it, by which it may lack another one's. */
function voicesOn(at: Evaluation, { clause, party }: Facts, claim: Claim): readonly Voice[] | undefined {
  const about = aboutOf(claim.of)
  const topic = at.ofDuty.get(clause)?.get(party)
  if (claim.mark !== MARKS.none || topic === undefined) return undefined
  if (about.is !== 'refutation') return gather(at, topic, party, about).voices
  const { said } = at.engine.record
  return entriesOf(claim.of).flatMap((entry) => {
    const { by = [], statement } = said.get(entry) ?? {}
    const stance = entry === about.entry ? 'support' : 'oppose'
    return statement === undefined || isAboutNotice(at, statement)
      ? []
      : by.map((actor): Voice => ({ actor, stance, weight: 'verified', entry }))
  })
}
