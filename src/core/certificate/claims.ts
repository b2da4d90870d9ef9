import type { Clause } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import { actsAbout } from './acts.ts'
import type { CertifiedClaim, Matter } from './certificate.ts'
import { dutyOf, owedBetween, type Duty } from './duty.ts'
import { afterNotice } from './notices.ts'
import { touchOf } from './place.ts'
import { weighed, type Word } from './speakers.ts'
import { grouped, type Told } from './told.ts'
import { FOREVER, matterName, nameOf, type World } from './world.ts'

/** One claim of breach, weighed from everything that speaks to it. What is refuted, or not heard, is none. */
export type Claim = CertifiedClaim &
  Times & {
    readonly established: boolean
    /** It may have been announced in time, as the text asks. */
    readonly noticeOpen: boolean
  }

/** A claim that counts: it surely, or perhaps, happened while the duty was owed. */
export type DatedClaim = Claim & { readonly owed: 'surely' | 'perhaps' }

type Times = { readonly earliest: number; readonly latest: number }

/** The claims that bear on a duty. Under an amended text, those before the amendment are weighed by the earlier text. */
export function claimsAgainst(world: World, duty: Duty): readonly DatedClaim[] {
  const { clause, bearer } = duty
  const { earlier, supposed } = world
  const from = earlier?.from ?? 0
  const own = claimsLaid(world, clause, bearer).filter(({ latest }) => latest >= from)
  const dated = own.flatMap((claim): DatedClaim[] => {
    const owed = owedBetween(duty, claim.earliest, claim.latest)
    if (owed === 'no') return []
    return [{ ...claim, owed: claim.earliest < from ? 'perhaps' : owed }]
  })
  const clauseBefore = earlier?.world.text.clauses.get(clause.id)
  const before =
    earlier === undefined || clauseBefore?.bearers.includes(bearer) !== true
      ? []
      : claimsAgainst(earlier.world, dutyOf(earlier.world, clauseBefore, bearer)).filter(
          ({ about, latest }) => latest < from && !own.some((one) => nameOf(one.about) === nameOf(about)),
        )
  return [...before, ...dated].flatMap((claim): readonly DatedClaim[] => {
    const name = matterName(clause.id, bearer, nameOf(claim.about))
    if (supposed?.refuted.has(name) === true) return []
    if (supposed?.shown.has(name) !== true) return [claim]
    return [{ ...claim, established: true, owed: 'surely', latest: claim.earliest }]
  })
}

/** Whether by `at` a claim is established and surely in the time of the duty. */
export function isFound({ established, owed, latest }: DatedClaim, at: number): boolean {
  return established && owed === 'surely' && latest <= at
}

/** All that is claimed against a bearer under one text, whenever it was, found by going through the whole log. */
function claimsLaid(world: World, clause: Clause, bearer: PartyId): readonly Claim[] {
  return world.log.once(`claims ${world.adopted} ${clause.id} ${bearer}`, () => {
    const accounts = [
      ...world.log.of('incident-reported').flatMap((told) => reported(world, clause, bearer, told)),
      ...world.log.of('finding-made').flatMap((told) => found(world, clause, bearer, told)),
    ]
    const matters = grouped(accounts, ({ about }) => nameOf(about))
    const claims = matters.flatMap((speaking) => claimIn(world, clause, bearer, speaking))
    const continuing = clause.duty === 'refrain' || clause.duty === 'maintain'
    return (continuing ? [...claims, ...refutations(world, clause, bearer)] : claims).flatMap((claim) =>
      afterNotice(world, clause, bearer, claim),
    )
  })
}

/** What one report or finding says on a matter, as it bears on one duty. */
type Account = {
  readonly about: Matter
  readonly told: Pick<Told, 'entry' | 'by'>
  /** A finding, and not a report. */
  readonly verified: boolean
  readonly stance: Word['stance']
  /** It lays the matter to this bearer. */
  readonly lays: boolean
  /** It is for the claim, and surely in the area of the duty. */
  readonly placed: boolean
  readonly when: Times | undefined
}

function reported(world: World, clause: Clause, bearer: PartyId, told: Told<'incident-reported'>): Account[] {
  const { alleged, when } = told.body
  const incident = world.log.incidentOf(told.entry)
  const about: Matter =
    incident === undefined ? { is: 'report', report: told.entry } : { is: 'incident', incident }
  const touch = touchOf(world.text, clause, bearer, told.body)
  if (touch !== undefined)
    return [{ about, told, verified: false, stance: 'for', lays: true, placed: touch === 'inside', when }]
  if (alleged === undefined || alleged === bearer) return []
  return [{ about, told, verified: false, stance: 'elsewhere', lays: false, placed: false, when: undefined }]
}

/** How sure a finding must be of who did it before it decides for or against a bearer. */
const SURE = ['established', 'highly-likely']

function found(world: World, clause: Clause, bearer: PartyId, told: Told<'finding-made'>): Account[] {
  const { incident, outcome, touches, attribution, when } = told.body
  const touched = touches.some((one) => one.agreement === world.text.id && one.clause === clause.id)
  const mine = attribution.find(({ to }) => to === bearer)
  const account = (stance: Word['stance']): Account[] => {
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

/** One matter, from all accounts of it and the replies to them. */
function claimIn(world: World, clause: Clause, bearer: PartyId, accounts: readonly Account[]): Claim[] {
  const [first] = accounts
  if (first === undefined || !accounts.some(({ lays }) => lays)) return []
  const answers = accounts.map((account) => ({ account, replies: repliesTo(world, account) }))
  const words = answers.flatMap(({ account: { told, stance, verified }, replies }) => [
    ...wordsOf(told, stance, verified),
    ...replies.flatMap((reply) => wordsOf(reply, replyStance(reply.body.stance, stance), false)),
  ])
  const { weight, entries } = weighed(words, clause.evidence, world.rule, world.speakers)
  if (weight === 'unheard' || weight === 'refuted') return []
  const explained = answers.some(({ replies }) =>
    replies.some(
      ({ by, body }) =>
        body.stance === 'explains' && by.some((actor) => world.speakers.partyOf(actor) === bearer),
    ),
  )
  // A finding decides. A mere word stays open where its place is not sure, or where an exception is claimed.
  const decides = accounts.some(({ verified, stance }) => verified && stance === 'for')
  const plain = accounts.some(({ placed }) => placed) && !(explained && clause.exceptions.length > 0)
  const [supporting, others] = [true, false].map((isFor) =>
    accounts.flatMap(({ stance, when }) =>
      (stance === 'for') === isFor && when !== undefined ? [when] : [],
    ),
  )
  const times = supporting?.length === 0 ? others : supporting
  const established = weight === 'established' && (decides || plain)
  return [{ about: first.about, entries, established, noticeOpen: false, ...together(times ?? []) }]
}

function wordsOf(
  { by, entry }: Account['told'],
  stance: Word['stance'] | undefined,
  verified: boolean,
): readonly Word[] {
  return stance === undefined ? [] : by.map((actor) => ({ actor, stance, verified, entry }))
}

/** Replies to an account. What a report lays to somebody else is not this bearer's to answer. */
function repliesTo({ log }: World, { told, stance, verified }: Account): readonly Told<'reply-made'>[] {
  if (!verified && stance === 'elsewhere') return []
  const all = log.once('replies', () => {
    const groups = grouped(log.of('reply-made'), ({ body }) => String(body.to))
    return new Map(groups.map((same) => [same[0]?.body.to, same]))
  })
  return all.get(told.entry) ?? []
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

/** The time that all accounts allow; where they exclude each other, the whole span of them; any time if none says. */
function together(times: readonly Times[]): Times {
  if (times.length === 0) return { earliest: 0, latest: FOREVER }
  const from = times.map(({ earliest }) => earliest)
  const until = times.map(({ latest }) => latest)
  const shared = { earliest: Math.max(...from), latest: Math.min(...until) }
  return shared.earliest <= shared.latest
    ? shared
    : { earliest: Math.min(...from), latest: Math.max(...until) }
}

/** Whoever verifies says that a continuing duty was not kept; a confirmation over the same time speaks against that. */
function refutations(world: World, clause: Clause, bearer: PartyId): readonly Claim[] {
  const acts = actsAbout(world, clause, bearer)
  return acts.flatMap((act): Claim[] => {
    if (act.body.kind !== 'act-refuted') return []
    const { entry } = act
    const { earliest, latest } = act.body.when
    const against = acts.filter(
      ({ body: { kind, when } }) =>
        kind === 'act-confirmed' && when.earliest <= earliest && when.latest >= latest,
    )
    const words = [...wordsOf(act, 'for', true), ...against.flatMap((one) => wordsOf(one, 'against', true))]
    const { weight, entries } = weighed(words, clause.evidence, world.rule, world.speakers)
    if (weight === 'unheard' || weight === 'refuted') return []
    const established = weight === 'established'
    return [{ about: { is: 'refutation', entry }, entries, established, noticeOpen: false, earliest, latest }]
  })
}
