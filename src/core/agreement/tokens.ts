import { problems, type Problem, type Where } from '../problem.ts'
import { isBlank, whereIn, type Passage } from './passage.ts'

/** A word or a sign of an expression, and where it begins in its passage. */
export type Token = { readonly text: string; readonly index: number }

const SIGNS = ',()+'
/** No sentence of an agreement needs more; brackets nested without end would exhaust the stack. */
const LONGEST = 2000

/** Parts a passage into words and the signs `,` `(` `)` `+`. Blanks part words and mean nothing else. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = []
  let start = -1
  for (let i = 0; i <= text.length; i += 1) {
    const sign = i < text.length && SIGNS.includes(text[i] ?? ' ')
    const word = i < text.length && !sign && !isBlank(text, i)
    if (word && start === -1) start = i
    if (!word && start !== -1) {
      found.push({ text: text.slice(start, i), index: start })
      start = -1
    }
    if (sign) found.push({ text: text[i] ?? '', index: i })
  }
  return found
}

/** Goes through the words of one expression, one after the other. Every refusal says at which word, and what would be right. */
export class Sentence {
  readonly passage: Passage
  readonly #tokens: readonly Token[]
  #next = 0

  /** @throws Problem `agreement-malformed` if the passage is longer than 2,000 characters */
  constructor(passage: Passage) {
    if (passage.text.length > LONGEST) {
      throw problems.agreementMalformed({
        because: `this sentence has ${passage.text.length} characters, and at most ${LONGEST} are read`,
        fix: 'part it into several clauses',
        where: whereIn(passage),
      })
    }
    this.passage = passage
    this.#tokens = tokens(passage.text)
  }

  /** The next word, left where it is; `undefined` at the end. */
  peek(ahead = 0): string | undefined {
    return this.#tokens[this.#next + ahead]?.text
  }

  /** Takes these words if they come next, in this order; otherwise takes nothing. */
  takeIf(...words: readonly string[]): boolean {
    if (!words.every((word, i) => this.peek(i) === word)) return false
    this.#next += words.length
    return true
  }

  /**
   * Takes the next word.
   * @throws Problem `agreement-malformed` at the end, at a sign or at a word of other letters than ours; `what` says what
   *   was expected, `fix` what would be right
   */
  word(what: string, fix: string): Token {
    const token = this.#tokens[this.#next]
    if (token === undefined || SIGNS.includes(token.text)) throw this.problem(`${what} is expected`, fix)
    const foreign = foreignIn(token.text)
    if (foreign !== undefined)
      throw problems.agreementMalformed({ ...foreign, where: whereIn(this.passage, token.index) })
    this.#next += 1
    return token
  }

  /** @throws Problem `agreement-malformed` if these words do not come next */
  expect(words: readonly string[], fix: string): void {
    if (!this.takeIf(...words)) throw this.problem(`“${words.join(' ')}” is expected`, fix)
  }

  /** @throws Problem `agreement-malformed` if anything is left; without `fix` it says what the words before it say alone */
  end(fix?: string): void {
    if (this.peek() === undefined) return
    const alone = `without “${this.rest()}” this says “${this.taken()}” and no more: leave it out only if that is what the text means`
    throw this.problem('nothing more is expected', fix ?? alone)
  }

  /** The words that are left, with single blanks; empty at the end. */
  rest(): string {
    const token = this.#tokens[this.#next]
    return token === undefined ? '' : plain(this.passage.text.slice(token.index))
  }

  /** The words that have been taken, with single blanks. */
  taken(): string {
    return plain(this.passage.text.slice(0, this.#tokens[this.#next]?.index))
  }

  /** A refusal at the next word, with the words that were found in its place. */
  problem(because: string, fix: string): Problem {
    const token = this.#tokens[this.#next]
    const found = token === undefined ? `“${this.passage.text.trim()}” ends` : `“${token.text}” stands`
    return problems.agreementMalformed({
      because: `${found} where ${because}`,
      fix,
      where: this.here(),
    })
  }

  /** The place of the next word, or that of the end. */
  here(): Where {
    return whereIn(this.passage, this.#tokens[this.#next]?.index ?? this.passage.text.length)
  }

  where(token: Token): Where {
    return whereIn(this.passage, token.index)
  }
}

const plain = (words: string): string => words.replaceAll(/\s+/g, ' ').trim()

/** A whole number in digits, at most 9,999,999. @throws Problem `agreement-malformed`, with its place */
export function wholeNumber(sentence: Sentence): number {
  const number = sentence.word('a number', 'write a whole number, like 3')
  if (/^(0|[1-9]\d{0,6})$/.test(number.text)) return Number(number.text)
  throw problems.agreementMalformed({
    because: `“${number.text}” is not a whole number`,
    fix: 'write it in digits, like 3',
    where: sentence.where(number),
  })
}

/**
 * What is wrong with a name or a word of the language that is not written in Latin letters and digits; `undefined` if it
 * is. A Cyrillic О or an Arabic 3 can look like ours: without its number, nobody would see what is refused.
 */
export function foreignIn(text: string): { readonly because: string; readonly fix: string } | undefined {
  const sign = /[^\u0020-\u007e]/u.exec(text)?.[0]
  if (sign === undefined) return undefined
  const number = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return {
    because: `“${text}” holds “${sign}” (U+${number}), which is no Latin letter and none of the digits 0 to 9`,
    fix: 'write names, keys and numbers in Latin letters and the digits 0 to 9',
  }
}
