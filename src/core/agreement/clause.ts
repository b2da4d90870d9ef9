import type { Act, ClauseId, PartyId, TermId } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import type { Duration } from '../time/instant.ts'
import type { Choice, SourcePlace, Wording } from './source.ts'
import type { Silence, Standard, Who } from './standard.ts'
import type { Anchor, BreachesOf, Condition } from './when.ts'

/** What must, must not or may be done: prose for people, and for conduct the acts and the area by which reports are matched. */
export type Conduct = {
  readonly says: string
  readonly acts: readonly Act[]
  /** Only acts against these; empty means against anyone not excluded. */
  readonly against: readonly PartyId[]
  readonly area: TermId | undefined
  /** Metres, with the line and the side of it: `3500 m north of CastelloRoad`. */
  readonly distance:
    | {
        readonly metres: number
        readonly line: TermId
        readonly side: string
        readonly class: TermId | undefined
      }
    | undefined
  /** A ceiling such as at most 20 armed people. */
  readonly atMost: { readonly count: number; readonly of: string } | undefined
}

/**
 * `achieve`: bring something about once, by a deadline. `maintain`: keep it so over the window. `refrain`: not do it
 * over the window. `permit`: may. `intend`: the text says intends or will endeavour, so it is shown and never breached.
 */
export type DutyKind = 'achieve' | 'maintain' | 'refrain' | 'permit' | 'intend'

export type Clause = {
  readonly id: ClauseId
  readonly wording: Wording
  /** One instance for each bearer. */
  readonly bearers: readonly PartyId[]
  readonly duty: DutyKind
  readonly conduct: Conduct
  /**
   * Duties that the same party cannot keep at the same time in the same place; the text has to part them. It changes no
   * standing. Left out where the text says nothing.
   */
  readonly excludes?: readonly ClauseId[]
  /** Activation; without it the clause is active from the agreement's start. */
  readonly when: Condition | undefined
  /** Defeats the duty while it is true. */
  readonly unless: Condition | undefined
  /** Acts otherwise forbidden that are allowed if claimed and not refuted, such as proportionate self-defence. */
  readonly exceptions: readonly string[]
  /** The exceptions hold only for acts of which notice was given so. Left out where the text asks for none. */
  readonly notice?: NoticeRule
  /** The duty is owed again and again, once for each occurrence. Left out where it is owed once. */
  readonly repeats?: Repetition
  readonly window: Window
  readonly evidence: Standard
  readonly ifSilent: Silence
  /** Those whose closing makes silence speak. */
  readonly sources: readonly Who[]
  readonly choices: readonly Choice[]
  readonly at: SourcePlace
}

/** What a notice can be about: as the statement kind `notice-given` has it. */
export type NoticeMatter = StatementOf<'notice-given'>['about']

/**
 * `with notice: air-activity to JIG at least 24h before`. What counts is when those to whom it is given received it, by
 * the log's clock or by their own word; the time that the sender claims decides nothing.
 */
export type NoticeRule = {
  readonly about: NoticeMatter
  /** Each of these has to have received it. */
  readonly to: readonly PartyId[]
  /** Closed: notice at exactly this long before is in time. */
  readonly lead: Duration
}

/**
 * What makes an occurrence of a repeated duty. `every`: one for each period from activation on, until the end.
 * `for-each`: one for each of these breaches, from when it was found or, if `alleged` is enough, was first said.
 */
export type Repetition =
  | { readonly is: 'every'; readonly period: Duration }
  | {
      readonly is: 'for-each'
      readonly breaches: BreachesOf
      readonly alleged: boolean
      /** Only what happened at this moment or later. Left out where all of it counts. */
      readonly since?: Anchor
    }

/** `within` is closed: an act at exactly the deadline is in time. `until` is the instant the duty ends, exclusive. */
export type Window = {
  /** How long after its condition came true the duty begins. Left out where it begins at once. */
  readonly delay?: Duration
  /** Achieve: an act surely before the duty began is not the act that is owed. Left out, early acts count. */
  readonly early?: 'does-not-count'
  /** Achieve: how long after activation. */
  readonly within: Duration | undefined
  /** Achieve: no later than this. */
  readonly by: Anchor | undefined
  /** Maintain, refrain, permit: the end of the duty; a power may move it. `undefined` is open-ended. */
  readonly until: Anchor | undefined
  /** Late performance: whether the duty is still owed after the deadline. */
  readonly late: 'still-due' | 'lapses'
}
