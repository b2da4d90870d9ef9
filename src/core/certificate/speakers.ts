import type { Standard, Who } from '../agreement/agreement.ts'
import type { ActorId, LogIndex, PartyId, Role } from '../statement/fields.ts'
import type { CertifiedRule } from './certificate.ts'
import { inOrder, type Log } from './told.ts'

/** One actor's word. `elsewhere`: it happened, and somebody else did it. `verified`: a finding or confirmation. */
export type Word = {
  readonly actor: ActorId
  readonly stance: 'for' | 'against' | 'undecided' | 'elsewhere'
  readonly verified: boolean
  readonly entry: LogIndex
}

/** Who speaks for whom, by the grants of the log: the last party that was named, and every role ever given. */
export type Speakers = {
  partyOf(actor: ActorId): PartyId | undefined
  speaksAs(actor: ActorId, who: Who): boolean
  /** All whom the text means, in the order of their first grant. */
  behind(who: Who): readonly ActorId[]
}

export function speakersOf(log: Log): Speakers {
  const parties = new Map<ActorId, PartyId>()
  const roles = new Map<ActorId, Role[]>()
  for (const { body } of log.raw('role-granted', 'log-opened')) {
    const [actor, role] =
      body.kind === 'log-opened' ? [body.operator, 'operator' as const] : [body.actor, body.role]
    roles.set(actor, [...(roles.get(actor) ?? []), role])
    if (body.kind === 'role-granted' && body.actsFor !== undefined) parties.set(actor, body.actsFor)
  }
  const speaksAs = (actor: ActorId, who: Who): boolean => {
    if (who.is === 'actor') return actor === who.actor
    return who.is === 'party'
      ? parties.get(actor) === who.party
      : (roles.get(actor)?.includes(who.role) ?? false)
  }
  return {
    partyOf: (actor) => parties.get(actor),
    speaksAs,
    behind: (who) =>
      who.is === 'actor' ? [who.actor] : [...roles.keys()].filter((actor) => speaksAs(actor, who)),
  }
}

/** Everybody whom a standard names, in the order of the text. */
export function namedBy(standard: Standard): readonly Who[] {
  return standard.is === 'said' ? [standard.by] : standard.of.flatMap(namedBy)
}

type Decided = 'established' | 'refuted' | 'disputed' | 'open'

/** What words come to, with the entries of those that were heard; `unheard` where the rule admits none of them. */
export type Weighed = { readonly weight: Decided | 'unheard'; readonly entries: readonly LogIndex[] }

/** Weighs words by the rule of the reading and, where the rule says so, by the clause's own standard. */
export function weighed(
  words: readonly Word[],
  standard: Standard,
  rule: CertifiedRule,
  speakers: Speakers,
): Weighed {
  const heard = words.filter(({ actor, verified }) => {
    if (rule.is === 'clause-standard') return true
    if (rule.is === 'found-by')
      return verified && rule.roles.some((role) => speakers.speaksAs(actor, { is: 'role', role }))
    return rule.parties.some((party) => speakers.partyOf(actor) === party)
  })
  const entries = inOrder(heard.map(({ entry }) => entry))
  if (rule.is === 'clause-standard') return { weight: decided(standard, heard, speakers), entries }
  if (heard.length === 0) return { weight: 'unheard', entries }
  if (rule.is !== 'accepted-by-all') return { weight: together(heard), entries }
  const each = rule.parties.map((party): Standard => {
    return { is: 'said', how: 'asserted', by: { is: 'party', party } }
  })
  return { weight: decided({ is: 'all', of: each }, heard, speakers), entries }
}

function decided(standard: Standard, words: readonly Word[], speakers: Speakers): Decided {
  if (standard.is === 'said') {
    const { how, by } = standard
    return together(
      words.filter((word) => (word.verified || how === 'asserted') && speakers.speaksAs(word.actor, by)),
    )
  }
  const parts = standard.of.map((part) => decided(part, words, speakers))
  const some = (one: Decided): boolean => parts.includes(one)
  const whole = (one: Decided): boolean =>
    standard.is === 'any' ? some(one) : parts.length > 0 && parts.every((part) => part === one)
  if (some('disputed') || (some('established') && some('refuted'))) return 'disputed'
  if (whole('established')) return 'established'
  if (whole('refuted')) return 'refuted'
  return some('refuted') ? 'disputed' : 'open'
}

/** Those whom one part of a standard admits, taken together. */
function together(words: readonly Word[]): Decided {
  const some = (stance: Word['stance']): boolean => words.some((word) => word.stance === stance)
  if (some('for')) return some('against') ? 'disputed' : 'established'
  return some('against') || some('elsewhere') ? 'refuted' : 'open'
}
