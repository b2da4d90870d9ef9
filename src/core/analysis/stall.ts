import type { Agreement, SourcePlace } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Discretion, Graph, Move } from './graph.ts'
import { AT_ONCE, omissionsFrom } from './omissions.ts'
import { byText, listed, remark, type Remark, type RemarkKind } from './remark.ts'

/** How many lost clauses a remark names; the rest are counted. */
const NAMED = 8

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
  | { readonly is: 'pair'; readonly of: readonly [string, string] }

/**
 * Who can stop the agreement without breaking it (specification, section 4.1): for each party and each move that it may
 * lawfully leave undone, the goals that can then never be reached. A move is lawfully omitted if it is a consent, a
 * power, a permission, a verification, a duty without a deadline, or a duty whose breach has no consequence. In the same
 * pass: what a party can stop only by a breach, the single verifiers whose silence would leave clauses unproved, and
 * what two can stop of whom neither can alone.
 *
 * @param graph built without `exchangesWait`: somebody moves first
 */
export function stallRemarks(agreement: Agreement, graph: Graph): readonly Remark[] {
  const { omissions, bitsOf } = omissionsIn(graph)
  const losses = lossesOf(agreement, graph, omissions, bitsOf)
  const found: Remark[] = []
  const explained = new Set<string>()
  const stalls = new Map<string, { readonly parties: string[]; readonly site: Site; readonly loss: Loss }>()
  const pairs = new Map<string, { readonly names: string[]; readonly loss: Loss }>()
  for (const [bit, loss] of [...losses].toSorted(([a], [b]) => a - b)) {
    const omission = omissions[bit]
    if (omission === undefined) continue
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
    } else if (omission.is === 'pair') {
      const key = `${loss.count}|${loss.named.join()}`
      const same = pairs.get(key)
      const pair = omission.of.join(' + ')
      if (same === undefined) pairs.set(key, { names: [pair], loss })
      else same.names.push(pair)
    } else {
      const values = { speaker: omission.name, ...told(loss) }
      const severity = omission.name.startsWith('actor ') ? 'warning' : 'note'
      const at = firstPlace(agreement, loss.named)
      found.push(remark('single-verifier', { clauses: loss.named, at, values, severity }))
    }
  }
  for (const { parties, site, loss } of stalls.values()) {
    const values = { parties: listed(parties), of: parties.length, site: site.at, ...told(loss) }
    const at = placeAt(agreement, site.at)
    found.push(remark(KINDS[site.by], { clauses: loss.named, at, values }))
  }
  for (const { names, loss } of pairs.values()) {
    const values = { pairs: names.join('; '), of: names.length, ...told(loss) }
    found.push(remark('stall-by-two', { clauses: loss.named, at: firstPlace(agreement, loss.named), values }))
  }
  return found
}

type Site = Extract<Omission, { is: 'site' }>
type Loss = { count: number; readonly named: ClauseId[] }

const told = ({ count, named }: Loss) => ({ count, clauses: listed(named), more: count - named.length })

/**
 * Single omissions first, the weightiest reasons before the lighter, then all of a party's that are lawful and all of a speaker's,
 * and at last those of two together, one of them a party.
 */
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
  const parties = [...new Set(moves.flatMap(({ party }) => party ?? []))].toSorted(byText)
  const bodies = [...new Set(moves.flatMap(({ by, party }) => (party === undefined ? by : [])))].toSorted(
    byText,
  )
  const partners = [...parties, ...bodies]
  for (const move of moves) {
    if (move.party !== undefined && move.discretion === undefined) continue
    for (const other of move.party === undefined ? parties : partners) {
      if (other === move.by) continue
      const of = partners.indexOf(other) < partners.indexOf(move.by) ? [other, move.by] : [move.by, other]
      const [one = '', two = ''] = of
      give(move, `pair|${one}|${two}`, { is: 'pair', of: [one, two] })
    }
  }
  return { omissions, bitsOf }
}

const order = ({ discretion }: Move): number => REASONS.indexOf(discretion ?? 'breach')

/** What each omission loses, its own clause aside: nobody needs to be told that a duty undone is not done. */
function lossesOf(
  agreement: Agreement,
  graph: Graph,
  omissions: readonly Omission[],
  bitsOf: ReadonlyMap<Move, readonly number[]>,
): ReadonlyMap<number, Loss> {
  const losses = new Map<number, Loss>()
  const goals = [...goalsOf(agreement, graph)]
  const stoppedAlone = new Set<string>()
  const stoppedByAll = new Set<string>()
  const ask = omissionsFrom(graph)
  for (let from = 0; from < omissions.length; from += AT_ONCE) {
    const here = omissions.slice(from, from + AT_ONCE)
    const lost = ask(here.length, ({ move }) =>
      (move === undefined ? [] : (bitsOf.get(move) ?? [])).flatMap((bit) =>
        bit >= from && bit < from + AT_ONCE ? [bit - from] : [],
      ),
    )
    for (const [id, nodes] of goals) {
      // In their order, so that what one can do alone is known before what takes two, or a breach.
      const bits = new Set(nodes.flatMap((node) => lost.omissionsOf(node)))
      for (const bit of [...bits].toSorted((a, b) => a - b)) {
        const omission = here[bit]
        if (omission === undefined) continue
        if (omission.is === 'site') {
          const key = `${omission.party}|${id}`
          if (omission.by === 'breach' && stoppedAlone.has(key)) continue
          if (omission.by !== 'breach') stoppedAlone.add(key)
          if (omission.at === id && isOwn(agreement, id, omission)) continue
        }
        if (omission.is === 'pair' && isPairs(agreement, id, omission.of, stoppedByAll)) continue
        if (omission.is === 'party' || omission.is === 'speaker') stoppedByAll.add(`${omission.name}|${id}`)
        // A party's omissions together are worth a remark only where no single one explains the loss.
        if (omission.is === 'party' && stoppedAlone.has(`${omission.name}|${id}`)) continue
        const loss = losses.get(from + bit) ?? { count: 0, named: [] }
        loss.count += 1
        if (loss.named.length < NAMED) loss.named.push(id)
        losses.set(from + bit, loss)
      }
    }
  }
  return losses
}

/** A bearer that leaves its own duty undone, or the only holder of a power that does not use it. */
function isOwn(agreement: Agreement, id: ClauseId, { party, by }: Site): boolean {
  const power = agreement.powers.get(id)
  if (power !== undefined) return !power.jointly || new Set(power.holders).size < 2
  const clause = agreement.clauses.get(id)
  return by !== 'verification' || clause?.bearers.some((bearer) => bearer === party) === true
}

/** What one of two can stop alone, or a power that nobody else holds: nothing that takes the two together against others. */
function isPairs(
  agreement: Agreement,
  id: ClauseId,
  pair: readonly string[],
  stoppedByAll: ReadonlySet<string>,
): boolean {
  const holders = agreement.powers.get(id)?.holders
  return (
    pair.some((name) => stoppedByAll.has(`${name}|${id}`)) ||
    (holders !== undefined && holders.every((party) => pair.includes(party)))
  )
}

/** What somebody may want to reach: that a clause begins, is done and can be shown, that a power can be used. */
function* goalsOf(agreement: Agreement, graph: Graph): Generator<readonly [ClauseId, readonly number[]]> {
  const ids = [...agreement.clauses.keys(), ...agreement.powers.keys()].toSorted(byText)
  for (const id of ids) {
    const duty = agreement.clauses.get(id)?.duty
    if (duty === 'intend') continue
    const nodes = [
      graph.begins.get(id),
      duty === 'achieve' ? graph.done.get(id) : undefined,
      duty === undefined || duty === 'permit' ? undefined : graph.shown.get(id),
      graph.exercised.get(id),
    ]
    yield [id, nodes.filter((node) => node !== undefined)]
  }
}

const TOP: SourcePlace = { line: 1, column: 1 }

function placeAt(agreement: Agreement, id: string): SourcePlace {
  const blocks = [agreement.clauses, agreement.powers, agreement.terms, agreement.parties]
  for (const map of blocks) for (const [key, { at }] of map) if (key === id) return at
  return TOP
}

function firstPlace(agreement: Agreement, ids: readonly ClauseId[]): SourcePlace {
  const places = ids.map((id) => placeAt(agreement, id))
  return places.toSorted((a, b) => a.line - b.line || a.column - b.column)[0] ?? TOP
}
