import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml'
import { problems, type Problem } from '../problem.ts'
import { isBlank, whereIn, type Passage } from './passage.ts'

/** A value of a block. Every scalar is text: `yes`, `24` and `2016-09-12` mean what the key that holds them says. */
export type Value =
  | { readonly is: 'text'; readonly text: Passage }
  | { readonly is: 'list'; readonly items: readonly Value[]; readonly at: Passage }
  | { readonly is: 'map'; readonly entries: readonly Entry[]; readonly at: Passage }

export type Entry = { readonly key: Passage; readonly value: Value }

/**
 * Reads a block's body: YAML 1.2 with nothing in it that could be read in two ways. No anchors, aliases, tags,
 * directives, second documents or repeated keys; an empty value is no value.
 * Every fault goes to `report`; `undefined` if the body cannot be used. Never throws.
 */
export function readYaml(
  body: Passage,
  report: (problem: Problem) => void,
): Extract<Value, { is: 'map' }> | undefined {
  if (/(?:[-?[{:][\s]*){24}/.test(body.text)) {
    report(
      problems.agreementMalformed({
        because: 'this block is nested too deeply',
        fix: 'write “key: value”, and lists of words',
        where: whereIn(body),
      }),
    )
    return undefined
  }
  const document = parseDocument(body.text, {
    version: '1.2',
    schema: 'failsafe',
    strict: true,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const faults = [...document.errors, ...document.warnings]
  const repeated = faults.filter(({ code }) => code === 'DUPLICATE_KEY')
  // Where a line cannot be read, what is said of those after it only follows from that.
  const [unreadable] = faults.filter(({ code }) => code !== 'DUPLICATE_KEY')
  for (const { pos } of repeated)
    report(
      problems.agreementMalformed({
        because: `the key “${wordAt(body.text, pos[0])}” stands twice in this block`,
        fix: 'keep one of the two',
        where: whereIn(body, pos[0]),
      }),
    )
  if (unreadable !== undefined) report(unreadableLine(body, unreadable))
  if (faults.length > 0) return undefined
  const refuse = (because: string, fix: string, index: number): undefined => {
    report(problems.agreementMalformed({ because, fix, where: whereIn(body, index) }))
  }
  if (/^(---|%)/m.test(body.text)) {
    const index = body.text.search(/^(---|%)/m)
    return refuse('a line that begins with --- or % is not taken here', 'remove this line', index)
  }
  const value = valueOf(document.contents, body, refuse)
  if (value === undefined) return undefined
  if (value.is !== 'map')
    return refuse('this block says nothing as “key: value”', 'write one “key: value” a line', 0)
  return value
}

type Refuse = (because: string, fix: string, index: number) => undefined

function valueOf(node: unknown, body: Passage, refuse: Refuse): Value | undefined {
  if (!isNode(node)) return refuse('this block is empty', 'write one “key: value” a line', 0)
  const [start, end] = node.range ?? [0, body.text.length]
  if (isAlias(node)) return refuse('an alias (*) stands here', 'write the value out', start)
  if (node.anchor !== undefined)
    return refuse('an anchor (&) stands here', 'write the value without it', start)
  if (node.tag !== undefined)
    return refuse('a tag (!) stands here', 'write the value without it, or in quotes', start)
  if (isScalar(node)) {
    const text = typeof node.value === 'string' ? node.value : ''
    if (text.trim() === '')
      return refuse('there is nothing after this key', 'say it, or leave the key out', start)
    return { is: 'text', text: { text, file: body.file, at: placesIn(body, text, start, end) } }
  }
  const at: Passage = {
    text: body.text.slice(start, end),
    file: body.file,
    at: (index = 0) => body.at(start + index),
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => valueOf(item, body, refuse))
    return items.some((item) => item === undefined)
      ? undefined
      : { is: 'list', items: items.filter((item) => item !== undefined), at }
  }
  if (!isMap(node))
    return refuse('this is neither a word, a list nor keys with values', 'write “key: value”', start)
  const entries: Entry[] = []
  for (const pair of node.items) {
    const key = valueOf(pair.key, body, refuse)
    const value = valueOf(pair.value, body, (because, fix, index) =>
      refuse(because, fix, pair.value === null ? keyStart(pair.key) : index),
    )
    if (key === undefined || value === undefined) return undefined
    if (key.is !== 'text') return refuse('a key is one or a few words', 'write “key: value”', start)
    entries.push({ key: key.text, value })
  }
  return { is: 'map', entries, at }
}

function keyStart(key: unknown): number {
  return isScalar(key) ? (key.range?.[0] ?? 0) : 0
}

/**
 * Where each character of a scalar stands. Folding changes blanks alone, so the n-th non-blank character of the text
 * is the n-th of the source; an escape in double quotes can shift a column, never leave the value.
 */
function placesIn(body: Passage, text: string, start: number, end: number): Passage['at'] {
  const first = body.text[start] ?? ''
  const from = '"\''.includes(first)
    ? start + 1
    : '|>'.includes(first)
      ? body.text.indexOf('\n', start)
      : start
  return (index = 0) => {
    let solid = 0
    for (let i = 0; i < index && i < text.length; i += 1) if (!isBlank(text, i)) solid += 1
    let at = from
    for (; at < end; at += 1) {
      if (isBlank(body.text, at)) continue
      if (solid === 0) break
      solid -= 1
    }
    return body.at(Math.min(at, end))
  }
}

/** The parser's own words are for programmers: people are shown the line, and how lines are written. */
function unreadableLine(body: Passage, { code, pos: [index] }: YAMLParseError | YAMLWarning): Problem {
  const start = body.text.lastIndexOf('\n', index - 1) + 1
  const line = /[^\n]*/.exec(body.text.slice(start))?.[0].trim() ?? ''
  const isTab = code === 'TAB_AS_INDENT'
  return problems.agreementMalformed({
    because: isTab ? `a tab stands before “${line}”` : `“${line}” cannot be read as “key: value”`,
    fix: isTab
      ? 'begin the line at the margin, or with blanks'
      : 'write one “key: value” a line, from the margin on; put a value that holds “: ” or begins with a sign in quotes, and close every bracket and quote',
    where: whereIn(body, index),
  })
}

const wordAt = (text: string, index: number): string => /^[^:\n]*/.exec(text.slice(index))?.[0].trim() ?? ''
