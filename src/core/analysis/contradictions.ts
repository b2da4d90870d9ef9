import type { Agreement, Clause } from '../agreement/agreement.ts'
import type { Act, ClauseId, PartyId } from '../statement/fields.ts'
import { lowerAnchors, pointOf, startOf } from './anchors.ts'
import { surelyApart, surelyMeet } from './areas.ts'
import { byText, listed, remark, type Remark } from './remark.ts'

/**
 * Duties of one party that clash: the same act forbidden and asked for, or forbidden and allowed, against the same
 * people, at times and in areas that may overlap. Windows and areas are taken as wide as they may be, so no clash of
 * this kind is missed and some that are named can never come about: those are warnings, and only what surely overlaps
 * is an error.
 */
export function contradictionRemarks(agreement: Agreement): readonly Remark[] {
  const found: Remark[] = []
  const told = new Set<string>()
  for (const [party, { forbidden, wanted }] of byPartyAndAct(agreement)) {
    for (const ban of forbidden)
      for (const ask of wanted) {
        const key = `${ban.id}|${ask.id}`
        if (told.has(`${party.party}|${key}`) || !mayClash(agreement, ban, ask)) continue
        told.add(`${party.party}|${key}`)
        const acts = ban.conduct.acts.flatMap((act) => (covered(ask.conduct.acts).has(act) ? [act] : []))
        const clauses = [ban.id, ask.id]
        const values = {
          party: party.party,
          one: ban.id,
          other: ask.id,
          acts: listed(acts.length > 0 ? acts : [party.act]),
        }
        found.push(
          remark('duties-contradict', {
            clauses,
            at: ask.at,
            values,
            severity: surelyClash(agreement, ban, ask) ? 'error' : 'warning',
          }),
        )
      }
  }
  return [...found, ...distanceRemarks(agreement)]
}

/** `attack` covers every way of attacking, as where reports are matched to clauses. */
const ATTACKS: readonly Act[] = [
  'airstrike',
  'shelling',
  'rocket-fire',
  'small-arms-fire',
  'sniper-fire',
  'ground-attack',
  'armed-clash',
]
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

function mayClash(agreement: Agreement, ban: Clause, ask: Clause): boolean {
  return (
    sameVictims(agreement, ban, ask) &&
    !surelyApart(agreement, ban.conduct.area, ask.conduct.area) &&
    !over(agreement, ban, ask) &&
    !over(agreement, ask, ban)
  )
}

function surelyClash(agreement: Agreement, ban: Clause, ask: Clause): boolean {
  const free = ({ when, unless }: Clause): boolean =>
    unless === undefined && lowerAnchors(agreement, when).every
  return (
    free(ban) &&
    free(ask) &&
    ban.exceptions.length === 0 &&
    surelyMeet(agreement, ban.conduct.area, ask.conduct.area)
  )
}

/** Without `against`, a clause protects everybody who is not excluded. */
function sameVictims(agreement: Agreement, one: Clause, other: Clause): boolean {
  const excluded = (id: PartyId): boolean => agreement.parties.get(id)?.excluded === true
  const [a, b] = [one.conduct.against, other.conduct.against]
  if (a.length === 0) return b.length === 0 || b.some((id) => !excluded(id))
  if (b.length === 0) return a.some((id) => !excluded(id))
  return a.some((id) => b.includes(id))
}

/** Whether the first is surely over when the second begins: an end and a beginning measured from the same moment. */
function over(agreement: Agreement, first: Clause, second: Clause): boolean {
  const end = first.window.until ?? (first.window.late === 'lapses' ? first.window.by : undefined)
  if (end === undefined) return false
  const starts = [startOf(agreement, second), ...lowerAnchors(agreement, second.when).anchors]
  const [base, at] = pointOf(agreement, end)
  return starts.some((anchor) => {
    const [from, begins] = pointOf(agreement, anchor)
    return from === base && begins >= at
  })
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
