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
  const about = [open, ...acknowledged(world, open), ...judged(world, duty, open)].map(({ entry }) => entry)
  const { weight } = weighed(words, duty.clause.evidence, rule, speakers)
  const shown = received || weight === 'established'
  const denied = weight === 'refuted' || receivers.some((party) => says(party, 'against'))
  if (shown) return denied ? 'open' : 'yes'
  return !denied && notice.saidAt <= deadline ? 'open' : 'no'
}
