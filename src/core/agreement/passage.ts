import type { Where } from '../problem.ts'
import type { SourcePlace } from './agreement.ts'

/** Some words of the document together with where each of them stands in the file. */
export type Passage = {
  readonly text: string
  /** The place of the character at this index of `text`; an index past the end gives the place just after it. */
  readonly at: (index?: number) => SourcePlace
  readonly file: string
}

/** Where a problem lies: the file, and the line and column of a character of the passage. */
export function whereIn(passage: Passage, index = 0): Where {
  return { file: passage.file, ...passage.at(index) }
}

/** A part of a passage, with its places kept. Blanks around it are left off. */
export function part(passage: Passage, from: number, to: number): Passage {
  let start = from
  let end = to
  while (start < end && isBlank(passage.text, start)) start += 1
  while (end > start && isBlank(passage.text, end - 1)) end -= 1
  return {
    text: passage.text.slice(start, end),
    at: (index = 0) => passage.at(start + index),
    file: passage.file,
  }
}

/** The passages between the commas of a passage. */
export function betweenCommas(passage: Passage): readonly Passage[] {
  const parts: Passage[] = []
  let start = 0
  for (let i = 0; i <= passage.text.length; i += 1) {
    if (i < passage.text.length && passage.text[i] !== ',') continue
    parts.push(part(passage, start, i))
    start = i + 1
  }
  return parts
}

export function isBlank(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}
