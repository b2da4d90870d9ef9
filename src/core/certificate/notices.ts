import type { PartyId } from '../statement/fields.ts'
import type { Claim } from './claims.ts'
import type { Duty } from './duty.ts'
import { inOrder } from './in-order.ts'
import { weighed, type Word } from './speakers.ts'
import type { Told } from './told.ts'
import type { World } from './world.ts'

type Notice = Told<'notice-given'>

/** A claim once notices are heard: gone where it was announced in time, open where it may have been. */
export function afterNotice(world: World, duty: Duty, claim: Claim): Claim | undefined {
  const { notice: rule } = duty.clause
  if (rule === undefined) return claim
  const notices = world.log
    .of('notice-given')
    .filter(
      ({ by, body }) =>
        by.some((actor) => world.speakers.partyOf(actor) === duty.bearer) && body.about === rule.about,
    )
    .filter(({ body }) => rule.to.every((party) => body.to.includes(party)))
    .filter(({ body }) => speaksFor(body, claim))
  const excuses = notices.map((notice) => ({
    notice,
    sure: inTime(world, duty, notice, claim.earliest - rule.lead) === 'yes',
    perhaps: inTime(world, duty, notice, claim.latest - rule.lead) !== 'no',
  }))
  if (excuses.some(({ sure }) => sure)) return undefined
  const open = excuses.find(({ perhaps }) => perhaps)?.notice
  if (open === undefined) return claim
  const about = [open, ...acknowledged(world, open), ...judged(world, duty, open)]
  const entries = inOrder([...claim.entries, ...about.map(({ entry }) => entry)])
  return { ...claim, established: false, entries }
}

function speaksFor({ incident, window }: Notice['body'], { about, earliest, latest }: Claim): boolean {
  if (incident !== undefined) return about.is === 'incident' && about.incident === incident
  return window !== undefined && window.from <= earliest && latest <= window.until
}

function acknowledged({ log, speakers }: World, { entry }: Notice): readonly Told<'notice-acknowledged'>[] {
  return log
    .of('notice-acknowledged')
    .filter(({ by, body }) => body.notice === entry && by.some((one) => speakers.partyOf(one) === body.party))
}

type Judged = Told<'act-confirmed' | 'act-refuted'>

function judged({ log, text }: World, { clause, bearer }: Duty, { entry }: Notice): readonly Judged[] {
  return log
    .of('act-confirmed', 'act-refuted')
    .filter(({ body }) => body.agreement === text.id && body.clause === clause.id && body.party === bearer)
    .filter(({ body }) => body.declared === entry)
}

/** Whether everybody to whom it had to be given received it by `deadline`: shown, merely said by its sender, or not. */
function inTime(world: World, duty: Duty, notice: Notice, deadline: number): 'yes' | 'open' | 'no' {
  const { log, speakers, rule } = world
  const words = judged(world, duty, notice).flatMap(({ entry, by, body: { kind, when } }) => {
    const against = kind === 'act-refuted' || when.earliest > deadline
    const stance = against ? 'against' : when.latest <= deadline ? 'for' : 'undecided'
    return by.map((actor): Word => ({ actor, stance, verified: true, entry }))
  })
  const says = (party: PartyId, stance: Word['stance']): boolean =>
    words.some((word) => word.stance === stance && speakers.partyOf(word.actor) === party)
  const clock = log.raw('clock-read').find(({ entry }) => entry > notice.entry)?.body.readAt
  const receivers = duty.clause.notice?.to ?? []
  const received = receivers.every(
    (party) =>
      (clock !== undefined && clock <= deadline) ||
      says(party, 'for') ||
      acknowledged(world, notice).some((one) => one.body.party === party && one.saidAt <= deadline),
  )
  const { weight } = weighed(words, duty.clause.evidence, rule, speakers)
  const shown = received || weight === 'established'
  const denied = weight === 'refuted' || receivers.some((party) => says(party, 'against'))
  if (shown) return denied ? 'open' : 'yes'
  return !denied && notice.saidAt <= deadline ? 'open' : 'no'
}
