import type { IncidentId, LogIndex } from '../statement/fields.ts'
import { actsAbout } from './acts.ts'
import type { CertifiedClaim } from './certificate.ts'
import { dutyOf, owedBetween, type Duty } from './duty.ts'
import { touchOf } from './matching.ts'
import { afterNotice } from './notices.ts'
import { weighed, type Word } from './speakers.ts'
import type { Told } from './told.ts'
import type { World } from './world.ts'

/** A claim of breach that counts against one bearer in the time of the duty: kernel K3 counts these. */
export type Claim = CertifiedClaim & {
  readonly established: boolean
  /** Whether it surely happened while the duty was owed. */
  readonly owed: 'surely' | 'perhaps'
  readonly earliest: number
  readonly latest: number
}

type Times = { readonly earliest: number; readonly latest: number }

/** Everything said on one claim. */
type Said = {
  readonly words: Word[]
  readonly times: Times[]
  readonly otherTimes: Times[]
  laid: boolean
  found: boolean
  explained: boolean
  placed: boolean
}

const ANY_TIME: Times = { earliest: 0, latest: Number.MAX_SAFE_INTEGER }

/** Every claim against the bearer that stands or is open, found by going through the whole log. */
export function claimsAgainst(world: World, duty: Duty): readonly Claim[] {
  const reports = world.log.of('incident-reported')
  const incidents = new Set<IncidentId>()
  const claims: (Claim | undefined)[] = []
  for (const { entry } of reports) {
    const incident = world.log.incidentOf(entry)
    if (incident === undefined) claims.push(claimAbout(world, duty, { is: 'report', report: entry }))
    else incidents.add(incident)
  }
  for (const { body } of world.log.of('finding-made')) incidents.add(body.incident)
  for (const incident of incidents) claims.push(claimAbout(world, duty, { is: 'incident', incident }))
  if (duty.clause.duty === 'refrain' || duty.clause.duty === 'maintain') {
    for (const { entry, body } of actsAbout(world, duty.clause, duty.bearer)) {
      if (body.kind === 'act-refuted') claims.push(claimAbout(world, duty, { is: 'refutation', entry }))
    }
  }
  return claims.filter((claim) => claim !== undefined)
}

/** One claim, weighed from everything that speaks to it; `undefined` where it comes to nothing against this bearer. */
export function claimAbout(world: World, duty: Duty, about: CertifiedClaim['about']): Claim | undefined {
  const own = claimUnder(world, duty, about)
  const { earlier } = world
  if (earlier === undefined) return own
  if (own !== undefined && own.latest >= earlier.from) {
    return own.earliest < earlier.from ? { ...own, owed: 'perhaps' } : own
  }
  const clause = earlier.world.text.clauses.get(duty.clause.id)
  if (clause?.bearers.includes(duty.bearer) !== true) return undefined
  const before = claimAbout(earlier.world, dutyOf(earlier.world, clause, duty.bearer), about)
  return before !== undefined && before.latest < earlier.from ? before : undefined
}

/** A claim by one text alone. */
function claimUnder(world: World, duty: Duty, about: CertifiedClaim['about']): Claim | undefined {
  if (about.is === 'refutation') return refutation(world, duty, about.entry)
  const said: Said = {
    words: [],
    times: [],
    otherTimes: [],
    laid: false,
    found: false,
    explained: false,
    placed: false,
  }
  for (const report of world.log.of('incident-reported')) {
    const of = world.log.incidentOf(report.entry)
    const belongs =
      about.is === 'report' ? report.entry === about.report && of === undefined : of === about.incident
    if (belongs) hearReport(world, duty, report, said)
  }
  if (about.is === 'incident') {
    for (const finding of world.log.of('finding-made')) {
      if (finding.body.incident === about.incident) hearFinding(world, duty, finding, said)
    }
  }
  if (!said.laid) return undefined
  const { weight, entries } = weighed(said.words, duty.clause.evidence, world.rule, world.speakers)
  if (weight === 'unheard' || weight === 'refuted') return undefined
  // A finding decides. A mere word stays open where its place is not sure, or where an exception is claimed.
  const excepted = said.explained && duty.clause.exceptions.length > 0
  const established = weight === 'established' && (said.found || (said.placed && !excepted))
  return inTime(
    world,
    duty,
    { about, entries, established },
    together(said.times.length > 0 ? said.times : said.otherTimes),
  )
}

function inTime(
  world: World,
  duty: Duty,
  claim: Omit<Claim, 'owed' | keyof Times>,
  times: Times,
): Claim | undefined {
  const owed = owedBetween(duty, times.earliest, times.latest)
  return owed === 'no' ? undefined : afterNotice(world, duty, { ...claim, ...times, owed })
}

function hearReport(
  world: World,
  duty: Duty,
  { entry, by, body }: Told<'incident-reported'>,
  said: Said,
): void {
  const touch = touchOf(world.text, duty, body)
  if (touch === undefined) {
    if (body.alleged === undefined || body.alleged === duty.bearer) return
    for (const actor of by) said.words.push({ actor, stance: 'elsewhere', verified: false, entry })
    return
  }
  for (const actor of by) said.words.push({ actor, stance: 'for', verified: false, entry })
  said.laid = true
  said.times.push(body.when)
  if (touch === 'inside') said.placed = true
  hearReplies(world, duty, entry, 'for', said)
}

/** How sure a finding must be of who did it before it decides for or against a bearer. */
const SURE = ['established', 'highly-likely']

function hearFinding(world: World, duty: Duty, { entry, by, body }: Told<'finding-made'>, said: Said): void {
  const stance = findingStance(world, duty, body)
  if (stance === undefined) return
  for (const actor of by) said.words.push({ actor, stance, verified: true, entry })
  const names = body.attribution.some(({ to }) => to === duty.bearer)
  if (names && (stance === 'for' || stance === 'undecided')) said.laid = true
  if (stance === 'for') {
    said.found = true
    said.placed = true
  }
  if (body.when !== undefined) (stance === 'for' ? said.times : said.otherTimes).push(body.when)
  hearReplies(world, duty, entry, stance, said)
}

function findingStance(
  { text }: World,
  { clause, bearer }: Duty,
  { outcome, touches, attribution }: Told<'finding-made'>['body'],
): Word['stance'] | undefined {
  const touched = touches.some((one) => one.agreement === text.id && one.clause === clause.id)
  const mine = attribution.find(({ to }) => to === bearer)
  if (outcome === 'confirmed') {
    if (!touched) return undefined
    if (mine !== undefined) return SURE.includes(mine.confidence) ? 'for' : 'undecided'
    return attribution.some(({ confidence }) => SURE.includes(confidence)) ? 'elsewhere' : undefined
  }
  const speaks = (touches.length === 0 || touched) && (attribution.length === 0 || mine !== undefined)
  return !speaks ? undefined : outcome === 'undetermined' ? 'undecided' : 'against'
}

/** A reply accepts or denies what it answers; an explanation by the bearer claims an exception. */
function hearReplies(world: World, duty: Duty, to: LogIndex, answered: Word['stance'], said: Said): void {
  for (const { entry, by, body } of world.log.of('reply-made')) {
    if (body.to !== to) continue
    if (body.stance === 'explains' && by.some((actor) => world.speakers.partyOf(actor) === duty.bearer)) {
      said.explained = true
    }
    const stance = replyStance(body.stance, answered)
    if (stance === undefined) continue
    for (const actor of by) said.words.push({ actor, stance, verified: false, entry })
  }
}

function replyStance(
  reply: Told<'reply-made'>['body']['stance'],
  answered: Word['stance'],
): Word['stance'] | undefined {
  if (answered === 'undecided' || (reply !== 'accepts' && reply !== 'denies')) return undefined
  if (reply === 'accepts') return answered
  return answered === 'for' ? 'against' : answered === 'against' ? 'for' : undefined
}

/** The time that all accounts allow; where they exclude each other, the whole span of them. */
function together(times: readonly Times[]): Times {
  if (times.length === 0) return ANY_TIME
  const earliest = times.map((time) => time.earliest).toSorted((a, b) => a - b)
  const latest = times.map((time) => time.latest).toSorted((a, b) => a - b)
  const shared = { earliest: earliest.at(-1) ?? 0, latest: latest[0] ?? 0 }
  return shared.earliest <= shared.latest
    ? shared
    : { earliest: earliest[0] ?? 0, latest: latest.at(-1) ?? 0 }
}

/** Somebody who verifies says that a continuing duty was not kept; a confirmation over the same time speaks against it. */
function refutation(world: World, duty: Duty, entry: LogIndex): Claim | undefined {
  const acts = actsAbout(world, duty.clause, duty.bearer)
  const act = acts.find((one) => one.entry === entry && one.body.kind === 'act-refuted')
  if (act === undefined) return undefined
  const { earliest, latest } = act.body.when
  const words = acts.flatMap((one): Word[] => {
    const { kind, when } = one.body
    const against = kind === 'act-confirmed' && when.earliest <= earliest && when.latest >= latest
    if (one.entry !== entry && !against) return []
    return one.by.map((actor) => ({
      actor,
      stance: against ? 'against' : 'for',
      verified: true,
      entry: one.entry,
    }))
  })
  const { weight, entries } = weighed(words, duty.clause.evidence, world.rule, world.speakers)
  if (weight === 'unheard' || weight === 'refuted') return undefined
  return inTime(
    world,
    duty,
    { about: { is: 'refutation', entry }, entries, established: weight === 'established' },
    { earliest, latest },
  )
}
