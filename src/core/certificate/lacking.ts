import type { Standard, Term, Who } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { performance } from '../definitions/acts.ts'
import type { CertifiedMove } from './certificate.ts'
import { claimsAgainst, isFound } from '../definitions/claims.ts'
import { momentsNamed } from '../definitions/conditions.ts'
import { closedThrough, silentOnes, type Duty } from '../definitions/duty.ts'
import {
  admitted,
  decided,
  namedBy,
  speakersOf,
  voiceIn,
  votesOf,
  type Word,
} from '../definitions/speakers.ts'
import { saidOn } from '../definitions/states-said.ts'
import type { State } from '../definitions/states.ts'
import type { Log } from '../definitions/told.ts'
import { NEVER, type World } from '../definitions/world.ts'

type Names = readonly CertifiedMove['who'][]

/**
 * Who is asked to confirm or refute what is open of a duty: where that is one thing, those whose word it lacks, and else
 * everybody whom the standard names.
 */
export function verifiersOf(world: World, duty: Duty, at: Instant): Names {
  const { evidence } = duty.clause
  const words = world.rule.is === 'clause-standard' ? wordsOnOpen(world, duty, at) : undefined
  return words === undefined ? everybodyIn(world.log, evidence) : stillToSpeak(world.log, evidence, words)
}

/** Who is asked to close: where silence would decide a duty that is past, whoever has not closed so far. */
export function closersOf(world: World, duty: Duty, at: Instant): Names {
  const { clause, due, ends, activated } = duty
  const { ifSilent, duty: kind } = clause
  if (ifSilent === 'unknown' || kind === 'permit' || kind === 'intend') return []
  const { done, open } = performance(world, duty)
  if (kind !== 'achieve') {
    const isSpokenFor = ifSilent === 'breach' && (done !== undefined || open !== undefined)
    return ends === NEVER || isSpokenFor ? [] : notClosed(world, silentOnes(clause), clause.id, ends - 1)
  }
  const isSaidDone = done !== undefined || (open !== undefined && open.from <= at)
  // What ends before its deadline is not missed.
  if (at <= due || isSaidDone || (ifSilent === 'breach' && due >= ends)) return []
  return notClosed(world, silentOnes(clause), clause.id, Math.max(due, activated.certain))
}

/** Of some sources, who has not closed through a time: a party as itself, a role as the actors that have it. */
export function notClosed(
  world: World,
  sources: readonly Who[],
  clause: ClauseId | undefined,
  through: number,
): Names {
  const each = sources.flatMap((who): readonly Who[] =>
    who.is === 'role'
      ? speakersOf(world.log)
          .behind(who)
          .map((actor) => ({ is: 'actor', actor }))
      : [who],
  )
  return each
    .filter((who) => (closedThrough(world, [who], clause)?.through ?? -NEVER) < through)
    .flatMap((who) => namesOf(world.log, who))
}

/** Who is asked to set a moment: those who have not joined the time that was named last. */
export function settersOf(world: World, term: Extract<Term, { is: 'moment' }>): Names {
  return stillToSpeak(world.log, term.setBy, momentsNamed(world, term).last?.words ?? [])
}

/** Who is asked to decide on a state: of those who may, whoever has said neither of that moment. */
export function decidersOf(world: World, term: State, at: Instant): Names {
  if (term.decidedBy === undefined) return []
  const { holds, fails } = saidOn(world, term, at) ?? {}
  const against = fails?.words.map((word) => ({ ...word, stance: 'against' as const })) ?? []
  return stillToSpeak(world.log, term.decidedBy, [...(holds?.words ?? []), ...against])
}

/** Those whose word a standard lacks; everybody whom it names where no more words can decide it. */
function stillToSpeak(log: Log, standard: Standard, words: readonly Word[]): Names {
  const lacking = lackingIn(log, standard, words)
  return lacking.length > 0 ? lacking : everybodyIn(log, standard)
}

/** The words on the one thing that is open; `undefined` where several are, or an earlier text has a word in it. */
function wordsOnOpen(world: World, duty: Duty, at: Instant): readonly Word[] | undefined {
  const { done, open, words } = performance(world, duty)
  const claims = duty.isOccurrence ? [] : claimsAgainst(world, duty)
  const unsettled = claims.filter((claim) => claim.earliest <= at && !isFound(claim, at))
  const [claim] = unsettled
  if (claim === undefined) return words
  const isSaidDone = [done, open].some((since) => since !== undefined && since.from <= at)
  const isAlone = unsettled.length === 1 && !(duty.clause.duty === 'achieve' && isSaidDone)
  return isAlone && claim.earliest >= (world.earlier?.from ?? -Infinity) ? claim.words : undefined
}

/** Whoever has said neither yes nor no in a part that is not decided; nobody where no more words can decide it. */
function lackingIn(log: Log, standard: Standard, words: readonly Word[]): Names {
  const speakers = speakersOf(log)
  const is = decided(standard, words, speakers)
  if (is === 'established' || is === 'refuted') return []
  if (standard.is === 'said') return everybodyIn(log, standard)
  if (standard.is !== 'quorum') return standard.of.flatMap((part) => lackingIn(log, part, words))
  const { least, of } = standard
  const voiceOf = voiceIn(standard, speakers)
  const said = admitted(standard, words, speakers).filter(({ stance }) => stance !== 'undecided')
  const spoken = new Set(said.map(({ actor }) => voiceOf(actor)))
  const silent = of.flatMap((who): readonly { name: Names[number]; voice: string }[] =>
    who.is === 'party'
      ? [{ name: who.party, voice: who.party }]
      : speakers.behind(who).map((name) => ({ name, voice: voiceOf(name) })),
  )
  const missing = silent.filter(({ voice }) => !spoken.has(voice))
  const { yes, either, against, denies } = votesOf(said, voiceOf)
  const more = new Set(missing.map(({ voice }) => voice)).size
  const canDecide = (against < least && yes + more >= least) || (either < least && denies + more >= least)
  return canDecide ? missing.map(({ name }) => name) : []
}

/** A party as itself; a role as the actors that have it. */
function everybodyIn(log: Log, standard: Standard): Names {
  return namedBy(standard).flatMap((who) => namesOf(log, who))
}

function namesOf(log: Log, who: Who): Names {
  return who.is === 'party' ? [who.party] : speakersOf(log).behind(who)
}
