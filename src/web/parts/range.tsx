import type { Range } from '../../core/statement/fields.ts'
import { useSpeech } from '../app/language.tsx'

/** A number known within bounds, in words: `12`, `10–20`, `at least 10`. Never a middle. */
export function rangeText(
  of: Range,
  count: (value: number) => string,
  atLeast: (number: string) => string,
): string {
  if (of.most === null) return atLeast(count(of.least))
  return of.least === of.most ? count(of.least) : `${count(of.least)}–${count(of.most)}`
}

export function RangeOf({ of }: { readonly of: Range }) {
  const { count, say } = useSpeech()
  return <bdi>{rangeText(of, count, (number) => say('range.atLeast', { number }))}</bdi>
}
