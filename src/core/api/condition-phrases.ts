import type { Anchor, Condition, CountWindow } from '../agreement/agreement.ts'
import type { ConditionWord } from '../words/condition.ts'

/** One piece of a sentence: words of `words/condition.ts` with what stands in them. */
export type Phrase = {
  readonly code: ConditionWord
  readonly values: Readonly<Record<string, string | number>>
}

/** A condition as a sentence, piece by piece in the order of the text; what is bracketed there is bracketed here. */
export function conditionPhrases(condition: Condition): readonly Phrase[] {
  switch (condition.is) {
    case 'all':
    case 'any': {
      const joint = phrase(condition.is === 'all' ? 'and' : 'or')
      return condition.of.flatMap((part, i) => [...(i === 0 ? [] : [joint]), ...bracketed(part)])
    }
    case 'reached':
      return [anchorPhrase(condition.anchor, 'instant', 'moment', 'moment-later')]
    case 'done':
    case 'breached': {
      const { is, clause, by } = condition
      return [by === undefined ? phrase(is, { clause }) : phrase(`${is}-by`, { clause, party: by })]
    }
    case 'holds': {
      const { state, for: length, since } = condition
      const holds =
        length === undefined ? phrase('holds', { state }) : phrase('holds-for', { state, for: length })
      return since === undefined
        ? [holds]
        : [holds, anchorPhrase(since, 'since-instant', 'since-moment', 'since-moment-later')]
    }
    case 'exercised':
    case 'overturned':
      return [phrase(condition.is, { power: condition.power })]
    case 'acceded':
      return [phrase('acceded', { party: condition.party })]
    case 'counted': {
      const { clauses, over, within } = condition
      return [phrase('breaches', { clauses: clauses.join(', '), over }), phrase('window-sliding', { within })]
    }
    case 'measured': {
      const { what, how, clauses, over, window } = condition
      const count = phrase(what, { clauses: clauses.join(', '), over })
      return how === 'max' ? [count, phrase('in-one')] : [count, windowPhrase(window)]
    }
  }
}

/** When a duty ends, after “It ends”. */
export function endPhrase(until: Anchor): Phrase {
  return anchorPhrase(until, 'until-instant', 'until-moment', 'until-moment-later')
}

/** The pieces as one line of text, each said by `say`; brackets stand close to what they hold. */
export function sentenceOf(phrases: readonly Phrase[], say: (phrase: Phrase) => string): string {
  return phrases.reduce((line, one, i) => {
    const isTight = i === 0 || one.code === 'close' || phrases[i - 1]?.code === 'open'
    return `${line}${isTight ? '' : ' '}${say(one)}`
  }, '')
}

/** `19:00` for so many minutes after midnight. */
export function clockText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function phrase(code: ConditionWord, values: Phrase['values'] = {}): Phrase {
  return { code, values }
}

function bracketed(part: Condition): readonly Phrase[] {
  const phrases = conditionPhrases(part)
  return part.is === 'all' || part.is === 'any' ? [phrase('open'), ...phrases, phrase('close')] : phrases
}

function anchorPhrase(
  anchor: Anchor,
  instant: ConditionWord,
  moment: ConditionWord,
  later: ConditionWord,
): Phrase {
  if (anchor.is === 'instant') return phrase(instant, { at: anchor.instant })
  const { moment: term, plus } = anchor
  return plus === 0 ? phrase(moment, { term }) : phrase(later, { term, for: plus })
}

function windowPhrase(window: CountWindow): Phrase {
  switch (window.is) {
    case 'sliding':
      return phrase('window-sliding', { within: window.within })
    case 'calendar-day':
      return window.startsAt === 0
        ? phrase('window-day')
        : phrase('window-day-from', { clock: clockText(window.startsAt) })
    case 'whole-time':
      return phrase('window-whole')
  }
}
