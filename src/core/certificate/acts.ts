import type { Clause } from '../agreement/agreement.ts'
import type { ActorId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { weighed, type Word } from './speakers.ts'
import type { Told } from './told.ts'
import { earliest, matterName, type World } from './world.ts'

/** What is said about a duty's being done: kernel K1. `from` is when it may first have been so, `by` when it surely was. */
export type Performance = {
  readonly done: Since | undefined
  /** Said to be done, and not shown by those whom the standard asks for. */
  readonly open: Since | undefined
  /** Those whom the standard asks for looked, and up to `by` it was not done. */
  readonly refuted: Since | undefined
}

type Since = { readonly from: Instant; readonly by: Instant; readonly entries: readonly LogIndex[] }
type Act = Told<'act-declared' | 'act-confirmed' | 'act-refuted' | 'act-unresolved'>

const NOTHING: Performance = { done: undefined, open: undefined, refuted: undefined }

const STANCE = {
  'act-declared': 'for',
  'act-confirmed': 'for',
  'act-refuted': 'against',
  'act-unresolved': 'undecided',
} as const

/** Every statement that stands about whether a bearer did what a clause asks, in log order. */
export function actsAbout({ log, text }: World, { id }: Clause, bearer: PartyId): readonly Act[] {
  const notices: readonly unknown[] = log.raw('notice-given').map(({ entry }) => entry)
  return log
    .of('act-declared', 'act-confirmed', 'act-refuted', 'act-unresolved')
    .filter(({ body }) => body.agreement === text.id && body.clause === id && body.party === bearer)
    .filter(({ body }) => !notices.includes(declaredBy(body)))
}

function declaredBy(body: Act['body']): number | undefined {
  return 'declared' in body ? body.declared : undefined
}

/** Each actor's last word in event time counts; what was once shown to be done stays done. */
export function performance(world: World, clause: Clause, bearer: PartyId): Performance {
  const name = matterName(clause.id, bearer, 'performance')
  const { supposed } = world
  const at = supposed?.done.get(name)
  if (at !== undefined) return { ...NOTHING, done: { from: at, by: at, entries: [] } }
  if (supposed?.refuted.has(name) === true)
    return { ...NOTHING, refuted: { from: supposed.at, by: supposed.at, entries: [] } }
  return world.log.once(`performance ${world.adopted} ${name}`, () => {
    const acts = actsAbout(world, clause, bearer)
    // Whoever judges the same declaration again has changed its mind.
    const standing = acts.filter((act) => {
      const declared = declaredBy(act.body)
      return !acts.some(
        ({ entry, by, body }) =>
          declared !== undefined &&
          entry > act.entry &&
          declaredBy(body) === declared &&
          act.by.every((actor) => by.includes(actor)),
      )
    })
    const surely = walked(world, clause, standing, 'latest')
    const perhaps = walked(world, clause, standing, 'earliest')
    const { done, refuted } = surely
    const from = earliest([done?.by, perhaps.done?.by])
    return { done: done && { ...done, from: from ?? done.by }, open: perhaps.open, refuted }
  })
}

/** Walks event time by one end of each act's interval, until the duty is shown to be done. */
function walked(
  world: World,
  { evidence }: Clause,
  acts: readonly Act[],
  end: 'earliest' | 'latest',
): Performance {
  const spoken = new Map<ActorId, Word & { readonly at: Instant }>()
  let found = NOTHING
  const inTime = acts.toSorted((a, b) => a.body.when[end] - b.body.when[end] || a.entry - b.entry)
  for (const [i, { entry, by, body }] of inTime.entries()) {
    const at = body.when[end]
    const stance = STANCE[body.kind]
    // That it was not done at one time says nothing of a performance that is declared for a later one.
    for (const [actor, word] of spoken) {
      if (stance === 'for' && word.stance !== 'for' && word.at < at) spoken.delete(actor)
    }
    for (const actor of by) {
      spoken.set(actor, { actor, stance, verified: body.kind !== 'act-declared', entry, at })
    }
    // What was said of the same moment is weighed together.
    if (inTime[i + 1]?.body.when[end] === at) continue
    const words = [...spoken.values()]
    const { weight, entries } = weighed(words, evidence, world.rule, world.speakers)
    const now = { from: at, by: at, entries }
    if (weight === 'established') return { done: now, open: found.open, refuted: undefined }
    if (weight === 'refuted') found = { ...NOTHING, refuted: now }
    else if (weight !== 'unheard' && words.some((word) => word.stance !== 'against'))
      found = { ...NOTHING, open: { ...now, from: found.open?.from ?? at } }
  }
  return found
}
