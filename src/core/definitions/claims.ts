import type { LogIndex } from '../statement/fields.ts'
import type { CertifiedClaim, Matter } from './verdicts.ts'
import { actsAbout } from './acts.ts'
import { dutyOf, owedBetween, type Duty, type Owed } from './duty.ts'
import { afterNotice } from './notices.ts'
import { touchOf } from './place.ts'
import { speakersOf, weighed, wordsOf, type Word } from './speakers.ts'
import { grouped, incidentOf, type Told } from './told.ts'
import { matterName, nameOf, NEVER, type Owes, type World } from './world.ts'

/** One claim of breach, weighed from everything that speaks to it. What is refuted, or not heard, is none. */
export type Claim = CertifiedClaim &
  Times & {
    readonly established: boolean
    /** Some account of it places it surely where the clause speaks of. */
    readonly placed: boolean
    /** It may have been announced in time, as the text asks. */
    readonly noticeOpen: boolean
    /** All that is said on it. */
    readonly words: readonly Word[]
  }

/** A claim that counts: it surely, or perhaps, happened while the duty was owed. */
export type DatedClaim = Claim & {
  readonly owed: Owed
  /** The same of what part of it happened by a time. */
  readonly owedBy: (time: number) => Owed
}

type Times = { readonly earliest: number; readonly latest: number }

/** The claims that bear on a duty, in order of event time, as they are supposed to be decided. */
export function claimsAgainst(world: World, duty: Duty): readonly DatedClaim[] {
  const { supposed } = world
  return datedClaims(world, duty).flatMap((claim): readonly DatedClaim[] => {
    const name = matterName(duty, claim.about)
    if (supposed?.refuted.has(name) === true) return []
    if (supposed?.shown.has(name) !== true) return [claim]
    return [{ ...claim, established: true, owed: 'surely', latest: claim.earliest }]
  })
}

/**
 * Each text speaks for its own side of an amendment: what happened before is weighed by the earlier text, and what may have
 * happened on either side is open if it may have been a breach on one of them.
 */
function datedClaims(world: World, duty: Duty): readonly DatedClaim[] {
  const { from, world: earlier } = world.earlier ?? { from: 0, world: undefined }
  const same = earlier?.text.clauses.get(duty.clause.id)
  const isSame = earlier !== undefined && same?.bearers.includes(duty.bearer) === true
  const before = isSame ? claimsBefore(earlier, dutyOf(earlier, same, duty.bearer), from) : []
  const isOwed = duty.clause.duty !== 'permit' && duty.clause.duty !== 'intend'
  const own = isOwed ? claimsLaid(world, duty).filter(({ latest }) => latest >= from) : []
  const isOf = (claim: Claim) => (other: Claim) => nameOf(other.about) === nameOf(claim.about)
  const owedBy = (claim: Claim, time: number): Owed => {
    const owed = owedBetween(duty, Math.max(claim.earliest, from), Math.min(claim.latest, time))
    if (claim.earliest >= from) return owed
    return owed === 'no' && !before.some(isOf(claim)) ? 'no' : 'perhaps'
  }
  const dated = own.map((claim) => {
    return { ...claim, owed: owedBy(claim, NEVER), owedBy: (time: number) => owedBy(claim, time) }
  })
  return [...before.filter((claim) => !own.some(isOf(claim))), ...dated]
    .filter(({ owed }) => owed !== 'no')
    .toSorted((a, b) => a.earliest - b.earliest || (a.entries[0] ?? 0) - (b.entries[0] ?? 0))
}

/** The claims that bear on a duty under a text which another one replaced at `from`, so far as they may lie before. */
export function claimsBefore(world: World, duty: Duty, from: number): readonly DatedClaim[] {
  return claimsAgainst(world, duty).flatMap((claim): readonly DatedClaim[] => {
    const then = claim.earliest < from ? claim.owedBy(from - 1) : 'no'
    const owed = then === 'no' || claim.latest < from ? then : 'perhaps'
    return owed === 'no' ? [] : [{ ...claim, owed, owedBy: () => owed }]
  })
}

/** Whether by `at` a claim is established and surely in the time of the duty. */
export function isFound({ established, owed, latest }: DatedClaim, at: number): boolean {
  return established && owed === 'surely' && latest <= at
}

/** All that is claimed against a bearer under one text, whenever it was, found by going through the whole log. */
function claimsLaid(world: World, owes: Owes): readonly Claim[] {
  const { log, adopted } = world
  return log.once(`claims ${adopted} ${owes.clause.id} ${owes.bearer}`, () => {
    const accounts = [
      ...log.of('incident-reported').flatMap((told) => reported(world, owes, told)),
      ...log.of('finding-made').flatMap((told) => found(world, owes, told)),
      ...refuted(world, owes),
    ]
    return grouped(accounts, ({ about }) => nameOf(about))
      .flatMap((speaking) => claimIn(world, owes, speaking))
      .flatMap((claim) => afterNotice(world, owes, claim))
  })
}

/** What one report, finding or judgement says on a matter, as it bears on one duty. */
type Account = {
  readonly about: Matter
  readonly told: Pick<Told, 'entry' | 'by'>
  readonly stance: Word['stance']
  /** It is a finding or a judgement, and not a report. */
  readonly verified: boolean
  /** It lays the matter to this bearer. */
  readonly lays: boolean
  /** Its place is surely one of which the clause speaks. */
  readonly placed: boolean
  readonly when: Times | undefined
}

function reported({ log, text }: World, owes: Owes, told: Told<'incident-reported'>): readonly Account[] {
  const { alleged, when } = told.body
  const incident = incidentOf(log, told.entry)
  const about: Matter =
    incident === undefined ? { is: 'report', report: told.entry } : { is: 'incident', incident }
  const touch = touchOf(text, owes, told.body)
  const of = { about, told, verified: false }
  if (touch !== undefined) return [{ ...of, stance: 'for', lays: true, placed: touch === 'inside', when }]
  if (alleged === undefined || alleged === owes.bearer) return []
  return [{ ...of, stance: 'elsewhere', lays: false, placed: false, when: undefined }]
}

/** How sure a finding must be of who did it before it decides for or against a bearer. */
const SURE = ['established', 'highly-likely']

function found({ text }: World, { clause, bearer }: Owes, told: Told<'finding-made'>): readonly Account[] {
  const { incident, outcome, touches, attribution, when } = told.body
  const touched = touches.some((one) => one.agreement === text.id && one.clause === clause.id)
  const mine = attribution.find(({ to }) => to === bearer)
  const account = (stance: Word['stance']): readonly Account[] => {
    const lays = mine !== undefined && (stance === 'for' || stance === 'undecided')
    const about: Matter = { is: 'incident', incident }
    return [{ about, told, verified: true, stance, lays, placed: stance === 'for', when }]
  }
  if (outcome === 'confirmed') {
    if (!touched) return []
    if (mine !== undefined) return account(SURE.includes(mine.confidence) ? 'for' : 'undecided')
    return attribution.some(({ confidence }) => SURE.includes(confidence)) ? account('elsewhere') : []
  }
  const speaks = (touches.length === 0 || touched) && (attribution.length === 0 || mine !== undefined)
  return speaks ? account(outcome === 'undetermined' ? 'undecided' : 'against') : []
}

/** Whoever verifies says that a continuing duty was not kept; a confirmation over the same time speaks against that. */
function refuted(world: World, owes: Owes): readonly Account[] {
  if (owes.clause.duty !== 'refrain' && owes.clause.duty !== 'maintain') return []
  const acts = actsAbout(world, owes)
  const refutations = acts.filter(({ body }) => body.kind === 'act-refuted')
  return refutations.flatMap((told): readonly Account[] => {
    const { when } = told.body
    const about: Matter = { is: 'refutation', entry: told.entry }
    const of = { about, verified: true, lays: true, placed: true }
    const isCovering = ({ earliest, latest }: Times) => earliest <= when.earliest && latest >= when.latest
    const covering = acts.filter(({ body }) => body.kind === 'act-confirmed' && isCovering(body.when))
    const against = covering.map((one): Account => ({ ...of, told: one, stance: 'against', when: undefined }))
    return [{ ...of, told, stance: 'for', when }, ...against]
  })
}

/** One matter, from all accounts of it and the replies to them. */
function claimIn(
  { log, rule }: World,
  { clause, bearer }: Owes,
  accounts: readonly Account[],
): readonly Claim[] {
  const [first] = accounts
  if (first === undefined || !accounts.some(({ lays }) => lays)) return []
  // What a report lays to somebody else is not this bearer's to answer.
  const answered = accounts.filter(({ verified, stance }) => verified || stance !== 'elsewhere')
  const replies = answered.flatMap(({ told, stance, about }) =>
    about.is === 'refutation'
      ? []
      : (repliesIn(log).get(told.entry) ?? []).map((reply) => ({ reply, stance })),
  )
  const words = [
    ...accounts.flatMap(({ told, stance, verified }) => wordsOf(told, stance, verified)),
    ...replies.flatMap(({ reply, stance }) => wordsOf(reply, replyStance(reply.body.stance, stance), false)),
  ]
  const { weight, entries } = weighed(log, words, clause.evidence, rule)
  if (weight === 'unheard' || weight === 'refuted') return []
  const explained = replies.some(
    ({ reply: { by, body } }) =>
      body.stance === 'explains' && by.some((actor) => speakersOf(log).partyOf(actor) === bearer),
  )
  // A finding decides. A mere word stays open where its place is not sure, or where an exception is claimed.
  const decides = accounts.some(({ verified, stance }) => verified && stance === 'for')
  const placed = accounts.some((account) => account.placed)
  const plain = placed && !(explained && clause.exceptions.length > 0)
  const established = weight === 'established' && (decides || plain)
  return [
    {
      about: first.about,
      entries,
      established,
      placed,
      noticeOpen: false,
      words,
      ...together(timesOf(accounts, entries)),
    },
  ]
}

function repliesIn(log: World['log']): ReadonlyMap<number | undefined, readonly Told<'reply-made'>[]> {
  return log.once('replies', () => {
    const groups = grouped(log.of('reply-made'), ({ body }) => String(body.to))
    return new Map(groups.map((same) => [same[0]?.body.to, same]))
  })
}

/** A reply accepts or denies what it answers; other replies say neither. */
function replyStance(
  reply: Told<'reply-made'>['body']['stance'],
  answered: Word['stance'],
): Word['stance'] | undefined {
  if (answered === 'undecided' || (reply !== 'accepts' && reply !== 'denies')) return undefined
  if (reply === 'accepts') return answered
  return answered === 'for' ? 'against' : answered === 'against' ? 'for' : undefined
}

/** When it was, by the findings that are heard; else by the reports of it; else by anybody. */
function timesOf(accounts: readonly Account[], heard: readonly LogIndex[]): readonly Times[] {
  const supporting = accounts.filter(({ stance }) => stance === 'for')
  const findings = supporting.filter(({ verified }) => verified)
  const heardOf = findings.filter(({ told }) => heard.includes(told.entry))
  const reports = supporting.filter(({ verified }) => !verified)
  const said = [heardOf, reports, findings, accounts].map((some) => some.flatMap(({ when }) => when ?? []))
  return said.find((times) => times.length > 0) ?? []
}

/** The time that all accounts allow; where they exclude each other, the whole span of them; any time if none says. */
function together(times: readonly Times[]): Times {
  if (times.length === 0) return { earliest: 0, latest: NEVER }
  const from = times.map(({ earliest }) => earliest)
  const until = times.map(({ latest }) => latest)
  const [earliest, latest] = [Math.max(...from), Math.min(...until)]
  return earliest <= latest
    ? { earliest, latest }
    : { earliest: Math.min(...from), latest: Math.max(...until) }
}
