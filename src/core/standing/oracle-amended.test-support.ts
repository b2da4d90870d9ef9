import { achieveStatus } from './oracle.test-support.ts'
import type { Status } from './standing.ts'

/**
 * A slow and simple second opinion on amendments: what a text says is asked of the text that was in force at each hour,
 * one hour after the other. It shares no code with the engine. Its world: T.1 (RED must not shell, from hour `starts` until
 * hour `ends`) needs a monitor's finding, T.2 (RED must act within `deadline` hours) a monitor's confirmation; both are
 * silent-compliant once `mission` has closed. Every hour is one from which a text may say so.
 */
export type Text = {
  /** Whether it has T.1 at all. */
  readonly forbids: boolean
  readonly starts: number
  readonly ends: number
  /** What it forbids: a report says which it was, a finding says that it was T.1. */
  readonly act: 'shelling' | 'airstrike'
  readonly deadline: number
}

export type Told =
  | {
      readonly is: 'found' | 'alleged'
      readonly hour: number
      readonly until: number
      readonly act: Text['act']
    }
  | { readonly is: 'done' | 'closed'; readonly hour: number }
  | { readonly is: 'amended'; readonly text: number; readonly from: number }
  | { readonly is: 'withdrawn'; readonly which: number }

type Version = { readonly text: Text; readonly from: number }

/** The log as known: what still stands of it, and the texts, the one that was adopted first. */
export type Known = { readonly said: readonly Told[]; readonly versions: readonly Version[] }

export function asKnown(log: readonly Told[], known: number, texts: readonly Text[]): Known {
  const told = log.slice(0, known)
  const versions: Version[] = []
  const [adopted] = texts
  if (adopted !== undefined) versions.push({ text: adopted, from: -Infinity })
  for (const one of told) {
    const text = one.is === 'amended' ? texts[one.text] : undefined
    if (one.is === 'amended' && text !== undefined) versions.push({ text, from: one.from })
  }
  const said = told.filter(
    (_, i) => !told.some((one, j) => one.is === 'withdrawn' && j > i && one.which === i),
  )
  return { said, versions }
}

/** The later word stands, whole, from its own moment on. */
function inForce({ versions }: Known, hour: number): Version | undefined {
  return versions.findLast(({ from }) => from <= hour)
}

/** The text in force at an hour, and those before it, the newest first: each was in force until the next one's moment. */
function chain(known: Known, hour: number): readonly Version[] {
  const found: Version[] = []
  let version = inForce(known, hour)
  while (version !== undefined) {
    found.push(version)
    version = version.from === -Infinity ? undefined : inForce(known, version.from - 1)
  }
  return found
}

/** Where T.1 stands; `undefined` where the text in force has no such clause. */
export function forbidden(known: Known, hour: number): Status | undefined {
  const versions = chain(known, hour)
  const own = versions[0]?.text
  if (own?.forbids !== true) return undefined
  const gap = versions.findIndex(({ text }) => !text.forbids)
  // What a text forbade that was not followed by one that forbids it too stays with that text.
  const since = gap === -1 ? -Infinity : (versions[gap - 1]?.from ?? -Infinity)
  const isOwed = (h: number): boolean => {
    const text = inForce(known, h)?.text
    return h >= 0 && h >= since && h <= hour && text !== undefined && h >= text.starts && h < text.ends
  }
  const hoursOf = (one: { hour: number; until: number }): readonly number[] =>
    Array.from({ length: one.until - one.hour + 1 }, (_, i) => one.hour + i)
  const sure = known.said.some((one) => {
    if (one.is !== 'found') return false
    const underOne = new Set(hoursOf(one).map((h) => inForce(known, h))).size === 1
    return underOne && hoursOf(one).every(isOwed)
  })
  const open = known.said.some(
    (one) =>
      (one.is === 'found' && hoursOf(one).some(isOwed)) ||
      (one.is === 'alleged' &&
        hoursOf(one).some((h) => isOwed(h) && inForce(known, h)?.text.act === one.act)),
  )
  const begins = Math.max(0, own.starts)
  if (hour < begins && hour < own.ends) return 'pending'
  if (sure) return 'breached'
  if (begins >= own.ends) return 'expired'
  if (hour < own.ends) return open ? 'contested' : 'active'
  const closed = known.said.some((one) => one.is === 'closed' && one.hour >= own.ends)
  return !open && closed ? 'fulfilled' : 'expired'
}

/** Where T.2 stands, and whether a deadline was missed under a text that was replaced since. */
export function owed(known: Known, hour: number): { readonly status: Status; readonly missed: boolean } {
  const [own, ...before] = chain(known, hour)
  const plain = known.said.flatMap((one) => (one.is === 'done' || one.is === 'closed' ? [one] : []))
  // An amendment that moves the deadline into the past makes nobody late who was in time until then.
  const dues = new Map<Version, number>()
  for (const [i, version] of chain(known, hour).toReversed().entries()) {
    const earlier = [...dues.values()].at(-1) ?? Infinity
    const { text, from } = version
    const isPast = i > 0 && text.deadline < from && earlier > text.deadline
    dues.set(version, isPast ? Math.min(earlier, from) : text.deadline)
  }
  const dueOf = (version: Version | undefined): number => (version && dues.get(version)) ?? 0
  const world = { ends: 0, run: 0, over: 0, within: 0, deadline: dueOf(own) }
  const first = Math.min(...plain.flatMap((one) => (one.is === 'done' ? [one.hour] : [])))
  const missed = before.some((version, i) => {
    const until = (i === 0 ? own : before[i - 1])?.from ?? Infinity
    const due = dueOf(version)
    return first !== Infinity && first > due && due < until
  })
  return { status: achieveStatus(plain, world, hour), missed: hour >= 0 && missed }
}
