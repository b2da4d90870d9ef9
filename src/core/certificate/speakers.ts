import type { Standard, Who } from '../agreement/agreement.ts'
import type { ActorId, LogIndex, PartyId, Role } from '../statement/fields.ts'
import type { CertifiedRule } from './certificate.ts'
import { inOrder } from './in-order.ts'
import type { Log } from './told.ts'

/** One actor's word. `elsewhere`: it happened, and somebody else did it. `verified`: a finding or confirmation. */
export type Word = {
  readonly actor: ActorId
  readonly stance: 'for' | 'against' | 'undecided' | 'elsewhere'
  readonly verified: boolean
  readonly entry: LogIndex
}

/** `unheard`: the rule admits none of those who spoke. */
export type Weight = 'established' | 'refuted' | 'open' | 'unheard'

/** Who speaks for whom, by the grants of the log. */
export type Speakers = {
  partyOf(actor: ActorId): PartyId | undefined
  behind(who: Who): readonly ActorId[]
  speaksAs(actor: ActorId, who: Who): boolean
  hasRole(actor: ActorId, roles: readonly Role[]): boolean
}

type Grant = { readonly actor: ActorId; readonly role: Role; readonly party: PartyId | undefined }

export function speakersOf(log: Log): Speakers {
  const grants: readonly Grant[] = log
    .raw('role-granted', 'log-opened')
    .map(({ body }) =>
      body.kind === 'log-opened'
        ? { actor: body.operator, role: 'operator', party: undefined }
        : { actor: body.actor, role: body.role, party: body.actsFor },
    )
  const partyOf = (actor: ActorId): PartyId | undefined =>
    grants.findLast((grant) => grant.actor === actor && grant.party !== undefined)?.party
  const hasRole = (actor: ActorId, roles: readonly Role[]): boolean =>
    grants.some((grant) => grant.actor === actor && roles.includes(grant.role))
  const speaksAs = (actor: ActorId, who: Who): boolean =>
    who.is === 'actor'
      ? who.actor === actor
      : who.is === 'party'
        ? partyOf(actor) === who.party
        : hasRole(actor, [who.role])
  const everybody = [...new Set(grants.map(({ actor }) => actor))]
  return {
    partyOf,
    hasRole,
    speaksAs,
    behind: (who) => (who.is === 'actor' ? [who.actor] : everybody.filter((actor) => speaksAs(actor, who))),
  }
}

/** What words come to, with the entries of those that were heard, in log order. */
export type Weighed = { readonly weight: Weight; readonly entries: readonly LogIndex[] }

/** Weighs words by the rule of the reading and, where it says so, by the clause's own standard. */
export function weighed(
  words: readonly Word[],
  standard: Standard,
  rule: CertifiedRule,
  speakers: Speakers,
): Weighed {
  const heard = words.filter(({ actor, verified }) => {
    if (rule.is === 'clause-standard') return true
    if (rule.is === 'found-by') return verified && speakers.hasRole(actor, rule.roles)
    const party = speakers.partyOf(actor)
    return party !== undefined && rule.parties.includes(party)
  })
  const entries = inOrder(heard.map(({ entry }) => entry))
  if (rule.is === 'clause-standard') return { weight: asWeight(decided(standard, heard, speakers)), entries }
  if (heard.length === 0) return { weight: 'unheard', entries }
  if (rule.is !== 'accepted-by-all') return { weight: asWeight(together(heard)), entries }
  const of = rule.parties.map((party): Standard => ({
    is: 'said',
    how: 'asserted',
    by: { is: 'party', party },
  }))
  return { weight: asWeight(decided({ is: 'all', of }, heard, speakers)), entries }
}

type Decided = 'met' | 'refuted' | 'disputed' | 'open'

function asWeight(verdict: Decided): Weight {
  return verdict === 'met' ? 'established' : verdict === 'refuted' ? 'refuted' : 'open'
}

function decided(standard: Standard, words: readonly Word[], speakers: Speakers): Decided {
  if (standard.is === 'said') {
    return together(
      words.filter(
        ({ actor, verified }) =>
          (verified || standard.how === 'asserted') && speakers.speaksAs(actor, standard.by),
      ),
    )
  }
  const parts = standard.of.map((part) => decided(part, words, speakers))
  const some = (one: Decided): boolean => parts.includes(one)
  const whole = (one: Decided): boolean =>
    standard.is === 'any' ? some(one) : parts.length > 0 && parts.every((part) => part === one)
  if (some('disputed') || (some('met') && some('refuted'))) return 'disputed'
  if (whole('met')) return 'met'
  if (whole('refuted')) return 'refuted'
  return some('refuted') ? 'disputed' : 'open'
}

/** Those whom one part of a standard admits, taken together. */
function together(words: readonly Word[]): Decided {
  const some = (stance: Word['stance']): boolean => words.some((word) => word.stance === stance)
  if (some('for')) return some('against') ? 'disputed' : 'met'
  return some('against') || some('elsewhere') ? 'refuted' : 'open'
}
