import type { Clause } from '../agreement/agreement.ts'
import type { ActorId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { weighed, type Word } from './speakers.ts'
import type { Told } from './told.ts'
import type { World } from './world.ts'

/** What is said about a duty's being done: kernel K1. */
export type Performance = {
  readonly done:
    | { readonly earliest: Instant; readonly latest: Instant; readonly entries: readonly LogIndex[] }
    | undefined
  /** Said to be done, and not shown by those whom the standard asks for. */
  readonly open: { readonly from: Instant; readonly entries: readonly LogIndex[] } | undefined
  /** Those whom the standard asks for looked, and up to then it was not done. */
  readonly refuted: { readonly through: Instant; readonly entries: readonly LogIndex[] } | undefined
}

const STANCE = {
  'act-declared': 'for',
  'act-confirmed': 'for',
  'act-refuted': 'against',
  'act-unresolved': 'undecided',
} as const

/** Every statement that stands about whether a bearer did what a clause asks, in log order. */
export function actsAbout({ log, text }: World, { id }: Clause, bearer: PartyId): readonly Act[] {
  const notices = log.of('notice-given').map(({ entry }) => entry)
  return log
    .of('act-declared', 'act-confirmed', 'act-refuted', 'act-unresolved')
    .filter(({ body }) => body.agreement === text.id && body.clause === id && body.party === bearer)
    .filter(({ body }) => !notices.some((notice) => notice === declaredBy(body)))
}

/** Each actor's last word in event time counts; what was once shown to be done stays done. */
export function performance(world: World, clause: Clause, bearer: PartyId): Performance {
  const acts = actsAbout(world, clause, bearer)
  const standing = acts.filter((act) => {
    const declared = declaredBy(act.body)
    // Whoever judges the same declaration again has changed its mind.
    return !acts.some(
      (later) =>
        declared !== undefined &&
        later.entry > act.entry &&
        declaredBy(later.body) === declared &&
        act.by.every((actor) => later.by.includes(actor)),
    )
  })
  const surely = walked(world, clause, standing, 'latest')
  const perhaps = walked(world, clause, standing, 'earliest')
  const { done } = surely
  return {
    done:
      done === undefined
        ? undefined
        : {
            earliest: perhaps.done !== undefined && perhaps.done.at < done.at ? perhaps.done.at : done.at,
            latest: done.at,
            entries: done.entries,
          },
    open: perhaps.open,
    refuted: surely.refuted,
  }
}

type Act = Told<'act-declared' | 'act-confirmed' | 'act-refuted' | 'act-unresolved'>

function declaredBy(body: Act['body']): LogIndex | undefined {
  return 'declared' in body ? body.declared : undefined
}

/** Walks event time by one end of each act's interval, until the duty is shown to be done. */
function walked(world: World, { evidence }: Clause, acts: readonly Act[], end: 'earliest' | 'latest') {
  const spoken = new Map<ActorId, Word & { readonly at: Instant }>()
  let open: Performance['open']
  let refuted: Performance['refuted']
  const inTime = acts.toSorted((a, b) => a.body.when[end] - b.body.when[end] || a.entry - b.entry)
  for (const [i, { entry, by, body }] of inTime.entries()) {
    const at = body.when[end]
    const stance = STANCE[body.kind]
    // That it was not done at one time says nothing of a performance that is declared for a later one.
    if (stance === 'for') {
      for (const [actor, word] of spoken) if (word.stance !== 'for' && word.at < at) spoken.delete(actor)
    }
    for (const actor of by) {
      spoken.set(actor, { actor, stance, verified: body.kind !== 'act-declared', entry, at })
    }
    // What was said of the same moment is weighed together.
    if (inTime[i + 1]?.body.when[end] === at) continue
    const words = [...spoken.values()]
    const { weight, entries } = weighed(words, evidence, world.rule, world.speakers)
    if (weight === 'unheard') continue
    if (weight === 'established') return { done: { at, entries }, open, refuted: undefined }
    if (weight === 'refuted') {
      refuted = { through: at, entries }
      open = undefined
    } else if (words.some((word) => word.stance !== 'against')) {
      refuted = undefined
      open = { from: open?.from ?? at, entries }
    }
  }
  return { done: undefined, open, refuted }
}
