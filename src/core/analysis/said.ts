import type { Standard } from '../agreement/agreement.ts'
import { speaker } from './build-graph.ts'

/** The speakers without whom a standard can never be met, as the agreement language writes them. */
export function needed(standard: Standard): ReadonlySet<string> {
  if (standard.is === 'said') return new Set([speaker(standard.by)])
  const sets = standard.of.map(needed)
  if (standard.is === 'all') return new Set(sets.flatMap((set) => [...set]))
  const [first, ...others] = sets
  return new Set([...(first ?? [])].filter((name) => others.every((set) => set.has(name))))
}

/** Whether the word of these speakers alone meets a standard. */
export function metBy(standard: Standard, speakers: ReadonlySet<string>): boolean {
  if (standard.is === 'said') return speakers.has(speaker(standard.by))
  return standard.is === 'all'
    ? standard.of.every((one) => metBy(one, speakers))
    : standard.of.some((one) => metBy(one, speakers))
}

/** Whether anybody at all could meet it. */
export function canBeMet(standard: Standard): boolean {
  if (standard.is === 'said') return true
  return standard.is === 'all' ? standard.of.every(canBeMet) : standard.of.some(canBeMet)
}

/** Everybody whom a standard names. */
export function namedIn(standard: Standard): readonly string[] {
  return standard.is === 'said' ? [speaker(standard.by)] : standard.of.flatMap(namedIn)
}
