import type { Clause } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Claim } from './claims.ts'
import { weighed, type Word } from './speakers.ts'
import { inOrder, type Told } from './told.ts'
import type { World } from './world.ts'

type Notice = Told<'notice-given'>

/** A claim once notices are heard: gone where it was announced in time, open where it may have been. */
export function afterNotice(world: World, clause: Clause, bearer: PartyId, claim: Claim): readonly Claim[] {
  const { notice: rule } = clause
  if (rule === undefined) return [claim]
  const heard = world.log
    .of('notice-given')
    .filter(({ by }) => by.some((actor) => world.speakers.partyOf(actor) === bearer))
    .filter(({ body }) => body.about === rule.about && rule.to.every((party) => body.to.includes(party)))
    .filter(({ body }) => speaksFor(body, claim))
    .map((notice) => ({ notice, judged: judged(world, clause, bearer, notice) }))
  const givenBy = (time: number) =>
    heard.map(({ notice, judged: all }) => inTime(world, clause, notice, all, time - rule.lead))
  if (givenBy(claim.earliest).includes('yes')) return []
  const open = heard[givenBy(claim.latest).findIndex((given) => given !== 'no')]
  if (open === undefined) return [claim]
  const about = [open.notice, ...acknowledged(world, open.notice), ...open.judged]
  const entries = inOrder([...claim.entries, ...about.map(({ entry }) => entry)])
  return [{ ...claim, established: false, noticeOpen: true, entries }]
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

/** What is said on whether the notice was received in time: judgements of a duty that name the notice. */
function judged({ log, text }: World, { id }: Clause, bearer: PartyId, notice: Notice): readonly Judged[] {
  return log
    .of('act-confirmed', 'act-refuted')
    .filter(({ body }) => body.agreement === text.id && body.clause === id && body.party === bearer)
    .filter(({ body }) => body.declared === notice.entry)
}

/** Whether everybody to whom it had to be given received it by `deadline`: shown, merely said by its sender, or not. */
function inTime(
  world: World,
  clause: Clause,
  notice: Notice,
  judgements: readonly Judged[],
  deadline: number,
): 'yes' | 'open' | 'no' {
  const { log, speakers, rule } = world
  const words = judgements.flatMap(({ entry, by, body: { kind, when } }) => {
    const against = kind === 'act-refuted' || when.earliest > deadline
    const stance = against ? 'against' : when.latest <= deadline ? 'for' : 'undecided'
    return by.map((actor): Word => ({ actor, stance, verified: true, entry }))
  })
  const says = (party: PartyId, stance: Word['stance']): boolean =>
    words.some((word) => word.stance === stance && speakers.partyOf(word.actor) === party)
  const clock = log.raw('clock-read').find(({ entry }) => entry > notice.entry)?.body.readAt
  const logged = clock !== undefined && clock <= deadline
  const receivers = clause.notice?.to ?? []
  const read = acknowledged(world, notice).filter(({ saidAt }) => saidAt <= deadline)
  const received = receivers.every(
    (party) => logged || says(party, 'for') || read.some(({ body }) => body.party === party),
  )
  const { weight } = weighed(words, clause.evidence, rule, speakers)
  const denied = weight === 'refuted' || receivers.some((party) => says(party, 'against'))
  if (received || weight === 'established') return denied ? 'open' : 'yes'
  return !denied && notice.saidAt <= deadline ? 'open' : 'no'
}
