import type { Duration, Instant } from '../time/instant.ts'
import type {
  Act,
  ActorId,
  AgreementId,
  ClauseId,
  Named,
  PartyId,
  Role,
  Sha256,
  TermId,
} from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import type { Calendar } from '../time/calendar.ts'

/**
 * An agreement as a machine runs it: the result of reading one literate Markdown document.
 * The eight primitives are Term, Evidence, Duty, When, Window, Count, Exchange and Power.
 */
export type Agreement = {
  readonly id: AgreementId
  readonly title: Named
  /** A draft that never came into force is shown, and none of its clauses is ever active. */
  readonly force: 'in-force' | 'draft'
  /** When the text was agreed or, for a draft, dated. */
  readonly agreed: Instant
  /** From when its clauses may bind; `undefined` for a draft. */
  readonly startsOn: Anchor | undefined
  readonly calendar: Calendar
  readonly terms: ReadonlyMap<TermId, Term>
  readonly parties: ReadonlyMap<PartyId, Party>
  readonly clauses: ReadonlyMap<ClauseId, Clause>
  readonly exchanges: ReadonlyMap<ClauseId, Exchange>
  readonly powers: ReadonlyMap<ClauseId, Power>
  /** The document in reading order, for people. */
  readonly document: readonly DocumentPart[]
  /** Digest of the Markdown bytes: the version of the text. */
  readonly digest: Sha256
}

/** A place in the document's source; lines and columns count from 1. */
export type SourcePlace = { readonly line: number; readonly column: number }

export type DocumentPart =
  | { readonly is: 'heading'; readonly depth: 1 | 2 | 3; readonly text: Named }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'clause' | 'exchange' | 'power'; readonly id: ClauseId }
  | { readonly is: 'term'; readonly id: TermId }
  | LeftOut

/**
 * A block that is not part of the agreement as it runs, because it has a fault or rests on one that has: shown to people
 * in its place, with the words that stand before it. `kind` and `id` are as written, and may be of no kind that there is.
 */
export type LeftOut = {
  readonly is: 'left-out'
  readonly kind: string
  readonly id: string
  readonly text: Named | undefined
  readonly at: SourcePlace
}

/** A party or excluded group. Excluded groups are outside the protection, and their conduct breaches nothing. */
export type Party = {
  readonly id: PartyId
  readonly name: Named
  readonly excluded: boolean
  /** Which side it belongs to, as a letter: sides are only ever A and B (or C for third parties). */
  readonly side: 'A' | 'B' | 'C' | undefined
  /** Guarantors who answer for it. */
  readonly answersTo: readonly PartyId[]
  readonly at: SourcePlace
}

/** A choice that the text forced on whoever encoded it: shown beside the clause, counted, never hidden. */
export type Choice = {
  readonly question: string
  readonly chosen: string
  readonly alternatives: readonly string[]
  /** A figure on which sources disagree stays disputed. */
  readonly disputed: boolean
}

/** The words of the document that a block stands for: the block quote before it, and its translations. */
export type Wording = { readonly text: Named; readonly cites: string; readonly source: string | undefined }

export type Term =
  | (TermBase & { readonly is: 'moment'; readonly setBy: Standard; readonly fixed: Instant | undefined })
  | (TermBase & {
      readonly is: 'state'
      readonly test: StateTest | undefined
      readonly decidedBy: Standard | undefined
      readonly ifSilent: Silence
      readonly sources: readonly Who[]
    })
  | (TermBase & { readonly is: 'area'; readonly extent: AreaExtent })
  | (TermBase & { readonly is: 'line'; readonly points: readonly PointE7[]; readonly agreed: boolean })
  | (TermBase & { readonly is: 'class'; readonly members: readonly string[] })

type TermBase = {
  readonly id: TermId
  readonly name: Named
  readonly means: string
  readonly choices: readonly Choice[]
  readonly at: SourcePlace
}

export type PointE7 = { readonly latE7: number; readonly lonE7: number }

/**
 * Where an area is. `everywhere` is the agreement's whole territory; governorates are matched by the name a place
 * carries; a circle has its radius in metres and carries metres per 1e-7 degree on both axes, so that measuring needs no trigonometry.
 */
export type AreaExtent =
  | { readonly is: 'everywhere' }
  | { readonly is: 'governorates'; readonly names: readonly string[] }
  | { readonly is: 'circle'; readonly centre: PointE7; readonly radius: number; readonly scale: Scale }
  | { readonly is: 'polygon'; readonly points: readonly PointE7[] }
  | { readonly is: 'not-agreed' }

/** Micrometres per 1e-7 degree of latitude and of longitude at an area's middle: decided when the text is written. */
export type Scale = { readonly lat: number; readonly lon: number }

/**
 * A state is counted over conduct. `no-breach`: it holds while no breach of these clauses (or of anybody's duty in them)
 * is on record. `at-most`: it holds while the window that ends now has no more of them than the limit.
 */
export type StateTest =
  | { readonly is: 'no-breach'; readonly of: readonly ClauseId[] }
  | {
      readonly is: 'at-most'
      readonly of: readonly ClauseId[]
      readonly within: Duration
      readonly limit: CountLimit
    }

/** A number that the text names, or what the same clauses came to in a window of the same length from `from` on. */
export type CountLimit =
  | { readonly is: 'number'; readonly count: number }
  | { readonly is: 'baseline'; readonly from: Anchor }

/** What decides when nobody has said anything: the burden of proof. `compliant` and `breach` need the sources to have closed. */
export type Silence = 'unknown' | 'compliant' | 'breach'

/** Who speaks: one actor, every actor of a party, or every actor with a role. */
export type Who =
  | { readonly is: 'actor'; readonly actor: ActorId }
  | { readonly is: 'party'; readonly party: PartyId }
  | { readonly is: 'role'; readonly role: Role }

/** Who must say what before a fact counts as established. `asserted` is one's word; `verified` is a confirmation or finding. */
export type Standard =
  | { readonly is: 'said'; readonly how: 'asserted' | 'verified'; readonly by: Who }
  | { readonly is: 'all'; readonly of: readonly Standard[] }
  | { readonly is: 'any'; readonly of: readonly Standard[] }

/** What a notice can be about: as the statement kind `notice-given` has it. */
export type NoticeMatter = StatementOf<'notice-given'>['about']

/** A fixed instant, or a moment of the agreement, with a distance after it. */
export type Anchor =
  | { readonly is: 'instant'; readonly instant: Instant }
  | { readonly is: 'moment'; readonly moment: TermId; readonly plus: Duration }

/** Positive AND/OR over things that, once true, stay true; exceptions stand apart in the clause's `unless`. */
export type Condition =
  | { readonly is: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly is: 'reached'; readonly anchor: Anchor }
  | { readonly is: 'done' | 'breached'; readonly clause: ClauseId; readonly by: PartyId | undefined }
  | {
      readonly is: 'holds'
      readonly state: TermId
      readonly for: Duration | undefined
      readonly since: Anchor | undefined
    }
  | { readonly is: 'exercised'; readonly power: ClauseId }
  | { readonly is: 'acceded'; readonly party: PartyId }
  | {
      readonly is: 'counted'
      readonly clauses: readonly ClauseId[]
      readonly over: number
      readonly within: Duration
    }
  | {
      /** What the breaches of these clauses come to, other than a plain number of them in a sliding window. */
      readonly is: 'measured'
      readonly clauses: readonly ClauseId[]
      readonly what: Measured
      /** Of all in the window together, or of the greatest single one. */
      readonly how: 'sum' | 'max'
      readonly over: number
      readonly window: CountWindow
    }
  /** The ground on which this power was used has fallen since: see {@link Power.ifOverturned}. */
  | { readonly is: 'overturned'; readonly power: ClauseId }

/** What is added up over breaches: their number, or the people harmed in them, each within bounds. */
export type Measured = 'breaches' | 'killed' | 'civilians-killed' | 'injured'

/** Over how long is counted. A calendar day begins `startsAt` minutes after midnight by the agreement's calendar. */
export type CountWindow =
  | { readonly is: 'sliding'; readonly within: Duration }
  | { readonly is: 'calendar-day'; readonly startsAt: number }
  | { readonly is: 'whole-time' }

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
 * `for-each`: one for each breach of these clauses, from when it was found or, if `alleged` is enough, was first said.
 */
export type Repetition =
  | { readonly is: 'every'; readonly period: Duration }
  | { readonly is: 'for-each'; readonly breachOf: readonly ClauseId[]; readonly alleged: boolean }

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

/** Steps that depend on each other on purpose: the only place where a cycle of waiting is allowed, because it says who moves first. */
export type Exchange = {
  readonly id: ClauseId
  readonly wording: Wording
  readonly legs: readonly ClauseId[]
  readonly mode: ExchangeMode
  /** What must be done before any leg can begin. */
  readonly after: Condition | undefined
  /** What the text says if nobody moves first; `undefined` means it says nothing, and each can wait for ever. */
  readonly ifNobodyMoves: string | undefined
  readonly choices: readonly Choice[]
  readonly at: SourcePlace
}

/**
 * How the legs depend on each other. `simultaneous`: their times differ by at most `within`. `in-turn`: each begins when
 * the one before it is done, so the first leg moves first; `sameMoment` is the tie rule for two at one instant. `held`:
 * each is handed to a third party, which keeps it until all are there, for at most `for`, and then gives it back.
 */
export type ExchangeMode =
  | { readonly is: 'simultaneous'; readonly within: Duration }
  | { readonly is: 'in-turn'; readonly sameMoment: 'in-turn' | 'out-of-turn' }
  | { readonly is: 'held'; readonly by: Who; readonly for: Duration }

/** Whether an exchange says how it begins: a turn, somebody who holds what is handed over, or words for when nobody moves. */
export function namesFirstMover({ mode, ifNobodyMoves }: Pick<Exchange, 'mode' | 'ifNobodyMoves'>): boolean {
  return mode.is !== 'simultaneous' || ifNobodyMoves !== undefined
}

export type Power = {
  readonly id: ClauseId
  readonly wording: Wording
  /** Who must exercise it; with `jointly`, all of them, by one statement or by several that say the same. */
  readonly holders: readonly PartyId[]
  readonly jointly: boolean
  readonly may: 'waive' | 'extend' | 'suspend' | 'resume' | 'withdraw'
  /** What it acts on; empty means the whole agreement. */
  readonly over: readonly ClauseId[]
  readonly when: Condition | undefined
  /** From then on, or back to the start. */
  readonly effect: 'ex-nunc' | 'ex-tunc'
  /**
   * What becomes of a use whose ground (`when`) was met as known when it was used and is so no longer. Left out: it stands
   * if its effect is `ex-nunc`, and falls if it is `ex-tunc`. With `compensate` it stands, and that clause begins.
   */
  readonly ifOverturned?:
    | { readonly is: 'stands' | 'falls' }
    | { readonly is: 'compensate'; readonly clause: ClauseId }
  /** How often, how long at a time and until when it may be used. Left out where the text sets no limit. */
  readonly limits?: PowerLimits
  readonly choices: readonly Choice[]
  readonly at: SourcePlace
}

/** `length` of an extension counts from the end that it moves, of anything else from its own beginning; both closed. */
export type PowerLimits = {
  readonly times?: number
  readonly length?: Duration
  readonly by?: Anchor
}
