import type { Agreement, Clause } from '../agreement/agreement.ts'
import { ATTACKS, type Act, type ClauseId, type PartyId } from '../statement/fields.ts'
import { areasIn } from './areas.ts'
import { clashOf } from './clash.ts'
import { exclusionRemarks } from './exclusions.ts'
import { waysOut } from './giving-way.ts'
import { byText, listed, remark, type FixCode, type Remark } from './remark.ts'
import { spansIn } from './spans.ts'

/**
 * What one party may not do and another clause asks of it or allows it: the same act forbidden and asked for, or forbidden
 * and allowed, against the same people, at times and in areas that may overlap. Windows and areas are taken as wide as they
 * may be, so no clash of this kind is missed and some that are named can never come about: those are warnings, and only
 * what surely overlaps is an error. A ceiling above zero forbids only what goes beyond it.
 */
export function contradictionRemarks(agreement: Agreement): readonly Remark[] {
  const room = { spans: spansIn(agreement), areas: areasIn(agreement) }
  const found: Remark[] = []
  const told = new Set<string>()
  for (const [party, { forbidden, wanted }] of byPartyAndAct(agreement)) {
    for (const ban of forbidden)
      for (const ask of wanted) {
        const key = `${party.party}|${ban.id}|${ask.id}`
        if (told.has(key) || leavesRoom(ban, ask) || !sameVictims(agreement, ban, ask)) continue
        told.add(key)
        const clash = clashOf(agreement, room, ban, ask)
        if (clash === undefined) continue
        const acts = ban.conduct.acts.flatMap((act) => (covered(ask.conduct.acts).has(act) ? [act] : []))
        const { fix, values: named } = waysOut(agreement, ban, ask)
        const values = {
          ...named,
          party: party.party,
          acts: listed(acts.length > 0 ? acts : [party.act]),
        }
        // Whoever is allowed more than the ceiling keeps both by staying under it.
        const isCeiling = hasRoom(ban)
        const severity = clash === 'surely' && !isCeiling ? 'error' : 'warning'
        const clauses = [ban.id, ask.id]
        const ways: readonly FixCode[] = isCeiling ? ['one-number', ...fix] : fix
        found.push(remark('duties-contradict', { clauses, at: ask.at, values, severity, fix: ways }))
      }
  }
  return [...found, ...exclusionRemarks(agreement, room), ...distanceRemarks(agreement)]
}

/** `attack` covers every way of attacking, as where reports are matched to clauses. */
const covered = (acts: readonly Act[]): ReadonlySet<Act> =>
  new Set(acts.includes('attack') ? [...acts, ...ATTACKS] : acts)

type Bucket = { readonly forbidden: Clause[]; readonly wanted: Clause[] }

function byPartyAndAct(agreement: Agreement) {
  const buckets = new Map<string, readonly [{ readonly party: PartyId; readonly act: Act }, Bucket]>()
  for (const clause of agreement.clauses.values()) {
    const bans = clause.duty === 'refrain' || clause.duty === 'maintain'
    if (!bans && clause.duty === 'intend') continue
    for (const party of new Set(clause.bearers))
      for (const act of covered(clause.conduct.acts)) {
        const key = `${party}|${act}`
        const [, bucket] = buckets.get(key) ?? [undefined, { forbidden: [], wanted: [] }]
        buckets.set(key, [{ party, act }, bucket])
        ;(bans ? bucket.forbidden : bucket.wanted).push(clause)
      }
  }
  return [...buckets.values()]
}

/** Whether a clause lets its act be done up to a number above zero: it forbids only what goes beyond. */
const hasRoom = ({ conduct }: Clause): boolean => (conduct.atMost?.count ?? 0) > 0

/**
 * Whether what is asked or allowed can all be done under a ceiling: a duty by doing no more than that; a permission unless it
 * names a higher number of the same.
 */
function leavesRoom(ban: Clause, ask: Clause): boolean {
  if (!hasRoom(ban)) return false
  const [ceiling, allowed] = [ban.conduct.atMost, ask.conduct.atMost]
  const isHigher = ask.duty === 'permit' && allowed?.of === ceiling?.of
  return !(isHigher && (allowed?.count ?? 0) > (ceiling?.count ?? 0))
}

/** Without `against`, a clause protects everybody who is not excluded. */
function sameVictims(agreement: Agreement, one: Clause, other: Clause): boolean {
  const excluded = (id: PartyId): boolean => agreement.parties.get(id)?.excluded === true
  const [a, b] = [one.conduct.against, other.conduct.against]
  if (a.length === 0) return b.length === 0 || b.some((id) => !excluded(id))
  if (b.length === 0) return a.some((id) => !excluded(id))
  return a.some((id) => b.includes(id))
}

/** One party held to two distances of one class from the same side of the same line. */
function distanceRemarks(agreement: Agreement): readonly Remark[] {
  const known = new Map<string, Map<number, ClauseId[]>>()
  for (const { id, bearers, conduct, duty } of agreement.clauses.values()) {
    const { distance } = conduct
    if (distance === undefined || duty === 'permit' || duty === 'intend') continue
    for (const party of bearers) {
      const key = [party, distance.class ?? '', distance.side, distance.line].join('|')
      const metres = known.get(key) ?? new Map<number, ClauseId[]>()
      known.set(key, metres)
      metres.set(distance.metres, [...(metres.get(distance.metres) ?? []), id])
    }
  }
  return [...known].flatMap(([key, metres]) => {
    if (metres.size < 2) return []
    const [party = '', , side = '', line = ''] = key.split('|')
    const clauses = [...metres.values()].flat().toSorted(byText)
    const at = agreement.clauses.get(clauses.at(-1) ?? clauses[0] ?? noClause)?.at ?? { line: 1, column: 1 }
    const distances = [...metres.keys()].toSorted((a, b) => a - b).join(', ')
    return [
      remark('distances-differ', {
        clauses,
        at,
        values: { party, side, line, distances, clauses: listed(clauses) },
      }),
    ]
  })
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no clause is written so
const noClause = '' as ClauseId
