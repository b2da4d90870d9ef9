import { ROLES, type PartyId, type Role } from '../statement/fields.ts'
import { problems, type Problem, type Where } from '../problem.ts'
import type { Standard, Who } from './agreement.ts'
import { isActorId } from './ids.ts'
import { boundParty, knownParty, nearest, type Names } from './names.ts'
import { joined } from './joined.ts'
import { wholeNumber, type Sentence } from './tokens.ts'

/*
 * who       = PARTY | "actor" ACTOR | "role" ROLE                            un.osg is an actor, monitor a role
 * whos      = who { "," who }
 * standard  = said { "and" said } | said { "or" said }
 * said      = ( "asserted" | "verified" ) "by" who
 *           | [ "verified" ] "jointly" [ "by" ] whos                          all of them, each in its own name
 *           | ( "asserted" | "verified" ) "by" "any" NUMBER "of" whos          so many different voices of them
 *           | "(" standard ")"
 */

const WHO_FIX = 'write a party like USA, “actor un.osg” or “role monitor”'
const STANDARD_FIX =
  'write “asserted by USA”, “verified by role monitor”, “jointly USA, RUS” or “asserted by any 2 of USA, RUS, UN”'

/** One who speaks. @throws Problem `party-unknown` or `agreement-malformed`, with its place */
export function who(sentence: Sentence, names: Names): Who {
  if (sentence.takeIf('actor')) {
    const actor = sentence.word('an actor', WHO_FIX)
    if (isActorId(actor.text)) return { is: 'actor', actor: actor.text }
    throw problems.agreementMalformed({
      because: `“${actor.text}” is not an actor`,
      fix: 'write it in small letters with dots, like rus.general-staff',
      where: sentence.where(actor),
    })
  }
  if (sentence.takeIf('role')) {
    const role = sentence.word('a role', WHO_FIX)
    if (isRole(role.text)) return { is: 'role', role: role.text }
    const near = nearest(role.text, ROLES)
    throw problems.agreementMalformed({
      because: `there is no role “${role.text}”`,
      fix: near === undefined ? `name one of ${ROLES.join(', ')}` : `did you mean ${near}?`,
      where: sentence.where(role),
    })
  }
  const word = sentence.word('a party, an actor or a role', WHO_FIX)
  return { is: 'party', party: knownParty(names, word.text, sentence.where(word)) }
}

/** Several who speak, parted by commas. @throws Problem as {@link who} */
export function whos(sentence: Sentence, names: Names): readonly Who[] {
  const all: Who[] = []
  const seen = new Set<string>()
  do {
    const where = sentence.here()
    const one = who(sentence, names)
    const name =
      one.is === 'party' ? one.party : one.is === 'role' ? `role ${one.role}` : `actor ${one.actor}`
    if (seen.has(name)) throw namedTwice(name, where)
    seen.add(name)
    all.push(one)
  } while (sentence.takeIf(','))
  return all
}

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
    return { is: 'all', of: whos(sentence, names).map((by) => ({ is: 'said', how, by })) }
  }
  if (how === 'asserted') sentence.expect(['asserted'], STANDARD_FIX)
  sentence.expect(['by'], STANDARD_FIX)
  const some = quorum(
    sentence,
    () => whos(sentence, names),
    (of) => of.some(({ is }) => is === 'role'),
  )
  if (some !== undefined) return { is: 'quorum', how, ...some }
  return { is: 'said', how, by: who(sentence, names) }
}

/** The parties that owe a duty, each for itself: `SYR`, `each of A, B`. @throws Problem as {@link who} */
export function bearers(sentence: Sentence, names: Names): readonly PartyId[] {
  const word = sentence.peek()
  if (word === 'jointly' || word === 'any') {
    const fix = 'write “who: each of …”; “jointly” and “any 2 of” are for powers'
    throw sentence.problem('each has to owe the duty for itself', fix)
  }
  return partiesIn(sentence, names, sentence.takeIf('each', 'of'))
}

/**
 * The parties that hold a power, and how many of them it takes: `USA`, `each of A, B`, `jointly A, B`, `any 2 of A, B, C`.
 * @throws Problem as {@link who}
 */
export function holders(
  sentence: Sentence,
  names: Names,
): { readonly parties: readonly PartyId[]; readonly quorum: number } {
  if (sentence.takeIf('jointly')) {
    const parties = partiesIn(sentence, names, true)
    return { parties, quorum: parties.length }
  }
  const all = quorum(sentence, () => partiesIn(sentence, names, true))
  if (all !== undefined) return { parties: all.of, quorum: all.least }
  return { parties: partiesIn(sentence, names, sentence.takeIf('each', 'of')), quorum: 1 }
}

function partiesIn(sentence: Sentence, names: Names, several: boolean): readonly PartyId[] {
  const found: PartyId[] = []
  for (let more = true; more; more = several && sentence.takeIf(',')) {
    const word = sentence.word('a party', 'name a party, or “each of SYR, OPP”')
    const party = boundParty(names, word.text, sentence.where(word))
    if (found.includes(party)) throw namedTwice(party, sentence.where(word))
    found.push(party)
  }
  sentence.end('for several parties write “each of SYR, OPP”, “jointly USA, RUS” or “any 2 of USA, RUS, UN”')
  return found
}

/**
 * "any" NUMBER "of" and those that `list` reads; `undefined` if something else comes next. With `isOpen`, how many there
 * are is not for the text to say.
 * @throws Problem `agreement-malformed` where one is enough, all are needed or there are not so many
 */
function quorum<T>(
  sentence: Sentence,
  list: () => readonly T[],
  isOpen: (of: readonly T[]) => boolean = () => false,
): { readonly least: number; readonly of: readonly T[] } | undefined {
  if (!sentence.takeIf('any')) return undefined
  const where = sentence.here()
  const least = wholeNumber(sentence)
  sentence.expect(['of'], 'write “any 2 of USA, RUS, UN”')
  const of = list()
  const refused = (because: string, fix: string) => problems.agreementMalformed({ because, fix, where })
  if (least === 0) throw refused('0 of them is nobody', 'say how many are enough: at least 2')
  if (least === 1)
    throw refused(
      'any 1 of them is each alone',
      'write “each of A, B” of a power, or “by A or … by B” of words',
    )
  if (isOpen(of) || least < of.length) return { least, of }
  if (least === of.length) throw refused(`any ${least} of ${least} are all of them`, 'write “jointly A, B”')
  throw refused(`${of.length} are named, and it takes ${least} of them`, `name more, or ask for fewer`)
}

function namedTwice(name: string, where: Where): Problem {
  return problems.agreementMalformed({ because: `${name} is named twice`, fix: 'name each once', where })
}

function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text)
}
