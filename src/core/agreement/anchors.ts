import { problems, type Problem } from '../problem.ts'
import { NO_TIME } from '../time/instant.ts'
import type { Anchor } from './agreement.ts'
import { someTerm } from './examples.ts'
import { isTermId } from './ids.ts'
import { an, kindOf, knownTerm, nearest, termsOf, type Names } from './names.ts'
import { BY_THE_CLOCK, duration, instant, instantFollows } from './times.ts'
import type { Sentence } from './tokens.ts'

/*
 * anchor = instant | MOMENT [ "+" duration ]                 DayD + 48h
 */

/** The keys and words that an anchor follows: each has its own way to say what is no instant. */
export type AnchorOf = 'by' | 'until' | 'starts' | 'no later than' | 'on' | 'since' | 'from'

const anchorFix = (names: Names): string =>
  `write a moment like “${someTerm(names, 'moment')} + 48h”, or an instant like 2016-09-12T16:00:00Z`
const OR_AN_INSTANT = `${BY_THE_CLOCK}; or name, in place of moment and length, the instant at which it ends, like 2016-09-13T00:00:00Z`
/** What clauses, states and powers come to: words of conditions, and words that people take for some. */
const COMES_TRUE = ['done', 'breached', 'holds', 'fails', 'exercised', 'overturned', 'acceded']

/** @throws Problem as `instant` and `duration` in `times.ts`, `term-unknown`, or `agreement-malformed` for what is no anchor */
export function anchor(sentence: Sentence, names: Names, of: AnchorOf): Anchor {
  const stray = strayWords(sentence, names, of)
  if (stray !== undefined) throw stray
  if (instantFollows(sentence)) return { is: 'instant', instant: instant(sentence, names) }
  const word = sentence.word('a moment or an instant', anchorFix(names))
  const moment = knownTerm(names, word.text, 'moment', sentence.where(word))
  if (sentence.takeIf('+')) return { is: 'moment', moment, plus: duration(sentence, OR_AN_INSTANT) }
  if (/^[-–−]/.test(sentence.peek() ?? '')) {
    const because = 'only “+” is expected after a moment: a time before it is past when the moment is set'
    throw sentence.problem(because, 'name the instant itself, like 2016-09-12T16:00:00Z, or another moment')
  }
  return { is: 'moment', moment, plus: NO_TIME }
}

const LENGTH = /^\d+ ?(?:min|h|d)$/
const HOURS = { d: 24, w: 168, h: 1 } as const

/** What people write for an anchor that is none, with what says it; `undefined` where an anchor may follow. */
function strayWords(sentence: Sentence, names: Names, of: AnchorOf): Problem | undefined {
  const [first = '', second] = [sentence.peek(), sentence.peek(1)]
  const rest = sentence.rest()
  const refused = (fix: string): Problem => sentence.problem('a moment or an instant is expected', fix)
  const isMoment = kindOf(names, first) === 'moment'
  if (first === 'on' && second !== undefined && (!isMoment || kindOf(names, second) === 'moment'))
    return refused(`write “${rest.slice('on '.length)}”, without “on”`)
  if (isMoment) return undefined
  const after = lengthAfter(rest, names)
  if (after !== undefined)
    return refused(`write the moment first, and then the length by the clock: “${after}”`)
  if (LENGTH.test(rest)) {
    const from = `write the moment that it counts from, like “${someTerm(names, 'moment')} + ${rest}”`
    return refused(of === 'by' ? `write “within: ${rest}” in place of “by”, or ${from}` : from)
  }
  const kind = kindOf(names, first)
  const numbered = kind === 'clause' || kind === 'exchange' || kind === 'power'
  if (numbered && names.leftOut.has(first)) return undefined
  const says = COMES_TRUE.includes(first) ? rest : kind === 'clause' ? `done ${rest}` : undefined
  if (says !== undefined) return refused(instead(says, of))
  if (!numbered) return undefined
  const because = `“${first}” is ${an(kind)}, and a moment is expected`
  return problems.agreementMalformed({ because, fix: anchorFix(names), where: sentence.here() })
}

/** What says in other keys what was written where an anchor belongs: `done T.1 + 30d` has no fixed instant. */
function instead(rest: string, of: AnchorOf): string {
  const [, says = '', length = '48h'] = /^(.*?)(?: \+ (\d+ ?(?:min|h|d)))?$/.exec(rest) ?? []
  const moment = 'let somebody set a moment then (“jig moment EndOfPhase” with “set by”), and write its name'
  switch (of) {
    case 'by':
      return says.startsWith('fails')
        ? moment
        : `let “when” say “${says}”, and write “within: ${length}” in place of “by”`
    case 'on':
      if (says.startsWith('fails')) return 'say “breached …” of a clause that the state is tested by'
      return rest === says
        ? `write “${says}”, without “on”`
        : `write “${says}”, without “on”, and beside it in the clause “after a delay of: ${length}”`
    case 'until': {
      const lifts = says.startsWith('fails')
        ? 'breached …” of a clause that the state is tested by'
        : `${says}”`
      return `an end is an instant or a moment: ${moment}; or let “unless” say “${lifts}, which sets the duty aside from then on`
    }
    case 'starts':
    case 'no later than':
    case 'since':
    case 'from':
      return moment
  }
}

/** `DayD + 48h` for `2 days after DayD`, `48h from DayD` and `day 2 of DayD`, a day being 24 hours by the clock, a week seven of them. */
function lengthAfter(rest: string, names: Names): string | undefined {
  const [, ordinal, number, unit, word = ''] =
    /^(?:day (\d{1,4})|(\d{1,4}) ?(min|h|hours?|d|days?|w|weeks?)) (?:after|from|of|since) (\S+)$/i.exec(
      rest,
    ) ?? []
  const count = ordinal ?? number
  const moment = momentMeant(names, word)
  if (count === undefined || moment === undefined) return undefined
  if (unit === 'min') return `${moment} + ${count}min`
  const initial = (unit ?? 'd').slice(0, 1).toLowerCase()
  return `${moment} + ${Number(count) * (initial === 'h' || initial === 'w' ? HOURS[initial] : HOURS.d)}h`
}

/** The moment that a word means: the one of that name or nearest to it, or one that could still be defined. */
export function momentMeant(names: Names, word: string): string | undefined {
  const near = nearest(word, termsOf(names, 'moment'))
  if (near !== undefined) return near
  const defined = word.slice(0, 1).toUpperCase() + word.slice(1)
  return isTermId(defined) && kindOf(names, word) === undefined ? defined : undefined
}
