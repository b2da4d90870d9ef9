import type { Agreement, Clause, Condition, Power } from '../agreement/agreement.ts'
import type { Reading } from '../evidence/reading.ts'
import type { AgreementId, ClauseId, PartyId } from '../statement/fields.ts'
import { instantOf } from './branded.ts'
import { question, type Question } from './question.ts'
import type { Topic } from './topic.ts'
import { leftBehind, replacedBy, type Earlier } from './amended.ts'
import { lastTextKnown, type Elsewhere } from './elsewhere.ts'
import type { AdoptedText, Engine } from './engine-state.ts'
import type { Duty } from './duty.ts'
import { factsOf, type Facts } from './facts.ts'
import { exercisesOf, type Exercises, type Ground } from './powers.ts'
import { onsetOf, type Found } from './onset.ts'
import { NEVER } from './formal.ts'
import { liftsGiven, type Given } from './lifted.ts'
import type { Onset } from './standing.ts'

/**
 * One question in the course of being answered: what has been worked out so far is kept, so that a clause on which ten
 * others wait is weighed once. Everything in it is a function of the text, the log's first `known` entries and the reading.
 */
export type Evaluation = Question & {
  /** Whether powers have effect: a power's own condition is weighed as if none had been used. */
  readonly powersCount: boolean
  /** The text that this one replaced, where it is an amendment. */
  readonly earlier: Earlier | undefined
  /** Where reports are kept, by clause and bearer. */
  readonly topics: ReadonlyMap<string, Topic>
  /** The same by clause and bearer, for those who bear a duty. */
  readonly ofDuty: AdoptedText['duties']
  /** What topics came to, as far as it was asked: see `timeline-of.ts`. */
  readonly timelines: AdoptedText['timelines']
  /** What is known of a clause whoever bears it, as far as it was asked. */
  readonly duties: Map<Clause, Duty>
  /** The clauses under a paragraph, as far as it was ever asked: see `under.ts`. */
  readonly under: AdoptedText['under']
  /** The other agreements of which the text speaks. */
  readonly elsewhere: Elsewhere
  /** Another agreement's last text, as known; `undefined` where there is none, or where its breaches are not followed. */
  other(agreement: AgreementId): Evaluation | undefined
  /** The duties that an earlier text had and a later one no longer has, as far as they were breached before. */
  dropped(): readonly Facts[]
  facts(clause: Clause, party: PartyId): Facts
  /** The same by bearer, as far as somebody has asked before. */
  factsKept(clause: Clause): ReadonlyMap<PartyId, Facts> | undefined
  onset(condition: Condition): Found
  exercises(power: Power): Exercises
  /** When a power's own condition came true as known then, weighed as if no power had been used. */
  readonly ground: Ground
}

/**
 * Starts answering: all onsets over event time, none of them tied yet to a moment that is asked about.
 * @throws Error where the engine does not hold `text` itself: a bug of the caller
 */
export function evaluation(engine: Engine, text: Agreement, known: number, reading: Reading): Evaluation {
  return started(engine, text, known, reading, 'count')
}

function started(
  engine: Engine,
  text: Agreement,
  known: number,
  reading: Reading,
  powers: 'count' | 'left-out',
  others = new Map<AgreementId, Evaluation>(),
  given?: Given,
): Evaluation {
  const facts = new Map<Clause, Map<PartyId, Facts>>()
  const onsets = new Map<Condition, Found>()
  const exercises = new Map<ClauseId, Exercises>()
  const open = new Set<Condition>()
  let withoutPowers: Evaluation | undefined
  let gone: readonly Facts[] | undefined
  const version = engine.texts.get(text.id)?.find((one) => one.text === text)
  // All that was said is kept by the clauses of the engine's own text: the same words, read again, would find nothing.
  if (version === undefined) throw new Error(`the engine does not hold this text of ${text.id}`)
  const lifts =
    given ??
    liftsGiven(version.lifted, (round) => started(engine, text, known, reading, powers, others, round))
  const asked = question(engine, text, known, reading)
  const self: Evaluation = {
    engine,
    text,
    known,
    reading,
    readingNumber: asked.readingNumber,
    grants: asked.grants,
    actors: asked.actors,
    moments: asked.moments,
    powersCount: powers === 'count',
    earlier: earlierText(engine, text, known, reading, others),
    elsewhere: version.elsewhere,
    topics: version.topics,
    ofDuty: version.duties,
    timelines: version.timelines,
    duties: new Map(),
    under: version.under,
    other(agreement) {
      if (!self.elsewhere.has(agreement) || self.elsewhere.get(agreement) !== undefined) return undefined
      const last = lastTextKnown(engine, agreement, known)
      if (last === undefined) return undefined
      let other = others.get(agreement)
      // No circle leads back from there, so its powers count whatever is left out here.
      if (other === undefined) {
        other = started(engine, last.text, known, reading, 'count', others)
        others.set(agreement, other)
      }
      return other
    },
    dropped: () => (gone ??= leftBehind(self.earlier, text)),
    facts(clause, party) {
      let ofClause = facts.get(clause)
      if (ofClause === undefined) facts.set(clause, (ofClause = new Map()))
      let made = ofClause.get(party)
      if (made === undefined) ofClause.set(party, (made = factsOf(self, clause, party)))
      return made
    },
    factsKept: (clause) => facts.get(clause),
    onset(condition) {
      const before = lifts.get(condition) ?? onsets.get(condition)
      if (before !== undefined) return before
      // The reader refuses cycles of waiting; should one get through, what waits for itself never begins.
      if (open.has(condition)) return { onset: NEVER, entries: [] }
      open.add(condition)
      const made = onsetOf(self, condition)
      open.delete(condition)
      onsets.set(condition, made)
      return made
    },
    exercises(power) {
      const before = exercises.get(power.id)
      if (before !== undefined) return before
      const made = exercisesOf(self, power, self.ground)
      exercises.set(power.id, made)
      return made
    },
    ground(condition, then) {
      if (powers === 'left-out') return ALWAYS
      if (then !== known) return started(engine, text, then, reading, 'left-out').onset(condition).onset
      withoutPowers ??= started(engine, text, known, reading, 'left-out', others)
      return withoutPowers.onset(condition).onset
    },
  }
  return self
}

function earlierText(
  engine: Engine,
  text: Agreement,
  known: number,
  reading: Reading,
  others: Map<AgreementId, Evaluation>,
): Earlier | undefined {
  const version = engine.texts.get(text.id)?.findLast((one) => one.text === text && one.entry < known)
  const replaced = version === undefined ? undefined : replacedBy(engine, version, known)
  if (version?.from === undefined || replaced === undefined) return undefined
  return { evaluated: started(engine, replaced.text, known, reading, 'count', others), from: version.from }
}

/** Before anything else: what a power's own condition counts as while powers are left out. */
const ALWAYS: Onset = { certain: instantOf(0), possible: instantOf(0) }
