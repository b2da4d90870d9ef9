import { sha256Hex } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import { problems, type Problem } from '../problem.ts'
import { tidy } from './block-fields.ts'
import type { Entry, Value } from './block-yaml.ts'
import { whereIn, type Passage } from './passage.ts'

/*
 * binds = "words" DIGITS "," "block" DIGITS
 *
 * A block and the words before it say the same only because a person has read one against the other. `binds` holds what
 * both were then: the first twelve hexadecimal digits of a SHA-256 of the words, and of the block without this key.
 * They guard against an edit that forgot the other half; the digest of the whole document is what parties sign.
 */
const FORM = /^words ([0-9a-f]{12}), block ([0-9a-f]{12})$/
const FIX = 'read the block against its words, then run: jig check --bind FILE'

/** What the key `binds` says of a block whose words are `quotes` and whose keys are `entries`. */
export function bindingOf(quotes: readonly Passage[], entries: readonly Entry[]): string {
  const said = entries.filter(({ key }) => key.text !== 'binds').map(plainEntry)
  return `words ${short(quotes.map(({ text }) => tidy(text)))}, block ${short(said)}`
}

/** What is wrong with a block's binding; `undefined` where it has none or where it holds. */
export function bindingFault(
  block: string,
  quotes: readonly Passage[],
  entries: readonly Entry[],
): Problem | undefined {
  const given = entries.find(({ key }) => key.text === 'binds')
  if (given === undefined) return undefined
  const where = whereIn(given.key)
  const text = given.value.is === 'text' ? tidy(given.value.text.text) : ''
  const [, words, body] = FORM.exec(text) ?? []
  if (words === undefined || body === undefined) {
    const because = `“binds” is written by jig, and “${text}” is nothing that it writes`
    return problems.agreementMalformed({ because, fix: FIX, where })
  }
  const [, wordsNow, bodyNow] = FORM.exec(bindingOf(quotes, entries)) ?? []
  if (words === wordsNow && body === bodyNow) return undefined
  const changed = words === wordsNow ? 'block' : body === bodyNow ? 'words' : 'both'
  return problems.bindingBroken({ block, changed, fix: FIX, where })
}

/** A document is bound whole or not at all: a block that came later would otherwise pass unread. */
export function bindingMissing(block: string, head: Passage): Problem {
  return problems.bindingMissing({ block, fix: FIX, where: whereIn(head) })
}

type Plain = string | readonly Plain[]

/** A key as nested lists of words: blanks, quotes and comments make no difference to what a block says. */
const plainEntry = ({ key, value }: Entry): Plain => [key.text, plain(value)]

function plain(value: Value): Plain {
  if (value.is === 'text') return tidy(value.text.text)
  return value.is === 'list'
    ? ['list', ...value.items.map(plain)]
    : ['keys', ...value.entries.map(plainEntry)]
}

const short = (said: Plain): string => sha256Hex(utf8(JSON.stringify(said))).slice(0, 12)
