import { ROLES, type PartyId, type Role } from '../statement/fields.ts'
import { problems } from '../problem.ts'
import type { Standard, Who } from './agreement.ts'
import { isActorId } from './ids.ts'
import { boundParty, knownParty, nearest, type Names } from './names.ts'
import { joined } from './joined.ts'
import type { Sentence } from './tokens.ts'

/*
 * who       = PARTY | "actor" ACTOR | "role" ROLE                            un.osg is an actor, monitor a role
 * whos      = who { "," who }
 * standard  = said { "and" said } | said { "or" said }
 * said      = ( "asserted" | "verified" ) "by" who
 *           | [ "verified" ] "jointly" [ "by" ] whos                          all of them, each in its own name
 *           | "(" standard ")"
 */

const WHO_FIX = 'write a party like USA, “actor un.osg” or “role monitor”'
const STANDARD_FIX = 'write “asserted by USA”, “verified by role monitor” or “jointly USA, RUS”'

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
  const all = [who(sentence, names)]
  while (sentence.takeIf(',')) all.push(who(sentence, names))
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
  return { is: 'said', how, by: who(sentence, names) }
}

/** The parties that owe or hold something, and whether only all of them together: `SYR`, `each of A, B`, `jointly A, B`. */
export function parties(
  sentence: Sentence,
  names: Names,
): { readonly parties: readonly PartyId[]; readonly jointly: boolean } {
  const each = sentence.takeIf('each', 'of')
  const jointly = !each && sentence.takeIf('jointly')
  const found: PartyId[] = []
  const several = each || jointly
  for (let more = true; more; more = several && sentence.takeIf(',')) {
    const word = sentence.word('a party', 'name a party, or “each of SYR, OPP”')
    const party = boundParty(names, word.text, sentence.where(word))
    if (found.includes(party)) {
      throw problems.agreementMalformed({
        because: `${party} is named twice`,
        fix: 'name each party once',
        where: sentence.where(word),
      })
    }
    found.push(party)
  }
  sentence.end('for several parties write “each of SYR, OPP” or “jointly USA, RUS”')
  return { parties: found, jointly }
}

function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text)
}
