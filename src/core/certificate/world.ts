import type { Agreement, Clause, Condition } from '../agreement/agreement.ts'
import type { LogIndex, PartyId } from '../statement/fields.ts'
import { isInstant, type Instant } from '../time/instant.ts'
import type { CertifiedRule, Matter } from './certificate.ts'
import { speakersOf, type Speakers } from './speakers.ts'
import type { Log } from './told.ts'

/** All that one certificate is checked against: the log as known, the text in force, and whose evidence is admitted. */
export type World = {
  readonly log: Log
  readonly speakers: Speakers
  readonly text: Agreement
  /** The entry by which the text was adopted. */
  readonly adopted: LogIndex
  readonly rule: CertifiedRule
  /** Whether powers have effect. A power's own condition is weighed as if none had been used. */
  readonly powers: boolean
  /** The text that this one replaced, and from which event time on. What happened before stays under it. */
  readonly earlier: { readonly world: World; readonly from: Instant } | undefined
  readonly supposed: Supposed | undefined
  /** When conditions come true in this world, as far as it was asked. */
  readonly found: Map<Condition, When>
}

/** The same as it was known when the log had `known` entries. */
export function asKnown(world: World, known: number): World {
  const log = world.log.upTo(known)
  const { earlier } = world
  const before = earlier && { ...earlier, world: asKnown(earlier.world, known) }
  return { ...world, log, speakers: speakersOf(log), earlier: before, found: new Map() }
}

/** What is taken as decided to see whether the status would be another. Claims and performances are named by {@link matterName}. */
export type Supposed = {
  readonly at: Instant
  readonly shown: ReadonlySet<string>
  readonly refuted: ReadonlySet<string>
  readonly done: ReadonlyMap<string, Instant>
  readonly atoms: ReadonlySet<Condition>
}

export function matterName(clause: Clause['id'], party: PartyId, about: string): string {
  return `${clause} ${party} ${about}`
}

export function nameOf(about: Matter): string {
  if (about.is === 'incident') return `incident ${about.incident}`
  return about.is === 'report' ? `report ${about.report}` : `refutation ${about.entry}`
}

/** When something certainly, and possibly, comes true (`undefined`: never, as far as is known), with the entries that make it so. */
export type When = {
  readonly certain: Instant | undefined
  readonly possible: Instant | undefined
  readonly entries: readonly LogIndex[]
}

export const NEVER: When = { certain: undefined, possible: undefined, entries: [] }

/** Later than every instant. */
export const FOREVER = Number.MAX_SAFE_INTEGER

/** Thrown within this folder only, where a text uses something that the checker does not weigh. */
export class CannotCheck extends Error {}

export function exactly(time: number | undefined, entries: readonly LogIndex[] = []): When {
  const instant = isInstant(time) ? time : undefined
  return { certain: instant, possible: instant, entries }
}

export function isBy(time: Instant | undefined, at: Instant): boolean {
  return time !== undefined && time <= at
}

/** The earliest of some times, each `undefined` where it is never. */
export function earliest(times: readonly (number | undefined)[]): Instant | undefined {
  const first = times.filter((time) => time !== undefined).toSorted((a, b) => a - b)[0]
  return isInstant(first) ? first : undefined
}

/** The latest of some times; never, where one of them is never. */
export function latest(times: readonly (number | undefined)[]): Instant | undefined {
  const last = Math.max(...times.map((time) => time ?? FOREVER))
  return isInstant(last) ? last : undefined
}
