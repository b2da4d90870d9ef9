import type { Agreement, Clause } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { aboutOf, claimsFrom, eachClaim, NO_CLAIMS, type Claim, type Claims } from './claims.ts'
import type { AdoptedText, Engine } from './engine-state.ts'
import type { Evaluation } from './evaluation.ts'
import { owedOf, type Facts } from './facts.ts'
import type { Until } from './occurrences.ts'
import { eachOwed } from './owed.ts'

/** What an amended text replaced, and from which event time on. What happened before stays under the earlier text. */
export type Earlier = { readonly evaluated: Evaluation; readonly from: Instant }

/** The version that `version` replaced, as known: the one that was in force the moment before. */
export function replacedBy(
  { texts }: Engine,
  { text, from, entry }: AdoptedText,
  known: number,
): AdoptedText | undefined {
  if (from === undefined) return undefined
  return texts
    .get(text.id)
    ?.findLast(
      (one) => one.entry < known && one.entry !== entry && (one.from === undefined || one.from < from),
    )
}

/** The same duty under the earlier text; `undefined` where it had none such. */
export function factsBefore({ evaluated }: Earlier, clause: Clause['id'], party: PartyId): Facts | undefined {
  const same = evaluated.text.clauses.get(clause)
  return same?.bearers.includes(party) === true ? evaluated.facts(same, party) : undefined
}

/**
 * The duties that a text had and the one that replaced it no longer has, with what is claimed to have happened before; and
 * those that had been dropped before that. What may have happened on either side of the change is open.
 */
export function leftBehind(earlier: Earlier | undefined, text: Agreement): readonly Facts[] {
  if (earlier === undefined) return []
  const { evaluated, from } = earlier
  const dropped = [...evaluated.text.clauses.values()].flatMap((clause) =>
    clause.bearers
      .filter((party) => text.clauses.get(clause.id)?.bearers.includes(party) !== true)
      .map((party) => endedBy(evaluated.facts(clause, party), from)),
  )
  return [...dropped, ...evaluated.dropped()]
}

function endedBy(facts: Facts, from: Instant): Facts {
  const { occurrences } = facts
  const until = (asked: Until) =>
    (occurrences?.(asked) ?? []).filter(({ due }) => due !== undefined && due < from)
  return {
    ...facts,
    before: { facts, from },
    claims: acrossTexts(NO_CLAIMS, facts, from),
    occurrences: occurrences === undefined ? undefined : until,
  }
}

/** How a claim lies to the time of the duty where that is not to be worked out from the text in force. */
export const MARKS = { none: 0, inside: 1, possible: 2, straddles: 3 } as const

/**
 * Claims under an amended text: its own for what happened since, the earlier text's for what happened before. What may
 * have happened on either side is open if it may have been a breach on one of them; each text speaks for its own side only.
 */
export function acrossTexts(own: Claims, before: Facts | undefined, from: Instant): Claims {
  const claims: Claim[] = []
  const since = new Set<string>()
  const straddling = new Map<string, Claim>()
  for (const claim of eachClaim(own)) {
    if (claim.until < from) continue
    if (claim.from < from) straddling.set(matterOf(claim), { ...claim, mark: MARKS.straddles })
    else {
      if (typeof claim.of !== 'number') since.add(matterOf(claim))
      claims.push({ ...claim, mark: MARKS.none })
    }
  }
  for (const { owed, ...claim } of before === undefined ? [] : eachOwed(before)) {
    if (claim.from >= from) break
    // A report has its times whatever text is asked; a case may have other times under another text.
    if (typeof claim.of === 'number' && claim.until < from) {
      claims.push({ ...claim, mark: MARKS[owed] })
      continue
    }
    const matter = matterOf(claim)
    if (before === undefined || since.has(matter)) continue
    const then = owedOf(before, claim.from, Math.min(claim.until, from - 1), claim.mark)
    if (then === 'outside') continue
    const same = straddling.get(matter)
    if (same === undefined && claim.until < from) claims.push({ ...claim, mark: MARKS[then] })
    else straddling.set(matter, { ...(same ?? claim), mark: MARKS.possible })
  }
  return claimsFrom([...claims, ...straddling.values()])
}

function matterOf({ of }: Pick<Claim, 'of'>): string {
  return JSON.stringify(aboutOf(of))
}
