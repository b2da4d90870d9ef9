import { ROLES, type PartyId, type Role } from '../statement/fields.ts'
import { problems, type Problem, type Where } from '../problem.ts'
import type { Standard, Who } from './agreement.ts'
import { someParties, someParty } from './examples.ts'
import { isActorId } from './ids.ts'
import { boundParty, isOfTheLanguage, knownParty, nearest, type Names } from './names.ts'
import { joined } from './joined.ts'
import { tokens, wholeNumber, type Sentence } from './tokens.ts'

/*
 * who       = PARTY | "actor" ACTOR | "role" ROLE                            un.osg is an actor, monitor a role
 * whos      = who { "," who }
 * standard  = said { "and" said } | said { "or" said }
 * said      = ( "asserted" | "verified" ) "by" who
 *           | [ "verified" ] "jointly" [ "by" ] whos                          all of them, each in its own name
 *           | ( "asserted" | "verified" ) "by" "any" NUMBER "of" whos          so many different voices of them
 *           | "(" standard ")"
 */

const whoFix = (names: Names): string =>
  `write a party like ${someParty(names)}, “role monitor”, or “actor …” with the name that the actor bears`
function standardFix(names: Names): string {
  const two = someParties(names)
  return `write “asserted by ${someParty(names)}”, “verified by role monitor”, “jointly ${two}” or “asserted by any 2 of ${two}, role monitor”`
}

/** One who speaks. @throws Problem `party-unknown` or `agreement-malformed`, with its place */
export function who(sentence: Sentence, names: Names): Who {
  if (sentence.takeIf('actor')) {
    const actor = sentence.word('an actor', whoFix(names))
    if (isActorId(actor.text)) return { is: 'actor', actor: actor.text }
    throw problems.agreementMalformed({
      because: `“${actor.text}” is not an actor`,
      fix: isActorId(actor.text.toLowerCase())
        ? `write it in small letters: ${actor.text.toLowerCase()}`
        : 'write it in small letters and digits, with single dots or hyphens between them',
      where: sentence.where(actor),
    })
  }
  if (sentence.takeIf('role')) {
    const role = sentence.word('a role', whoFix(names))
    if (isRole(role.text)) return { is: 'role', role: role.text }
    const near = nearest(role.text, ROLES)
    throw problems.agreementMalformed({
      because: `there is no role “${role.text}”`,
      fix: near === undefined ? `name one of ${ROLES.join(', ')}` : `did you mean ${near}?`,
      where: sentence.where(role),
    })
  }
  const word = sentence.word('a party, an actor or a role', whoFix(names))
  if (EVERYBODY.test(word.text) || isOfTheLanguage(word.text)) {
    const fix = `name who is meant: ${whoFix(names)}; several at once like “jointly ${[...names.parties].join(', ')}”`
    const because = `“${word.text}” names nobody`
    throw problems.agreementMalformed({ because, fix, where: sentence.where(word) })
  }
  const fix = (near: string | undefined): string => speakerMeant(word.text, near)
  return { is: 'party', party: knownParty(names, word.text, sentence.where(word), fix) }
}

/** Whoever only watches is no party: to name a mission as one would bind it by the text. */
function speakerMeant(given: string, near: string | undefined): string {
  const role = ROLES.find((each) => each === given.toLowerCase())
  const actor = isActorId(given.toLowerCase()) ? given.toLowerCase() : '…'
  const offered =
    role === undefined ? `write “actor ${actor}”, or a role like “role monitor”` : `write “role ${role}”`
  const bound = near === undefined ? '' : `, or ${near} if that party is meant`
  return `${offered}${bound}; a party is only who is bound by the text`
}

/** Several who speak, parted by commas. @throws Problem as {@link who} */
export function whos(sentence: Sentence, names: Names): readonly Who[] {
  const all: Who[] = []
  const seen = new Set<string>()
  do {
    const where = sentence.here()
    const one = who(sentence, names)
    const name = spoken(one)
    if (seen.has(name)) throw namedTwice(name, where)
    seen.add(name)
    all.push(one)
  } while (sentence.takeIf(','))
  return all
}

const spoken = (one: Who): string =>
  one.is === 'party' ? one.party : one.is === 'role' ? `role ${one.role}` : `actor ${one.actor}`

/** @throws Problem `and-or-mixed`, `party-unknown` or `agreement-malformed`, with its place */
export function standard(sentence: Sentence, names: Names): Standard {
  return joined(sentence, () => said(sentence, names))
}

function said(sentence: Sentence, names: Names): Standard {
  if (sentence.takeIf('(')) {
    const inner = standard(sentence, names)
    sentence.expect([')'], 'close the bracket')
    return inner
  }
  const how = sentence.takeIf('verified') ? 'verified' : 'asserted'
  if (sentence.takeIf('jointly')) {
    sentence.takeIf('by')
    const all = whos(sentence, names)
    const next = sentence.peek(1) ?? ''
    if (sentence.peek() === 'and' && names.parties.has(next))
      throw sentence.problem(
        'a comma is expected',
        `write “jointly ${[...all.map(spoken), next].join(', ')}”`,
      )
    return { is: 'all', of: all.map((by) => ({ is: 'said', how, by })) }
  }
  if (how === 'asserted') sentence.expect(['asserted'], standardFix(names))
  sentence.expect(['by'], standardFix(names))
  const some = quorum(sentence, {
    list: () => whos(sentence, names),
    isOpen: (of) => of.some(({ is }) => is === 'role'),
    eachAlone: (of) => `(${of.map((one) => `${how} by ${spoken(one)}`).join(' or ')})`,
    allOfThem: (of) => `${how === 'verified' ? 'verified ' : ''}jointly ${of.map(spoken).join(', ')}`,
  })
  if (some !== undefined) return { is: 'quorum', how, ...some }
  return { is: 'said', how, by: who(sentence, names) }
}

/** The parties that owe a duty, each for itself: `SYR`, `each of A, B`. @throws Problem as {@link who} */
export function bearers(sentence: Sentence, names: Names): readonly PartyId[] {
  const word = sentence.peek()
  if (word === 'jointly' || word === 'any') {
    const named = partiesNamed(sentence, names)
    const fix = `write “who: each of ${named}”; “jointly” and “any 2 of” are for powers`
    throw sentence.problem('each has to owe the duty for itself', fix)
  }
  return partiesIn(sentence, names, sentence.takeIf('each', 'of'), (of) => `write “each of ${of}”`)
}

/**
 * The parties that hold a power, and how many of them it takes: `USA`, `each of A, B`, `jointly A, B`, `any 2 of A, B, C`.
 * @throws Problem as {@link who}
 */
export function holders(
  sentence: Sentence,
  names: Names,
): { readonly parties: readonly PartyId[]; readonly quorum: number } {
  const meant = (of: string): string =>
    `write “each of ${of}” if one of them alone is enough, or “jointly ${of}” if it takes all of them`
  if (sentence.takeIf('jointly')) {
    const parties = partiesIn(sentence, names, true, meant)
    return { parties, quorum: parties.length }
  }
  const some = quorum(sentence, {
    list: () => partiesIn(sentence, names, true, meant),
    eachAlone: (of) => `each of ${of.join(', ')}`,
    allOfThem: (of) => `jointly ${of.join(', ')}`,
  })
  if (some !== undefined) return { parties: some.of, quorum: some.least }
  return { parties: partiesIn(sentence, names, sentence.takeIf('each', 'of'), meant), quorum: 1 }
}

const EVERYBODY = /^(?:all|any|anybody|anyone|both|each|either|everybody|everyone|parties|sides)$/i

/** @param meant what would be right, from the parties that are meant, for words that do not say how they are bound */
function partiesIn(
  sentence: Sentence,
  names: Names,
  several: boolean,
  meant: (of: string) => string,
): readonly PartyId[] {
  const named = partiesNamed(sentence, names)
  const found: PartyId[] = []
  for (let more = true; more; more = several && sentence.takeIf(',')) {
    const next = sentence.peek() ?? ''
    if (!names.parties.has(next)) {
      if (EVERYBODY.test(next)) throw sentence.problem('a party is expected', meant(named))
    }
    const word = sentence.word('a party', meant(named))
    const party = boundParty(names, word.text, sentence.where(word))
    if (found.includes(party)) throw namedTwice(party, sentence.where(word))
    found.push(party)
  }
  sentence.end(meant(named))
  return found
}

/** The parties that the words left name, or where they name none or one all that are bound, parted by commas. */
function partiesNamed(sentence: Sentence, { parties }: Names): string {
  const named = tokens(sentence.rest()).flatMap(({ text }) => (parties.has(text) ? [text] : []))
  const several = new Set(named).size > 1 ? new Set(named) : parties
  return [...several].join(', ') || '…, …'
}

/** How a quorum is read: those that it may be of, and what says that one of them alone, or all of them, are needed. */
type QuorumOf<T> = {
  readonly list: () => readonly T[]
  /** Whether how many there are is not for the text to say. */
  readonly isOpen?: (of: readonly T[]) => boolean
  readonly eachAlone: (of: readonly T[]) => string
  readonly allOfThem: (of: readonly T[]) => string
}

/**
 * "any" NUMBER "of" and those that `list` reads; `undefined` if something else comes next.
 * @throws Problem `agreement-malformed` where one is enough, all are needed, there are not so many, or no number is named
 */
function quorum<T>(
  sentence: Sentence,
  { list, isOpen, eachAlone, allOfThem }: QuorumOf<T>,
): { readonly least: number; readonly of: readonly T[] } | undefined {
  if (!sentence.takeIf('any')) return undefined
  const where = sentence.here()
  const refused = (because: string, fix: string) => problems.agreementMalformed({ because, fix, where })
  const least = sentence.peek() === 'of' ? undefined : wholeNumber(sentence)
  sentence.expect(['of'], 'write “any 2 of …” and those of whom so many are enough')
  const of = list()
  if (least === undefined)
    throw refused(
      '“any of” does not say how many it takes',
      `write “${eachAlone(of)}” if one of them alone is enough, or “${allOfThem(of)}” if it takes all`,
    )
  if (least === 0) throw refused('0 of them is nobody', 'say how many are enough: at least 2')
  if (least === 1) throw refused('any 1 of them is each alone', `write “${eachAlone(of)}”`)
  if (isOpen?.(of) === true || least < of.length) return { least, of }
  if (least === of.length)
    throw refused(
      `any ${least} of ${least} are all of them`,
      `write “${allOfThem(of)}”, or “${eachAlone(of)}” if one of them alone is enough`,
    )
  throw refused(`${of.length} are named, and it takes ${least} of them`, `name more, or ask for fewer`)
}

function namedTwice(name: string, where: Where): Problem {
  return problems.agreementMalformed({ because: `${name} is named twice`, fix: 'name each once', where })
}

function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text)
}
