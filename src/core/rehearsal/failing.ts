import type { Agreement } from '../agreement/agreement.ts'
import type { Standing } from '../standing/standing.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import type { Player } from './cast.ts'
import { coneOf } from './cone.ts'
import type { Departure } from './departure.ts'
import { dutyKey, missedTimes } from './occasions.ts'
import type { Play } from './play.ts'

/** Ways in which an agreement fails the people who keep it. */
export const FAILINGS = [
  /** Each leg of an exchange waits to see the other, and the text names nobody to begin. */
  'deadlock',
  /** A period ends because one of several holders of a power keeps still. */
  'lapse',
  /** A party does all that it can and is in breach. */
  'breach-without-fault',
  /** A duty is done, or a period is over, and nobody can ever say with effect whether it was kept. */
  'unsettled',
  /** One player keeps still, lawfully, and duties of others never begin or never end. */
  'stall',
  /** The same, and the one who keeps still is itself spared duties. */
  'delay-pays',
  /** Nothing that anybody can do makes it begin. */
  'never-begins',
  /** It begins and cannot be done. */
  'never-done',
  /** A power whose condition never comes true. */
  'power-out-of-reach',
] as const
export type FailingKind = (typeof FAILINGS)[number]

/** One failing of one play: what was lost, and where in the text it could be mended. */
export type Failing = {
  readonly kind: FailingKind
  /** What is lost, in the order of the text. */
  readonly clauses: readonly ClauseId[]
  /** The clause, power, exchange or term whose words allow it. */
  readonly change: ClauseId | TermId
}

type Omission = Departure & { readonly is: 'omits' }

const keyOf = ({ clause, party }: Standing): string => dutyKey(clause, party)

export function begun({ activated }: Standing, { end }: Play): boolean {
  return activated.certain !== undefined && activated.certain <= end
}

/** Whether something for which this waits, or itself, has a time before it when the play is over: it may still come. */
export function mayStillCome(text: Agreement, play: Play, id: string): boolean {
  if (play.toCome.size === 0) return false
  return [...coneOf(text, [id])].some((one) => play.toCome.has(one))
}

/** What is owed again and again goes on, and every time so far is settled or still has its time. */
function goesOn({ status, occurrences }: Standing): boolean {
  return occurrences !== undefined && (status === 'active' || status === 'due-soon')
}

/** What fails although everybody does at once all that it can. */
export function failingsOfAll(text: Agreement, play: Play): readonly Failing[] {
  const found: Failing[] = []
  for (const standing of play.board.standings) {
    const { clause, duty, status } = standing
    const alone = (kind: FailingKind): Failing => ({ kind, clauses: [clause], change: clause })
    if (status === 'breached') found.push(alone('breach-without-fault'))
    else if (!begun(standing, play)) continue
    else if (duty === 'achieve') {
      if (status === 'fulfilled' || status === 'waived' || status === 'suspended') continue
      if (goesOn(standing) || mayStillCome(text, play, clause)) continue
      found.push(alone(play.done.has(keyOf(standing)) ? 'unsettled' : 'never-done'))
    } else if (duty !== 'permit' && duty !== 'intend' && (status === 'expired' || status === 'contested')) {
      found.push(alone('unsettled'))
    }
  }
  return once(found)
}

/** What fails in a play with departures that would not fail without them; `base` is the play without. */
export function failingsOf(text: Agreement, play: Play, base: Play): readonly Failing[] {
  const { departures, board } = play
  const departing = new Set<Player>(departures.map(({ who }) => who))
  const found: Failing[] = []
  for (const { clause, party, status } of board.standings) {
    if (status === 'breached' && !departing.has(party) && statusIn(base, clause, party) !== 'breached') {
      found.push({ kind: 'breach-without-fault', clauses: [clause], change: clause })
    }
  }
  const waits = departures.every(({ is }) => is === 'waits')
  for (const { exchange, status, legs } of board.exchanges) {
    if (waits && status === 'deadlocked') {
      const behind = unbegun(text, play, base)
      const lost = [...legs, ...behind].map(({ clause }) => clause)
      found.push({ kind: 'deadlock', clauses: [...new Set(lost)], change: exchange })
    }
  }
  const omitted = departures.filter((one) => one.is === 'omits')
  if (omitted.length === departures.length && isLawful(text, play, departing))
    found.push(...losses(text, play, base))
  return once(found)
}

/** What begins when nobody departs and does not begin in this play, other than what only lies past its end. */
function unbegun(text: Agreement, play: Play, base: Play): readonly Standing[] {
  const began = new Set(base.board.standings.filter((one) => begun(one, base)).map(keyOf))
  return play.board.standings.filter(
    (one) => began.has(keyOf(one)) && !begun(one, play) && !mayStillCome(text, play, one.clause),
  )
}

function statusIn({ board }: Play, clause: ClauseId, party: PartyId): Standing['status'] | undefined {
  return board.standings.find((one) => one.clause === clause && one.party === party)?.status
}

/** Nobody who departs has let a deadline of its own go by: the text gives no hold on it. */
function isLawful(text: Agreement, play: Play, departing: ReadonlySet<Player>): boolean {
  return [...departing].every((who) => !isInDefault(text, play, who))
}

/** Whether a player is in breach, or has let a deadline of its own go by. */
export function isInDefault(text: Agreement, play: Play, who: Player): boolean {
  return play.board.standings.some((standing) => {
    const { party, duty, status, due, occurrences } = standing
    if (party !== who) return false
    if (status === 'breached') return true
    if (duty !== 'achieve' || !begun(standing, play)) return false
    const acts = play.done.get(keyOf(standing)) ?? []
    if (occurrences !== undefined) return missedTimes(text, standing, acts, play.end).length > 0
    return acts.length === 0 && due !== undefined && due < play.end
  })
}

function losses(text: Agreement, play: Play, base: Play): readonly Failing[] {
  const omissions = play.departures.filter((one) => one.is === 'omits')
  const before = new Map(base.board.standings.map((one) => [keyOf(one), one]))
  const lost: Standing[] = []
  let spared = 0
  let stillBound = 0
  for (const standing of play.board.standings) {
    const was = before.get(keyOf(standing))
    if (was === undefined) continue
    const began = begun(was, base) && !begun(standing, play)
    const settled = isSettled(was) && !isSettled(standing)
    const endless = !base.openEnds.has(was.clause) && play.openEnds.has(was.clause) && begun(standing, play)
    const isLost = began || settled || endless || (extended(was) && !extended(standing))
    // What only lies past the end of the play is not lost.
    if (isLost && !mayStillCome(text, play, standing.clause)) lost.push(standing)
    const departs = play.departures.some(({ who }) => who === standing.party)
    if (began && departs && standing.duty !== 'permit') spared += 1
    if (!departs && standing.duty !== 'permit' && begun(standing, play)) stillBound += 1
  }
  const own = (one: Standing): boolean =>
    omissions.some(
      ({ who, what, subject }) =>
        one.party === who && (what === undefined || (what === 'perform' && one.clause === subject)),
    )
  const clauses = [...new Set(lost.filter((one) => !own(one)).map(({ clause }) => clause))]
  if (clauses.length === 0) return []
  const kind = kindOf(omissions, spared > 0 && stillBound > 0)
  const [first] = lost.filter((one) => !own(one))
  // Who does not close leaves no word on anything by name: what has not begun waits for a state that rests on silence.
  const state = first === undefined || begun(first, play) ? undefined : stateBefore(text, first.clause)
  const change = omissions[0]?.subject ?? state ?? clauses[0]
  if (change === undefined) return []
  return [{ kind: kind === 'unsettled' && change === state ? 'stall' : kind, clauses, change }]
}

/** Fulfilled or, of what is owed for ever, fulfilled each time so far. */
function isSettled(standing: Standing): boolean {
  return standing.status === 'fulfilled' || goesOn(standing)
}

/** The state on which a clause waits and that holds by the silence of those who are heard, if there is one. */
function stateBefore(text: Agreement, clause: ClauseId): TermId | undefined {
  const cone = coneOf(text, [clause])
  const states = [...text.terms.values()].filter(
    (term) => term.is === 'state' && term.ifSilent === 'compliant',
  )
  return states.find(({ id }) => cone.has(id))?.id
}

function extended({ why }: Standing): boolean {
  return why.some(({ code }) => code === 'extended' || code === 'extended-without-end')
}

function kindOf(omissions: readonly Omission[], spared: boolean): FailingKind {
  if (omissions.every(({ what }) => what === 'exercise')) return 'lapse'
  if (omissions.every(({ what }) => what === 'verify' || what === 'close')) return 'unsettled'
  return spared && omissions.some(({ what }) => what === 'perform') ? 'delay-pays' : 'stall'
}

/** Kinds that all say: something is lost because somebody keeps still. A shorter story may tell the same loss as another of them. */
const LOSSES: readonly FailingKind[] = ['lapse', 'unsettled', 'stall', 'delay-pays']

/** Whether a story about `one` also tells what `other` loses first. */
export function tellsToo(one: Failing, other: Failing): boolean {
  const [lead] = other.clauses
  const kin = one.kind === other.kind || (LOSSES.includes(one.kind) && LOSSES.includes(other.kind))
  return kin && (lead === undefined || one.clauses.includes(lead))
}

function once(found: readonly Failing[]): readonly Failing[] {
  const seen = new Map<string, Failing>()
  for (const one of found) seen.set(failingKey(one), one)
  return [...seen.values()]
}

/** Two plays that show the same failing. */
export function failingKey({ kind, clauses, change }: Failing): string {
  return `${kind}|${change}|${clauses.join(',')}`
}
