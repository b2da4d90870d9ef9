import type { Agreement, Clause, Condition } from '../agreement/agreement.ts'
import { spokenOfElsewhere } from '../agreement/elsewhere.ts'
import { liftedInCircles } from '../agreement/lifted-in-circles.ts'
import type { AgreementId, LogIndex, PartyId } from '../statement/fields.ts'
import { isInstant, type Instant } from '../time/instant.ts'
import type { CertifiedRule, Matter } from './verdicts.ts'
import type { Log } from './told.ts'

/** All that one certificate is checked against: the log as known, the text in force, and whose evidence is admitted. */
export type World = {
  readonly log: Log
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
  /** The same as it was known when the log had fewer entries. */
  asKnown(known: number): World
  /** Another agreement under its last text; `undefined` where none is known. */
  other(agreement: AgreementId): World | undefined
}

/** One wording of the agreement, and from which event time on it takes the earlier one's place. */
export type Version = {
  readonly text: Agreement
  readonly adopted: LogIndex
  readonly from: Instant | undefined
}

/** What every text of the log is read against. */
type Record = {
  readonly log: Log
  /** Every wording of every agreement, in log order. */
  readonly versions: readonly Version[]
  readonly rule: CertifiedRule
}

/** The world under the text of an agreement in force at an event time: the last that was known of those that had begun. */
export function worldAt(record: Record, agreement: AgreementId, time: number): World | undefined {
  const { log, versions } = record
  const inForce = versions.findLast(
    ({ text, adopted, from = 0 }) => text.id === agreement && adopted < log.size && from <= time,
  )
  return inForce && worldUnder(record, inForce)
}

/** @throws CannotCheck */
function worldUnder(record: Record, version: Version): World {
  const { log, rule } = record
  const { text, adopted, from } = version
  const [circle] = liftedInCircles(text)
  if (circle !== undefined) throw new CannotCheck(`${circle.id} is set aside by what hangs on itself`)
  const world = from === undefined || adopted >= log.size ? undefined : worldAt(record, text.id, from - 1)
  return {
    log,
    text,
    adopted,
    rule,
    powers: true,
    earlier: world && from !== undefined ? { world, from } : undefined,
    supposed: undefined,
    found: new Map(),
    asKnown: (known) => worldUnder({ ...record, log: log.upTo(known) }, version),
    other: (agreement) => {
      const known = record.versions.filter(({ text: { id } }) => id === agreement)
      if (agreement === text.id || known.some((one) => spokenOfElsewhere(one.text).length > 0))
        throw new CannotCheck(`${text.id} speaks of ${agreement}, which speaks of others in turn`)
      return log.once(`other ${agreement}`, () => worldAt(record, agreement, NEVER))
    },
  }
}

/** What is taken as decided to see whether the status would be another. Claims and performances are named by {@link matterName}. */
export type Supposed = {
  readonly at: Instant
  readonly shown: ReadonlySet<string>
  readonly refuted: ReadonlySet<string>
  readonly done: ReadonlyMap<string, number>
  readonly atoms: ReadonlySet<Condition>
}

/** Who owes what: a clause, and one of its bearers. */
export type Owes = { readonly clause: Clause; readonly bearer: PartyId }

export function matterName({ clause, bearer }: Owes, about: Matter | 'performance'): string {
  return `${clause.id} ${bearer} ${about === 'performance' ? about : nameOf(about)}`
}

export function nameOf(about: Matter): string {
  if (about.is === 'incident') return `incident ${about.incident}`
  return about.is === 'report' ? `report ${about.report}` : `refutation ${about.entry}`
}

/** When something certainly, and possibly, comes true, with the entries that make it so. */
export type When = {
  readonly certain: number
  readonly possible: number
  readonly entries: readonly LogIndex[]
}

/** Later than every instant: never, as far as is known. */
export const NEVER = Infinity
export const NOT_FOUND: When = { certain: NEVER, possible: NEVER, entries: [] }

/** The first of some times; of none, never. */
export function earliest(times: readonly number[]): number {
  return times.reduce((first, time) => Math.min(first, time), NEVER)
}

export function exactly(time: number, entries: readonly LogIndex[] = []): When {
  return { certain: time, possible: time, entries }
}

/** A time as certificates write it. */
export function written(time: number): Instant | null {
  return isInstant(time) ? time : null
}

/** Thrown within this folder only, where a text uses something that the checker does not weigh. */
export class CannotCheck extends Error {}
