import type { Accounts } from './accounts.ts'
import type { ActorId, LogIndex, Range } from '../statement/fields.ts'
import type { Voice } from './voices.ts'

export const HARMS = ['killed', 'killedCivilians', 'injured'] as const
export type HarmKind = (typeof HARMS)[number]

/** One source's figure. Figures stand side by side; none is ever averaged with another. */
export type HarmAccount = {
  readonly entry: LogIndex
  readonly by: readonly ActorId[]
  readonly voices: readonly Voice[]
  readonly from: 'report' | 'finding'
  readonly count: Range
}

/** Everybody's figures, and the hull that holds them all; `hull` is undefined where nobody gives a figure. */
export type HarmAccounts = { readonly accounts: readonly HarmAccount[]; readonly hull: Range | undefined }
export type Harm = { readonly [K in HarmKind]: HarmAccounts }

/** The smallest range that holds all of them; open at the top as soon as one is. */
export function hullOfRanges(ranges: readonly Range[]): Range | undefined {
  const [first, ...rest] = ranges
  if (first === undefined) return undefined
  let { least, most } = first
  for (const range of rest) {
    if (range.least < least) least = range.least
    most = most === null || range.most === null ? null : Math.max(most, range.most)
  }
  return { least, most }
}

/** Whether two ranges can both be right. */
export function rangesMeet(one: Range, other: Range): boolean {
  return (one.most === null || other.least <= one.most) && (other.most === null || one.least <= other.most)
}

export function addRanges(one: Range, other: Range): Range {
  return {
    least: one.least + other.least,
    most: one.most === null || other.most === null ? null : one.most + other.most,
  }
}

function accountsOfHarm({ reports, findings }: Accounts, kind: HarmKind): HarmAccounts {
  const accounts: HarmAccount[] = []
  for (const { entry, by, voices, body } of reports) {
    const count = body.harm?.[kind]
    if (count !== undefined) accounts.push({ entry, by, voices, from: 'report', count })
  }
  for (const { entry, by, voices, body } of findings) {
    const count = body.harm?.[kind]
    if (count !== undefined) accounts.push({ entry, by, voices, from: 'finding', count })
  }
  return { accounts, hull: hullOfRanges(accounts.map(({ count }) => count)) }
}

export function harmOf(accounts: Accounts): Harm {
  return {
    killed: accountsOfHarm(accounts, 'killed'),
    killedCivilians: accountsOfHarm(accounts, 'killedCivilians'),
    injured: accountsOfHarm(accounts, 'injured'),
  }
}
