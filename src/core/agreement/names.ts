import { problems, type Problem, type Where } from '../problem.ts'
import type { Calendar } from '../time/calendar.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import { isClauseId, isPartyId, isTermId } from './ids.ts'
import type { Term } from './agreement.ts'

/** Everything that an agreement names, gathered before any expression is read: words may be used above their definition. */
export type Names = {
  /** Its id. */
  readonly agreement: string
  /** The block that is being read: it is left out if it names one that is. */
  readonly block: string
  /** The lines of the blocks that have been left out, by their ids. */
  readonly leftOut: ReadonlyMap<string, number>
  /** `undefined` where the head cannot be read: then nothing that is written in local time can be. */
  readonly calendar: Calendar | undefined
  readonly parties: ReadonlySet<string>
  readonly excluded: ReadonlySet<string>
  readonly terms: ReadonlyMap<string, Term['is']>
  /** In the order of the document. */
  readonly clauses: ReadonlySet<string>
  readonly exchanges: ReadonlySet<string>
  readonly powers: ReadonlySet<string>
}

/** @throws Problem `block-left-out` if what is named has a fault of its own, so that nothing more need be said of it here */
function mustStand({ block, leftOut }: Names, given: string, where: Where): void {
  const line = leftOut.get(given)
  if (line !== undefined) throw restsOn(block, given, line, where)
}

export function restsOn(block: string, on: string, line: number, where: Where): Problem {
  return problems.blockLeftOut({ block, on, line, fix: `mend “${on}” on line ${line}`, where })
}

/**
 * Any party that the text names, an excluded group too.
 * @param fix what would be right, from the nearest name if there is one; without it one of the parties is offered
 * @throws Problem `party-unknown`, or `block-left-out`
 */
export function knownParty(
  names: Names,
  given: string,
  where: Where,
  fix?: (near: string | undefined) => string,
): PartyId {
  mustStand(names, given, where)
  if (isPartyId(given) && (names.parties.has(given) || names.excluded.has(given))) return given
  throw unknownParty(given, [...names.parties, ...names.excluded], where, fix)
}

/** A party that can owe or hold something. @throws Problem as {@link knownParty}, or `agreement-malformed` for an excluded group */
export function boundParty(names: Names, given: string, where: Where): PartyId {
  mustStand(names, given, where)
  if (isPartyId(given) && names.parties.has(given)) return given
  // An excluded group is never offered here: it would only be refused.
  if (!names.excluded.has(given)) throw unknownParty(given, [...names.parties], where)
  throw problems.agreementMalformed({
    because: `${given} is an excluded group: it is outside the agreement, so it owes and holds nothing under it`,
    fix: 'name a party that is bound',
    where,
  })
}

function unknownParty(
  given: string,
  all: readonly string[],
  where: Where,
  fix?: (near: string | undefined) => string,
): Problem {
  if (given === 'actor' || given === 'role') {
    const example = all.length === 0 ? '' : `, like ${all[0]}`
    return problems.agreementMalformed({
      because: `“${given}” stands where a party is expected`,
      fix: `name a party${example}: an actor or a role is heard, under “shown by”, and is neither bound, told nor protected`,
      where,
    })
  }
  const near = nearest(given, all)
  const known = all.length === 0 ? '' : `name one of ${all.join(', ')}`
  const defined = isPartyId(given) ? `define it in a block “jig party ${given}”` : ''
  const offered =
    [known, defined].filter((each) => each !== '').join(', or ') || 'define a party in a block “jig party …”'
  return problems.partyUnknown({
    party: given,
    near,
    fix: fix?.(near) ?? (near === undefined ? offered : `write ${near}`),
    where,
  })
}

/** @throws Problem `term-unknown` with the nearest of its kind, `agreement-malformed` if the name is of another kind, or `block-left-out` */
export function knownTerm(names: Names, given: string, is: Term['is'], where: Where): TermId {
  mustStand(names, given, where)
  if (names.terms.get(given) === is && isTermId(given)) return given
  const ofKind = termsOf(names, is)
  const other = kindOf(names, given)
  if (other !== undefined) {
    throw problems.agreementMalformed({
      because: `“${given}” is ${an(other)}, and ${an(is)} is expected`,
      fix: `name ${an(is)}${listed(ofKind)}`,
      where,
    })
  }
  const near = nearest(given, ofKind)
  const known =
    ofKind.length === 0 ? [] : [near === undefined ? `name ${an(is)}${listed(ofKind)}` : `write ${near}`]
  const isName = isTermId(given) && !isOfTheLanguage(given)
  const defined = isName ? `define it in a block “jig ${is} ${given}”` : `define one in a block “jig ${is}”`
  const fix = [...known, defined].join(', or ')
  throw problems.termUnknown({ term: given, near, fix, where })
}

/** In the order of the document. */
export function termsOf({ terms }: Names, is: Term['is']): readonly string[] {
  return [...terms].filter(([, kind]) => kind === is).map(([id]) => id)
}

/** What bears this name; `undefined` if nothing does. */
export function kindOf(
  names: Names,
  given: string,
): Term['is'] | Numbered | 'party' | 'excluded group' | undefined {
  if (names.clauses.has(given)) return 'clause'
  if (names.exchanges.has(given)) return 'exchange'
  if (names.powers.has(given)) return 'power'
  if (names.parties.has(given)) return 'party'
  return names.excluded.has(given) ? 'excluded group' : names.terms.get(given)
}

/**
 * Words that say something in an expression, or that people expect to. Nobody means to define one as a name, so that is
 * never offered: a moment named “on” would be read in place of the moment that was meant.
 */
const OF_THE_LANGUAGE =
  /^(?:a|after|all|and|any|at|before|begins?|both|breached|by|days?|done|each|either|ends?|exercised|fails?|for|from|holds?|hours?|if|in|it|jointly|more|no|not|of|on|or|overturned|acceded|since|than|the|to|unless|until|when|while|with|within)$/i

export const isOfTheLanguage = (word: string): boolean => OF_THE_LANGUAGE.test(word)

/** What kinds of blocks carry the numbering of the text. */
export type Numbered = 'clause' | 'exchange' | 'power'

/** @throws Problem `clause-unknown` with the nearest of its kind, `agreement-malformed` if the name is of another kind, or `block-left-out` */
export function knownClause(names: Names, given: string, is: Numbered, where: Where): ClauseId {
  mustStand(names, given, where)
  const sets = { clause: names.clauses, exchange: names.exchanges, power: names.powers }
  if (sets[is].has(given) && isClauseId(given)) return given
  const other = kindOf(names, given)
  if (other !== undefined) {
    throw problems.agreementMalformed({
      because: `${given} is ${an(other)}, and ${an(is)} is expected`,
      fix:
        is === 'clause' && other === 'exchange'
          ? 'an exchange is no duty: name a clause that is one of its legs'
          : `name ${an(is)}${listed([...sets[is]].slice(0, 3))}`,
      where,
    })
  }
  const near = nearest(given, [...sets[is]])
  const under = is === 'clause' ? clausesUnder(names, `${given}.*`) : []
  const defined =
    isClauseId(given) && !isOfTheLanguage(given)
      ? `define it in a block “jig ${is} ${given}”`
      : `name ${an(is)}`
  throw problems.clauseUnknown({
    clause: given,
    agreement: names.agreement,
    fix:
      under.length > 0
        ? `name one that stands under it: ${named(under)}`
        : near === undefined
          ? defined
          : `did you mean ${near}?`,
    where,
  })
}

/** One clause, or with `SEP.1.*` all those whose ids begin with `SEP.1.`, in the order of the document. */
export function knownClauses(names: Names, given: string, where: Where): readonly ClauseId[] {
  const isExchange = names.exchanges.has(given) && !names.leftOut.has(given)
  if (isExchange && clausesUnder(names, `${given}.*`).length > 0) {
    const because = `${given} is an exchange, and a clause is expected`
    const fix = `an exchange is no duty: name the clauses that are its legs, or ${given}.* for all under that number`
    throw problems.agreementMalformed({ because, fix, where })
  }
  if (!given.endsWith('.*')) {
    const all = clausesUnder(names, `${given}.*`)
    if (all.length === 0 || kindOf(names, given) !== undefined || names.leftOut.has(given))
      return [knownClause(names, given, 'clause', where)]
    throw problems.clauseUnknown({
      clause: given,
      agreement: names.agreement,
      fix: `write ${given}.* for all under it: ${named(all)}`,
      where,
    })
  }
  const under = (id: string): boolean => id.startsWith(given.slice(0, -1))
  for (const id of names.leftOut.keys()) {
    if (under(id) && !names.exchanges.has(id) && !names.powers.has(id)) mustStand(names, id, where)
  }
  const found = clausesUnder(names, given)
  if (found.length > 0) return found
  throw problems.clauseUnknown({
    clause: given,
    agreement: names.agreement,
    fix: `no clause begins with ${given.slice(0, -1)}; name a clause that exists`,
    where,
  })
}

/** The clauses meant by `SEP.1.*`, in the order of the document. */
export function clausesUnder(names: Names, given: string): readonly ClauseId[] {
  return [...names.clauses].filter(isClauseId).filter((id) => id.startsWith(given.slice(0, -1)))
}

/** The candidate that a slip of the pen could have turned into `given`: two letters changed, or a third of a long word. */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let least = (given.length < 4 ? 1 : Math.max(2, Math.floor(given.length / 3))) + 1
  const plain = given.slice(0, 60).toLowerCase()
  for (const candidate of candidates) {
    const far = lettersChanged(plain, candidate.slice(0, 60).toLowerCase())
    if (far >= least) continue
    best = candidate
    least = far
  }
  return best
}

/** How many letters to put in, take out, change or swap with the one after (Damerau's distance, without overlaps). */
function lettersChanged(a: string, b: string): number {
  let before: readonly number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity
      next.push(Math.min(change, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

export const an = (kind: string): string => (/^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`)
/** Some of them by name, and that there are more. */
function named(ids: readonly string[]): string {
  const few = ids.slice(0, 6)
  return `${few.join(', ')}${ids.length > few.length ? ' and more' : ''}`
}

const listed = (ids: readonly string[]): string => (ids.length === 0 ? '' : `, such as ${ids.join(', ')}`)
