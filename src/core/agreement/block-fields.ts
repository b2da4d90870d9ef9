import { isProblem, problems, type Problem } from '../problem.ts'
import type { Named } from '../statement/fields.ts'
import type { Choice } from './agreement.ts'
import type { Entry, Value } from './block-yaml.ts'
import { KEYS, type Kind } from './kinds.ts'
import { nearest } from './names.ts'
import { betweenCommas, whereIn, type Passage } from './passage.ts'
import { foreignIn, Sentence } from './tokens.ts'

export type Report = (problem: Problem) => void

/**
 * The keys of one block. Every reader gives `undefined` both where a key is absent and where its value was refused; a
 * refusal has gone to `report` by then, and one refusal is enough for the block to be left out.
 */
export class Fields {
  readonly head: Passage
  readonly #kind: string
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #report: Report

  constructor(
    kind: string,
    known: readonly string[],
    head: Passage,
    entries: readonly Entry[],
    report: Report,
  ) {
    this.head = head
    this.#kind = kind
    this.#report = report
    this.#entries = new Map(entries.map((entry) => [entry.key.text, entry]))
    for (const { key } of entries) if (!known.includes(key.text)) report(unknownKey(kind, known, key))
  }

  static ofBlock(kind: Kind, head: Passage, entries: readonly Entry[], report: Report): Fields {
    return new Fields(kind, KEYS[kind], head, entries, report)
  }

  has(key: string): boolean {
    return this.#entries.has(key)
  }

  /** Refuses this key, at its value where it has one. */
  refuse(key: string, because: string, fix: string): undefined {
    const value = this.#entries.get(key)
    const where = value === undefined ? whereIn(this.head) : whereIn(value.key)
    this.#report(problems.agreementMalformed({ because, fix, where }))
  }

  report(problem: Problem): undefined {
    this.#report(problem)
  }

  /** Says that a key has to be there. */
  missing(key: string, fix: string): undefined {
    this.#report(problems.agreementKeyMissing({ block: this.#kind, key, fix, where: whereIn(this.head) }))
  }

  /** The value as one passage, as it stands. */
  passage(key: string): Passage | undefined {
    const value = this.#entries.get(key)?.value
    if (value === undefined) return undefined
    if (value.is === 'text') return value.text
    return this.refuse(
      key,
      `“${key}” takes words, not ${value.is === 'list' ? 'a list' : 'keys of its own'}`,
      'write the words after the colon',
    )
  }

  /** The value as prose, its line breaks and runs of blanks made single blanks. */
  prose(key: string): string | undefined {
    const passage = this.passage(key)
    return passage === undefined ? undefined : tidy(passage.text)
  }

  /** One of a few fixed answers. */
  oneOf<T extends string>(key: string, answers: Readonly<Record<string, T>>): T | undefined {
    const given = this.prose(key)
    if (given === undefined) return undefined
    const answer = Object.hasOwn(answers, given) ? answers[given] : undefined
    if (answer !== undefined) return answer
    const foreign = foreignIn(given)
    if (foreign !== undefined) return this.refuse(key, foreign.because, foreign.fix)
    return this.refuse(
      key,
      `“${key}: ${given}” is not one of the answers`,
      `write ${Object.keys(answers).join(' or ')}`,
    )
  }

  /**
   * A list, or words parted by commas.
   * @param fix how the list is written, where its items are no plain words
   */
  list(key: string, fix = `write “${key}: [one, two]”`): readonly Passage[] | undefined {
    const value = this.#entries.get(key)?.value
    if (value === undefined) return undefined
    if (value.is === 'list' && value.items.length === 0)
      return this.refuse(
        key,
        `“${key}” is a list with nothing in it`,
        `leave “${key}” out, or write in it what belongs there`,
      )
    const items = passagesOf(value)
    if (items === undefined || items.some((item) => item.text === '')) {
      return this.refuse(key, `“${key}” takes a list of words`, fix)
    }
    return items
  }

  /** Reads each item of a list by a rule of the expression grammar: those that can be read; none where the key is absent. */
  each<T>(key: string, rule: (sentence: Sentence) => T): readonly T[] {
    const items = this.list(key) ?? []
    const parted = items.flatMap(({ text }) => text.split(AND)).filter((name) => name !== '')
    return items.flatMap((item) => {
      const found = this.read(item, (sentence) => {
        if (AND.test(item.text))
          throw problems.agreementMalformed({
            because: `“${item.text}” is more than one name, and a comma parts one from the next`,
            fix: `write “${key}: [${parted.join(', ')}]”`,
            where: whereIn(item),
          })
        return rule(sentence)
      })
      return found === undefined ? [] : [found]
    })
  }

  /** A list each of whose items may hold commas; one text alone is a list of one. */
  texts(key: string): readonly string[] | undefined {
    const value = this.#entries.get(key)?.value
    if (value === undefined) return undefined
    const items = value.is === 'list' ? value.items : [value]
    const texts = items.flatMap((item) => (item.is === 'text' ? [tidy(item.text.text)] : []))
    if (texts.length === items.length) return texts
    return this.refuse(key, `“${key}” takes a list of sentences`, `write “${key}: ["one", "two"]”`)
  }

  /** Reads the whole value by a rule of the expression grammar. */
  sentence<T>(key: string, read: (sentence: Sentence) => T): T | undefined {
    const passage = this.passage(key)
    return passage === undefined ? undefined : this.read(passage, read)
  }

  /** Reads a whole passage by a rule of the expression grammar; what it refuses is reported. */
  read<T>(passage: Passage, rule: (sentence: Sentence) => T): T | undefined {
    try {
      const sentence = new Sentence(passage)
      const value = rule(sentence)
      sentence.end()
      return value
    } catch (error) {
      if (!isProblem(error)) throw error
      return this.report(error)
    }
  }

  /** A name in up to three languages: `{en: …, ar: …, ru: …}`, or one English text. */
  named(key: string): Named | undefined {
    const value = this.#entries.get(key)?.value
    if (value === undefined) return undefined
    if (value.is === 'text') return { en: tidy(value.text.text) }
    const inner = this.inner(key, ['en', 'ar', 'ru'])
    const en = inner?.prose('en')
    if (inner === undefined || en === undefined) {
      return this.refuse(key, `“${key}” has no English text`, `write “${key}: {en: …, ar: …, ru: …}”`)
    }
    const ar = inner.prose('ar')
    const ru = inner.prose('ru')
    return { en, ...(ar === undefined ? {} : { ar }), ...(ru === undefined ? {} : { ru }) }
  }

  /** The keys inside this key. */
  inner(key: string, known: readonly string[]): Fields | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    if (entry.value.is === 'map')
      return new Fields(`${this.#kind}: ${key}`, known, entry.key, entry.value.entries, this.#report)
    return this.refuse(key, `“${key}” takes keys of its own`, `write ${known.join(', ')} inside it`)
  }

  /** What the text left open and how the encoding closed it. */
  choices(): readonly Choice[] {
    const value = this.#entries.get('choices')?.value
    if (value === undefined) return []
    const items = value.is === 'list' ? value.items : [value]
    return items.flatMap((item) => {
      const known = ['question', 'chosen', 'instead of', 'disputed']
      if (item.is !== 'map') {
        this.refuse('choices', 'a choice is not a word', `write ${known.join(', ')} inside it`)
        return []
      }
      const fields = new Fields('choices', known, item.at, item.entries, this.#report)
      const question = fields.prose('question') ?? fields.missing('question', 'ask what the text left open')
      const chosen = fields.prose('chosen') ?? fields.missing('chosen', 'say how it was encoded')
      const disputed = fields.oneOf('disputed', { yes: 'yes', no: 'no' }) === 'yes'
      if (question === undefined || chosen === undefined) return []
      return [{ question, chosen, alternatives: fields.texts('instead of') ?? [], disputed }]
    })
  }
}

/** Between two names of a list: people write it where a comma is meant. */
const AND = /(?:^|\s+)(?:and|or)\s+/

function passagesOf(value: Value): readonly Passage[] | undefined {
  if (value.is === 'text') return betweenCommas(value.text)
  if (value.is === 'map') return undefined
  const items = value.items.flatMap((item) => (item.is === 'text' ? [item.text] : []))
  return items.length === value.items.length ? items : undefined
}

function unknownKey(kind: string, known: readonly string[], key: Passage): Problem {
  const foreign = foreignIn(key.text)
  if (foreign !== undefined) return problems.agreementMalformed({ ...foreign, where: whereIn(key) })
  const near = nearest(key.text, known)
  return problems.agreementKeyUnknown({
    block: kind,
    key: key.text,
    fix: near === undefined ? `the keys are ${known.join(', ')}` : `did you mean “${near}”?`,
    where: whereIn(key),
  })
}

export const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
