import type { Clause } from '../agreement/agreement.ts'
import type { LogIndex, PartyId } from '../statement/fields.ts'
import type { Claim } from './claims.ts'
import { speakersOf, weighed, wordsOf, type Word } from './speakers.ts'
import { inOrder, recorded, wordingsOf, type Told } from './told.ts'
import type { Owes, World } from './world.ts'

/** A notice, and the entry since which every wording of it has announced what is asked for. */
type Notice = Told<'notice-given'> & { readonly since: LogIndex }
type Judged = Told<'act-confirmed' | 'act-refuted'>

/** A claim once notices are heard: gone where it was announced in time, open where it may have been. */
export function afterNotice(world: World, { clause, bearer }: Owes, claim: Claim): readonly Claim[] {
  const { notice: rule } = clause
  if (rule === undefined) return [claim]
  const { log, text } = world
  const announces = (body: Told<'notice-given'>['body'] | undefined): boolean =>
    body !== undefined &&
    body.about === rule.about &&
    rule.to.every((party) => body.to.includes(party)) &&
    speaksFor(body, claim)
  const heard = log
    .of('notice-given')
    .filter(({ by }) => by.some((actor) => speakersOf(log).partyOf(actor) === bearer))
    // What a correction puts into a notice has been announced since the correction, and not before.
    .flatMap((notice): readonly Notice[] => {
      const wordings = wordingsOf(log, notice.entry, 'notice-given')
      const last = wordings.findLastIndex(({ body }) => !announces(body))
      return wordings.slice(last + 1).map(({ entry, saidAt }) => ({ ...notice, saidAt, since: entry }))
    })
  // What is said on whether the notice was received in time: judgements of a duty that name the notice.
  const judging = log
    .of('act-confirmed', 'act-refuted')
    .filter(({ body }) => body.agreement === text.id && body.clause === clause.id && body.party === bearer)
  const judgementsOn = ({ entry, since }: Notice) =>
    judging.filter((one) => one.body.declared === entry && one.entry > since)
  const isGivenBy = (time: number) => (notice: Notice) =>
    inTime(world, clause, notice, judgementsOn(notice), time - rule.lead)
  if (heard.map(isGivenBy(claim.earliest)).includes('yes')) return []
  const open = heard.find((notice) => isGivenBy(claim.latest)(notice) !== 'no')
  if (open === undefined) return [claim]
  const about = [open, ...acknowledged(world, open), ...judgementsOn(open)]
  const entries = inOrder([...claim.entries, open.since, ...about.map(({ entry }) => entry)])
  return [{ ...claim, established: false, noticeOpen: true, entries }]
}

function speaksFor({ incident, window }: Notice['body'], { about, earliest, latest }: Claim): boolean {
  if (incident !== undefined) return about.is === 'incident' && about.incident === incident
  return window !== undefined && window.from <= earliest && latest <= window.until
}

function acknowledged({ log }: World, { entry, since }: Notice): readonly Told<'notice-acknowledged'>[] {
  const { partyOf } = speakersOf(log)
  return log
    .of('notice-acknowledged')
    .filter((one) => one.body.notice === entry && one.entry > since)
    .filter(({ by, body }) => by.some((one) => partyOf(one) === body.party))
}

/** Whether everybody to whom it had to be given received it by `deadline`: shown, merely said by its sender, or not. */
function inTime(
  world: World,
  clause: Clause,
  notice: Notice,
  judgements: readonly Judged[],
  deadline: number,
): 'yes' | 'open' | 'no' {
  const { log, rule } = world
  const words = judgements.flatMap((one) => {
    const { kind, when } = one.body
    const isAgainst = kind === 'act-refuted' || when.earliest > deadline
    return wordsOf(one, isAgainst ? 'against' : when.latest <= deadline ? 'for' : 'undecided', true)
  })
  const says = (party: PartyId, stance: Word['stance']): boolean =>
    words.some((word) => word.stance === stance && speakersOf(log).partyOf(word.actor) === party)
  const isLogged = recorded(log, notice.since).certain <= deadline
  const receivers = clause.notice?.to ?? []
  const read = acknowledged(world, notice).filter(({ saidAt }) => saidAt <= deadline)
  const isReceived = receivers.every(
    (party) => isLogged || says(party, 'for') || read.some(({ body }) => body.party === party),
  )
  const { weight } = weighed(log, words, clause.evidence, rule)
  const isDenied = weight === 'refuted' || receivers.some((party) => says(party, 'against'))
  if (isReceived || weight === 'established') return isDenied ? 'open' : 'yes'
  return !isDenied && notice.saidAt <= deadline ? 'open' : 'no'
}
