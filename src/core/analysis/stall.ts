import type { Agreement, Exchange } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Discretion, Graph, Move } from './graph.ts'
import { coalitionRemarks } from './coalitions.ts'
import { firstPlace, goalsOf, loses, noLoss, placeAt, told, type Goal, type Loss } from './losses.ts'
import { AT_ONCE, omissionsFrom, type Omitting } from './omissions.ts'
import { exchangesByLeg } from './exchanges.ts'
import { byText, listed, remark, type FixCode, type Remark, type RemarkKind } from './remark.ts'
import { speakerRemark } from './single-speakers.ts'

const KINDS = {
  consent: 'stall-by-consent',
  accession: 'opt-in',
  power: 'stall-by-power',
  permission: 'stall-by-permission',
  delay: 'stall-by-delay',
  verification: 'stall-by-verification',
  'without-consequence': 'stall-without-consequence',
  breach: 'stall-by-breach',
} as const satisfies Record<Reason, RemarkKind>
const REASONS = Object.keys(KINDS)

/** Why a move may be left out; a `breach` is no lawful reason, and costs what the text says it costs. */
type Reason = Discretion | 'breach'

type Omission =
  | { readonly is: 'site'; readonly party: string; readonly at: Move['at']; readonly by: Reason }
  | { readonly is: 'party' | 'speaker'; readonly name: string }

/**
 * Who can stop the agreement without breaking it (specification, section 4.1): for each party and each move that it may
 * lawfully leave undone, the goals that can then never be reached. A move is lawfully omitted if it is a consent, a
 * power, a permission, a verification, a duty without a deadline, or a duty whose breach has no consequence. In the same
 * pass: what a party can stop only by a breach, and the single verifiers whose silence would leave clauses unproved; and
 * then what several can stop of whom none can alone.
 *
 * @param graph built without `exchangesWait`: somebody moves first
 */
export function stallRemarks(agreement: Agreement, graph: Graph): readonly Remark[] {
  const { omissions, bitsOf } = omissionsIn(graph)
  const ask = omissionsFrom(graph)
  const goals = goalsOf(agreement, graph)
  const losses = lossesOf(agreement, goals, ask, omissions, bitsOf)
  const found: Remark[] = []
  const explained = new Set<string>()
  const stalls = new Map<string, Stall>()
  for (const [bit, omission] of omissions.entries()) {
    const loss = losses[bit]
    if (loss === undefined || loss.count === 0) continue
    if (omission.is === 'site') {
      const losing = `${omission.at}|${loss.count}|${loss.named.join()}`
      // Bits come with the weightiest reason first; one reason for one loss at one place is enough.
      if (explained.has(`${omission.party}|${losing}`)) continue
      explained.add(`${omission.party}|${losing}`)
      const key = `${omission.by}|${losing}`
      const same = stalls.get(key)
      if (same === undefined) stalls.set(key, { parties: [omission.party], site: omission, loss })
      else same.parties.push(omission.party)
    } else if (omission.is === 'party') {
      const values = { parties: omission.name, ...told(loss) }
      found.push(
        remark('stall-by-all-means', { clauses: loss.named, at: placeAt(agreement, omission.name), values }),
      )
    } else {
      found.push(speakerRemark(agreement, graph, omission.name, loss))
    }
  }
  const idle = [...stalls.values()].filter(({ site }) => site.by === 'without-consequence')
  if (idle.length > 0) found.push(idleRemark(agreement, idle))
  for (const { parties, site, loss } of stalls.values()) {
    if (site.by === 'without-consequence' || site.by === 'breach') continue
    const values = { parties: listed(parties), of: parties.length, site: site.at, ...told(loss) }
    const at = placeAt(agreement, site.at)
    found.push(remark(KINDS[site.by], { clauses: loss.named, at, values }))
  }
  const paidFor = [...stalls.values()].filter(({ site }) => site.by === 'breach')
  return [...found, ...breachRemarks(agreement, paidFor), ...coalitionRemarks(agreement, graph, goals, ask)]
}

type Site = Extract<Omission, { is: 'site' }>
type Stall = { readonly parties: string[]; readonly site: Site; readonly loss: Loss }

/** What can be stopped by a breach that has a price. The legs of one exchange hang together and are told as one. */
function breachRemarks(agreement: Agreement, stalls: readonly Stall[]): readonly Remark[] {
  const exchangeOf = new Map<string, Exchange | undefined>(
    [...exchangesByLeg(agreement)].map(([leg, [first]]) => [leg, first]),
  )
  const together = new Map<string, Stall[]>()
  for (const stall of stalls) {
    const key = exchangeOf.get(stall.site.at)?.id ?? stall.site.at
    together.set(key, [...(together.get(key) ?? []), stall])
  }
  return [...together.values()].flatMap((all) => {
    const [first] = all
    if (first === undefined) return []
    const exchange = all.length > 1 ? exchangeOf.get(first.site.at) : undefined
    const lost = noLoss()
    for (const id of [...new Set(all.flatMap(({ loss }) => loss.named))].toSorted(byText)) loses(lost, id)
    // A loss names its first clauses only, and the leg that comes first loses most.
    const count = Math.max(lost.count, ...all.map(({ loss }) => loss.count))
    const parties = [...new Set(all.flatMap((one) => one.parties))]
    const values = {
      parties: listed(parties),
      of: parties.length,
      site: exchange?.id ?? first.site.at,
      as: exchange === undefined ? 'duty' : 'exchange',
      ...told({ count, named: lost.named }),
    }
    const at = exchange?.at ?? placeAt(agreement, first.site.at)
    const fix = exchange === undefined ? {} : { fix: IN_EXCHANGE }
    return [remark('stall-by-breach', { clauses: lost.named, at, values, ...fix })]
  })
}

const IN_EXCHANGE: readonly FixCode[] = ['let-third-party-hold', 'begin-otherwise']

/** Duties on which others wait and whose breach has no consequence: told once, since one consequence may mend them all. */
function idleRemark(agreement: Agreement, stalls: readonly Stall[]): Remark {
  const sites = [...new Set(stalls.map(({ site }) => site.at))].toSorted(byText)
  const lost = noLoss()
  for (const id of new Set(stalls.flatMap(({ loss }) => loss.named))) loses(lost, id)
  const parties = [...new Set(stalls.flatMap((one) => one.parties))]
  // A loss names its first clauses only, so how many there are together is not known.
  const isCut = stalls.some(({ loss }) => loss.count > loss.named.length)
  const values = { ...told(lost), parties: listed(parties), of: parties.length, site: listed(sites) }
  return remark('stall-without-consequence', {
    clauses: lost.named,
    at: firstPlace(agreement, sites),
    values: { ...values, cut: isCut || values.more > 0 ? 'yes' : 'no' },
  })
}

/** Single omissions first, the weightiest reasons before the lighter, then all of a party's that are lawful and all of a speaker's. */
function omissionsIn({ nodes }: Graph) {
  const omissions: Omission[] = []
  const bits = new Map<string, number>()
  const bitsOf = new Map<Move, number[]>()
  const give = (move: Move, key: string, omission: Omission): void => {
    const bit = bits.get(key) ?? omissions.push(omission) - 1
    bits.set(key, bit)
    const own = bitsOf.get(move)
    if (own === undefined) bitsOf.set(move, [bit])
    else own.push(bit)
  }
  const moves = nodes
    .flatMap(({ move }) => move ?? [])
    .toSorted((a, b) => order(a) - order(b) || byText(a.at, b.at) || byText(a.by, b.by))
  for (const move of moves) {
    const { party, at, discretion } = move
    const by = discretion ?? 'breach'
    if (party !== undefined) give(move, `site|${party}|${at}|${by}`, { is: 'site', party, at, by })
  }
  for (const move of moves) {
    const { by, party, discretion } = move
    if (party === undefined) give(move, `speaker|${by}`, { is: 'speaker', name: by })
    else if (discretion !== undefined) give(move, `party|${party}`, { is: 'party', name: party })
  }
  return { omissions, bitsOf }
}

const order = ({ discretion }: Move): number => REASONS.indexOf(discretion ?? 'breach')

/**
 * What each omission loses, its own clause aside: nobody needs to be told that a duty undone is not done. In a long chain
 * every omission loses nearly every clause, so what is done for one clause and one omission has to cost next to nothing.
 */
function lossesOf(
  agreement: Agreement,
  goals: readonly Goal[],
  ask: Omitting,
  omissions: readonly Omission[],
  bitsOf: ReadonlyMap<Move, readonly number[]>,
): readonly Loss[] {
  const losses = omissions.map(() => noLoss())
  for (let from = 0; from < omissions.length; from += AT_ONCE) {
    const here = omissions.slice(from, from + AT_ONCE)
    const lost = ask(here.length, ({ move }) =>
      (move === undefined ? [] : (bitsOf.get(move) ?? [])).flatMap((bit) =>
        bit >= from && bit < from + AT_ONCE ? [bit - from] : [],
      ),
    )
    for (const goal of goals) {
      // In their order, so that what one can do alone is known before what takes a breach.
      for (const bit of lost.omissionsOfAny(goal.nodes)) {
        const omission = here[bit]
        const loss = losses[from + bit]
        if (omission === undefined || loss === undefined) continue
        if (omission.is === 'site') {
          if (omission.by === 'breach' && goal.stoppedByOne.has(omission.party)) continue
          if (omission.by !== 'breach') goal.stoppedByOne.add(omission.party)
          if (omission.at === goal.id && isOwn(agreement, goal.id, omission)) continue
        } else goal.stoppedAlone.add(omission.name)
        // A party's omissions together are worth a remark only where no single one explains the loss.
        if (omission.is === 'party' && goal.stoppedByOne.has(omission.name)) continue
        loses(loss, goal.id)
      }
    }
  }
  return losses
}

/** A bearer that leaves its own duty undone, or the only holder of a power that does not use it. */
function isOwn(agreement: Agreement, id: ClauseId, { party, by }: Site): boolean {
  const power = agreement.powers.get(id)
  if (power !== undefined) return new Set(power.holders).size < 2
  const clause = agreement.clauses.get(id)
  return by !== 'verification' || clause?.bearers.some((bearer) => bearer === party) === true
}
