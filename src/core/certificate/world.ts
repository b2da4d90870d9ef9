import type { Agreement } from '../agreement/agreement.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { CertifiedRule } from './certificate.ts'
import type { Speakers } from './speakers.ts'
import type { Log } from './told.ts'

/** All that one certificate is checked against: the log as known, the text, and whose evidence is admitted. */
export type World = {
  readonly log: Log
  readonly speakers: Speakers
  readonly text: Agreement
  readonly rule: CertifiedRule
  /** Whether powers have effect. A power's own condition is weighed as if none had been used. */
  readonly powers: boolean
  /** The text that this one replaced, and from which event time on. What happened before stays under it. */
  readonly earlier: { readonly world: World; readonly from: Instant } | undefined
}

/** When something certainly, and possibly, comes true, with the entries that make it so. */
export type When = {
  readonly certain: Instant | undefined
  readonly possible: Instant | undefined
  readonly entries: readonly LogIndex[]
}

export const NEVER: When = { certain: undefined, possible: undefined, entries: [] }

/** Thrown within this folder only, where a certificate rests on something that the checker does not weigh. */
export class CannotCheck extends Error {}

export function sooner(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a < b ? a : b
}

export function isBy(time: Instant | undefined, at: Instant): boolean {
  return time !== undefined && time <= at
}

export function grouped<T>(all: readonly T[], key: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one])
  return [...groups.values()]
}
