import type { Quorum, Standard, Who } from '../agreement/agreement.ts'
import type { ActorId, LogIndex, PartyId, Role } from '../statement/fields.ts'
import type { CertifiedRule } from './verdicts.ts'
import { grouped, inOrder, type Log, type Told } from './told.ts'

/** One actor's word. `elsewhere`: it happened, and somebody else did it. `verified`: a finding or confirmation. */
export type Word = {
  readonly actor: ActorId
  readonly stance: 'for' | 'against' | 'undecided' | 'elsewhere'
  readonly verified: boolean
  readonly entry: LogIndex
}

type Author = Pick<Told, 'by' | 'entry'>

/** What its authors say, each in its own name; nothing where they say neither yes nor no. */
export function wordsOf(
  { by, entry }: Author,
  stance: Word['stance'] | undefined,
  verified: boolean,
): readonly Word[] {
  return stance === undefined ? [] : by.map((actor) => ({ actor, stance, verified, entry }))
}

/** Who speaks for whom, by the grants of the log: the last party that was named, and every role ever given. */
export type Speakers = {
  readonly partyOf: (actor: ActorId) => PartyId | undefined
  readonly speaksAs: (actor: ActorId, who: Who) => boolean
  /** All whom the text means, in the order of their first grant. */
  readonly behind: (who: Who) => readonly ActorId[]
}

export function speakersOf(log: Log): Speakers {
  return log.once('speakers', () => {
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
  })
}

/** Everybody whom a standard names, in the order of the text. */
export function namedBy(standard: Standard): readonly Who[] {
  if (standard.is === 'said') return [standard.by]
  return standard.is === 'quorum' ? standard.of : standard.of.flatMap(namedBy)
}

type Decided = 'established' | 'refuted' | 'disputed' | 'open'

/** What words come to, with the entries of those that were heard; `unheard` where the rule admits none of them. */
type Weighed = { readonly weight: Decided | 'unheard'; readonly entries: readonly LogIndex[] }

/** Weighs words by the rule of the reading and, where the rule says so, by the clause's own standard. */
export function weighed(log: Log, words: readonly Word[], standard: Standard, rule: CertifiedRule): Weighed {
  const speakers = speakersOf(log)
  const heard = words.filter(({ actor, verified }) => {
    if (rule.is === 'clause-standard') return true
    if (rule.is === 'found-by')
      return verified && rule.roles.some((role) => speakers.speaksAs(actor, { is: 'role', role }))
    return rule.parties.some((party) => speakers.partyOf(actor) === party)
  })
  const entries = inOrder(heard.map(({ entry }) => entry))
  if (rule.is === 'clause-standard') return { weight: decided(standard, heard, speakers), entries }
  if (heard.length === 0) return { weight: 'unheard', entries }
  if (rule.is !== 'accepted-by-all') return { weight: voted(heard, 1, String), entries }
  const each = rule.parties.map((party): Standard => {
    return { is: 'said', how: 'asserted', by: { is: 'party', party } }
  })
  return { weight: decided({ is: 'all', of: each }, heard, speakers), entries }
}

export function decided(standard: Standard, words: readonly Word[], speakers: Speakers): Decided {
  if (standard.is === 'said' || standard.is === 'quorum') {
    const quorum = standard.is === 'said' ? { ...standard, least: 1, of: [standard.by] } : standard
    return voted(admitted(quorum, words, speakers), quorum.least, voiceIn(quorum, speakers))
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

/** The words of those whom a standard names, of the kind that it asks for. */
export function admitted(
  { how, of }: Pick<Quorum, 'how' | 'of'>,
  words: readonly Word[],
  { speaksAs }: Speakers,
): readonly Word[] {
  return words.filter(
    ({ actor, verified }) => (verified || how === 'asserted') && of.some((who) => speaksAs(actor, who)),
  )
}

/** A named actor is a voice of its own; whoever else speaks for a party shares that party's voice. */
export function voiceIn({ of }: Pick<Quorum, 'of'>, { partyOf }: Speakers): (actor: ActorId) => string {
  const isNamed = (actor: ActorId): boolean => of.some((who) => who.is === 'actor' && who.actor === actor)
  return (actor) => (isNamed(actor) ? actor : (partyOf(actor) ?? actor))
}

/** Decided one way by so many voices, if not as many may say the opposite. With one voice enough, any that differ dispute it. */
function voted(words: readonly Word[], least: number, voiceOf: (actor: ActorId) => string): Decided {
  const { yes, either, against, denies } = votesOf(words, voiceOf)
  if (yes >= least && against < least) return 'established'
  if (denies >= least && either < least) return 'refuted'
  return against > 0 || denies > 0 ? 'disputed' : 'open'
}

/** How many voices say yes and nothing else, yes among others, no among others, and no without a yes. */
export function votesOf(
  words: readonly Word[],
  voiceOf: (actor: ActorId) => string,
): Record<'yes' | 'either' | 'against' | 'denies', number> {
  const voices = grouped(words, ({ actor }) => voiceOf(actor)).map((own) => {
    const says = (stance: Word['stance']): boolean => own.some((word) => word.stance === stance)
    return {
      yes: says('for'),
      no: says('against'),
      denies: !says('for') && (says('against') || says('elsewhere')),
    }
  })
  return {
    yes: voices.filter((one) => one.yes && !one.no).length,
    either: voices.filter((one) => one.yes).length,
    against: voices.filter(({ no }) => no).length,
    denies: voices.filter((one) => one.denies).length,
  }
}
