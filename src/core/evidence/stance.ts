import type { Quorum, Standard, Who } from '../agreement/agreement.ts'
import { inLogOrder } from './log-order.ts'
import type { ActorId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Actors } from './actors.ts'
import type { Reading } from './reading.ts'

/**
 * One actor's word on one claim. `elsewhere` says that it happened and that somebody else did it: it refutes the claim
 * against this bearer, unless somebody whom the standard admits supports it.
 */
export type Voice = {
  readonly actor: ActorId
  readonly stance: 'support' | 'oppose' | 'inconclusive' | 'elsewhere'
  /** `verified` for findings, confirmations and refutations; `asserted` for one's own word. */
  readonly weight: 'asserted' | 'verified'
  readonly entry: LogIndex
}

export type Because =
  | 'established'
  | 'refuted'
  | 'alleged'
  | 'confirmed-by-some'
  | 'disputed'
  | 'inconclusive'
  | 'time-uncertain'
  | 'unreported'

/** What the voices on a claim come to: (1,1) established, (0,0) refuted, (0,1) open with the reason. */
export type Stance = {
  readonly bounds: { readonly lo: 0 | 1; readonly hi: 0 | 1 }
  readonly because: Because
  /** The entries that bear it out, in log order. */
  readonly entries: readonly LogIndex[]
}

export type Verdict = 'met' | 'refuted' | 'disputed' | 'inconclusive' | 'open'

/**
 * The stance of a claim under a reading and, for the reading by clause standards, the clause's own standard.
 * `undefined` where the reading hears none of the voices: then under this reading nothing was said at all.
 */
export function stanceOf(
  voices: readonly Voice[],
  standard: Standard,
  reading: Reading,
  actors: Actors,
): Stance | undefined {
  const { rule } = reading
  switch (rule.is) {
    case 'clause-standard':
      return concluded(voices, verdictOf(standard, voices, actors), (one) =>
        isAskedFor(one, standard, actors),
      )
    case 'word-of': {
      const heard = voices.filter(({ actor }) => {
        const party = actors.actsFor(actor)
        return party !== undefined && rule.parties.includes(party)
      })
      return heard.length === 0 ? undefined : concluded(heard, leafVerdict(heard))
    }
    case 'found-by': {
      const heard = voices.filter(
        ({ actor, weight }) =>
          weight === 'verified' && actors.rolesOf(actor).some((role) => rule.roles.includes(role)),
      )
      return heard.length === 0 ? undefined : concluded(heard, leafVerdict(heard))
    }
    case 'accepted-by-all': {
      const of = rule.parties.map((party) => ({
        is: 'said' as const,
        how: 'asserted' as const,
        by: { is: 'party' as const, party },
      }))
      const heard = voices.filter(({ actor }) => of.some(({ by }) => speaksAs(actor, by, actors)))
      const each: Standard = { is: 'all', of }
      const verdict = verdictOf(each, heard, actors)
      return heard.length === 0
        ? undefined
        : concluded(heard, verdict, (one) => isAskedFor(one, each, actors))
    }
  }
}

/** Whether an actor is one of those whom the text means. */
export function speaksAs(actor: ActorId, who: Who, actors: Actors): boolean {
  switch (who.is) {
    case 'actor':
      return actor === who.actor
    case 'party':
      return actors.actsFor(actor) === who.party
    case 'role':
      return actors.rolesOf(actor).includes(who.role)
  }
}

/** Everybody whom a standard names, in the order of the text. */
export function namedIn(standard: Standard): readonly Who[] {
  if (standard.is === 'said') return [standard.by]
  return standard.is === 'quorum' ? standard.of : standard.of.flatMap(namedIn)
}

/** A joint standard is met by all together, whether they sign one statement or each its own. */
export function verdictOf(standard: Standard, voices: readonly Voice[], actors: Actors): Verdict {
  if (standard.is === 'said') {
    const heard = voices.filter(
      ({ actor, weight }) =>
        (standard.how === 'asserted' || weight === 'verified') && speaksAs(actor, standard.by, actors),
    )
    return leafVerdict(heard)
  }
  if (standard.is === 'quorum') return quorumVerdict(standard, voices, actors)
  const parts = standard.of.map((part) => verdictOf(part, voices, actors))
  const has = (verdict: Verdict): boolean => parts.includes(verdict)
  if (has('disputed') || (has('met') && has('refuted'))) return 'disputed'
  const met = standard.is === 'all' ? parts.every((part) => part === 'met') : has('met')
  if (met && parts.length > 0) return 'met'
  const refuted = standard.is === 'all' ? parts.every((part) => part === 'refuted') : has('refuted')
  if (refuted && parts.length > 0) return 'refuted'
  if (has('refuted')) return 'disputed'
  return has('inconclusive') ? 'inconclusive' : 'open'
}

function leafVerdict(heard: readonly Voice[]): Verdict {
  const has = (what: Voice['stance']): boolean => heard.some(({ stance }) => stance === what)
  if (has('support')) return has('oppose') ? 'disputed' : 'met'
  if (has('oppose') || has('elsewhere')) return 'refuted'
  return has('inconclusive') ? 'inconclusive' : 'open'
}

/**
 * So many for it and fewer against it, or the other way round: then whoever else says otherwise is outvoted. A party whose
 * own actors disagree may count against, and never for. `elsewhere` speaks against this bearer where the quorum does not
 * find it responsible itself.
 */
function quorumVerdict(quorum: Quorum, voices: readonly Voice[], actors: Actors): Verdict {
  const { least } = quorum
  const { agree, deny, torn, elsewhere, inconclusive } = votesOn(quorum, voices, actors)
  if (agree >= least && deny + torn < least) return 'met'
  if (deny + elsewhere >= least && agree + torn < least) return 'refuted'
  if (deny + elsewhere + torn > 0) return 'disputed'
  return inconclusive > 0 ? 'inconclusive' : 'open'
}

/** How many voices of a quorum say what, and whose they are: `decided` have said yes or no. */
export type Votes = Readonly<
  Record<'agree' | 'deny' | 'torn' | 'elsewhere' | 'inconclusive', number> & {
    decided: ReadonlySet<ActorId | PartyId>
  }
>

/** The voices of those whom a quorum names, each counted once. */
export function votesOn({ how, of }: Quorum, voices: readonly Voice[], actors: Actors): Votes {
  const said = new Map<ActorId | PartyId, Set<Voice['stance']>>()
  for (const { actor, weight, stance } of voices) {
    if (how === 'verified' && weight !== 'verified') continue
    if (!of.some((who) => speaksAs(actor, who, actors))) continue
    const name = voiceOf(actor, of, actors)
    said.set(name, (said.get(name) ?? new Set()).add(stance))
  }
  let [agree, deny, torn, elsewhere, inconclusive] = [0, 0, 0, 0, 0]
  const decided = new Set(said.keys())
  for (const [name, stances] of said) {
    if (stances.has('support') && stances.has('oppose')) torn += 1
    else if (stances.has('support')) agree += 1
    else if (stances.has('oppose')) deny += 1
    else if (stances.has('elsewhere')) elsewhere += 1
    else {
      inconclusive += 1
      decided.delete(name)
    }
  }
  return { agree, deny, torn, elsewhere, inconclusive, decided }
}

/** In whose name an actor counts in a quorum, so that nobody counts twice. Parties and actors are written differently. */
export function voiceOf(actor: ActorId, of: Quorum['of'], actors: Actors): ActorId | PartyId {
  const isNamed = of.some((who) => who.is === 'actor' && who.actor === actor)
  return isNamed ? actor : (actors.actsFor(actor) ?? actor)
}

const BECAUSE = { met: 'established', refuted: 'refuted', disputed: 'disputed' } as const

/** Whether a standard hears this voice. */
function isAskedFor(voice: Voice, standard: Standard, actors: Actors): boolean {
  if (standard.is === 'all' || standard.is === 'any')
    return standard.of.some((part) => isAskedFor(voice, part, actors))
  const isHeard = standard.how === 'asserted' || voice.weight === 'verified'
  return isHeard && namedIn(standard).some((who) => speaksAs(voice.actor, who, actors))
}

type IsAsked = (voice: Voice) => boolean

function concluded(voices: readonly Voice[], verdict: Verdict, isAsked: IsAsked = () => false): Stance {
  const entries = inLogOrder(voices.map(({ entry }) => entry))
  if (verdict === 'met') return { bounds: { lo: 1, hi: 1 }, because: BECAUSE.met, entries }
  if (verdict === 'refuted') return { bounds: { lo: 0, hi: 0 }, because: BECAUSE.refuted, entries }
  return { bounds: { lo: 0, hi: 1 }, because: openBecause(voices, verdict, isAsked), entries }
}

/** Why a claim is open although the standard's own speakers have not decided it: what some of them, and all others, say. */
function openBecause(voices: readonly Voice[], verdict: Verdict, isAsked: IsAsked): Because {
  if (verdict === 'disputed' || verdict === 'inconclusive') return verdict
  const has = (what: Voice['stance']): boolean => voices.some(({ stance }) => stance === what)
  if (has('oppose') || (has('support') && has('elsewhere'))) return 'disputed'
  if (voices.some((voice) => voice.stance === 'support' && isAsked(voice))) return 'confirmed-by-some'
  if (has('support') || has('elsewhere')) return 'alleged'
  return has('inconclusive') ? 'inconclusive' : 'unreported'
}
