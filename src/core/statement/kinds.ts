import { z } from 'zod'
import {
  act,
  actorId,
  agreementId,
  citation,
  clauseId,
  clauseRef,
  eventTime,
  incidentId,
  instant,
  logIndex,
  logName,
  named,
  partyId,
  place,
  range,
  role,
  ruleId,
  sha256Hex,
  termId,
  words,
} from './fields.ts'

/** Killed and injured people, each within bounds; left out where the source says nothing. */
const harm = z.strictObject({
  killed: range.optional(),
  killedCivilians: range.optional(),
  injured: range.optional(),
})

/** One who may stand behind an act, and how sure the author is of it. */
const attributed = z.strictObject({
  to: partyId,
  confidence: z.enum(['asserted', 'possible', 'likely', 'highly-likely', 'established']),
})

/** Which figures a picture's digest covers, and the rules by which they come about: `jig-picture/2`. */
const pictureFormat = z.string().regex(/^jig-picture\/[1-9]\d{0,3}$/)

const countingRule = z.strictObject({
  id: ruleId,
  /** Who counts by this rule. */
  owner: actorId,
  name: named,
  /** What one unit of the number is. */
  counts: z.enum([
    'alleged-breaches',
    'violations-found',
    'reported-events',
    'people-killed',
    'civilians-killed',
  ]),
  /** Conduct of whom is counted; `null` means everybody's. */
  conductOf: z.array(partyId).nullable(),
  acts: z.array(act).nullable(),
  /** Whether conduct of excluded groups counts. */
  excludedGroups: z.boolean(),
  arrests: z.boolean(),
  /** Whether harm outside the agreement's scope counts. */
  outsideScope: z.boolean(),
  /** When the counting day begins, on the clock of `zone`: `19:00`. */
  dayStarts: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  zone: z.string().min(1).max(60),
  /** Distance of that zone from UTC in minutes over the days that the rule was used for. */
  offsetMinutes: z.number().int().min(-840).max(840),
  /** What makes the author count one: its own word, or a finding. */
  evidence: z.enum(['own-word', 'finding']),
  note: z.string().max(2000).optional(),
})
export type CountingRule = z.output<typeof countingRule>

/** Characters of a policy: room for some hundred cosigners, and an entry has room for it whatever its script. */
const MOST_POLICY = 16_000

const body = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), ...shape })

/** What one source says it saw, heard or was told. Alleged and observed stay apart. */
export const incidentReported = body('incident-reported', {
  act,
  when: eventTime,
  where: place,
  means: z.enum(['saw', 'heard', 'recorded', 'told', 'compiled']),
  /** Whom the source says did it. Left out where the source does not say. */
  alleged: partyId.optional(),
  /** The two sides of an armed clash, or an actor and those harmed, where no single one is said to have begun. */
  sides: z.array(partyId).min(1).max(2).optional(),
  /** The name of the other side or of those harmed, as the source says it. */
  against: partyId.optional(),
  harm: harm.optional(),
  /** Clauses that the source itself names. */
  touches: z.array(clauseRef).optional(),
})

const reportsLinked = body('reports-linked', {
  incident: incidentId,
  title: named.optional(),
  reports: z.array(logIndex).min(1).max(5000),
  proposedBy: z.enum(['machine', 'person']),
})
const reportsParted = body('reports-parted', {
  incident: incidentId,
  reports: z.array(logIndex).min(1),
  because: z.string().min(1).max(2000),
})

/** What an authorised body concluded about an incident: whether it happened as a breach, of which clauses, by whom. */
const findingMade = body('finding-made', {
  incident: incidentId,
  outcome: z.enum(['confirmed', 'not-confirmed', 'undetermined']),
  touches: z.array(clauseRef),
  attribution: z.array(attributed),
  when: eventTime.optional(),
  act: act.optional(),
  harm: harm.optional(),
  dissent: z.array(z.strictObject({ by: z.string().min(1).max(200), words })).optional(),
})

const replyMade = body('reply-made', {
  /** The statement that is answered, in the version that stands there: a reply binds to it for ever. */
  to: logIndex,
  stance: z.enum(['accepts', 'denies', 'explains', 'questions']),
})

/** What is said of a duty's being done. */
const actOn = {
  agreement: agreementId,
  clause: clauseId,
  /** Whose duty it is that was done. */
  party: partyId,
  when: eventTime,
  /**
   * Of a duty that is owed for each breach: the report, the finding or the refutation that it answers. Without it, it
   * answers every breach that it follows.
   */
  answers: logIndex.optional(),
}
const actDeclared = body('act-declared', { ...actOn, where: place.optional() })
const actJudged = {
  ...actOn,
  /** The declaration that is confirmed or refuted, where there is one. */
  declared: logIndex.optional(),
}
const actConfirmed = body('act-confirmed', actJudged)
const actRefuted = body('act-refuted', actJudged)
/** A verifier looked, or could not, and says neither yes nor no. */
const actUnresolved = body('act-unresolved', actJudged)

const noticeGiven = body('notice-given', {
  about: z.enum(['movement', 'air-activity', 'access', 'other']),
  to: z.array(partyId).min(1),
  window: z.strictObject({ from: instant, until: instant }).optional(),
  where: place.optional(),
  incident: incidentId.optional(),
})
const noticeAcknowledged = body('notice-acknowledged', {
  notice: logIndex,
  party: partyId,
  readBack: z.string().max(2000).optional(),
})

/** A body that an agreement names decides an open term: whether a state holds, or which instant a moment is. */
const termDetermined = body('term-determined', {
  agreement: agreementId,
  term: termId,
  /** The instant that a moment is set to; or since when a state holds, or does not. */
  value: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('moment'), instant }),
    z.strictObject({ is: z.literal('holds'), from: instant, until: instant.optional() }),
    z.strictObject({ is: z.literal('fails'), from: instant, until: instant.optional() }),
  ]),
})

const powerExercised = body('power-exercised', {
  agreement: agreementId,
  power: clauseId,
  act: z.enum(['waive', 'extend', 'suspend', 'resume', 'withdraw']),
  /** From when it takes effect; `until` is the new end of an extension, or the end of a suspension. */
  from: instant,
  until: instant.optional(),
})

const tallyPublished = body('tally-published', {
  rule: ruleId,
  /** Open on the right: from (inclusive) until (exclusive). */
  window: z.strictObject({ from: instant, until: instant }),
  cumulative: z.boolean(),
  count: range,
  parts: z.array(z.strictObject({ name: z.string().min(1).max(200), count: range })).optional(),
})

/** Bodies that a correction may put in the place of an earlier one; always of the same kind as what it corrects. */
const correctable = z.discriminatedUnion('kind', [
  incidentReported,
  findingMade,
  actDeclared,
  actConfirmed,
  actRefuted,
  tallyPublished,
  noticeGiven,
])
/** The kinds of statement that can be corrected: those that say what happened, or will, and where, when and who. */
export const CORRECTABLE_KINDS: readonly string[] = correctable.options.map(({ shape }) => shape.kind.value)

/** What every statement says beside its body. */
const envelope = {
  jig: z.literal(1),
  log: logName,
  /** The authors: exactly those who signed, in this order. */
  by: z.array(actorId).min(1).max(8),
  /** The author's own clock; the log's clock stands in `clock-read` entries. */
  saidAt: instant,
  /** What the author said, word for word or, in a reconstruction, retold. */
  words: words.optional(),
  translations: z.array(z.strictObject({ words, by: z.string().min(1).max(200) })).optional(),
  cites: z.array(citation).optional(),
}

const said = <S extends z.ZodRawShape>(of: z.ZodObject<S>) => z.strictObject({ ...of.shape, ...envelope })

/** Every kind of statement, as the wire has it. Once in a log, a kind is never renamed or given another meaning. */
export const statementSchema = z.discriminatedUnion('kind', [
  said(
    body('log-opened', {
      title: named,
      operator: actorId,
      key: z.string(),
      demonstration: z.boolean(),
      /** Those who must all sign what changes the rules of this log: see `jointly.ts`. One fewer than may sign at once. */
      coChairs: z.array(actorId).min(2).max(7).optional(),
    }),
  ),
  said(body('role-granted', { actor: actorId, name: named, role, actsFor: partyId.optional() })),
  said(body('key-registered', { actor: actorId, key: z.string(), demonstration: z.boolean() })),
  said(
    body('key-revoked', {
      actor: actorId,
      key: z.string(),
      because: z.string().min(1).max(2000),
      /** From when somebody else may have had the key. What it signed since then stands, marked as doubtful. */
      since: instant.optional(),
    }),
  ),
  /** Who is expected to cosign the tree heads from this entry on, and how many make a head trusted: the policy's own text. */
  said(body('policy-stated', { policy: z.string().min(1).max(MOST_POLICY) })),
  /** The log's own clock, written into the record: everything after it came no earlier than this. */
  said(body('clock-read', { readAt: instant })),
  said(body('agreement-adopted', { agreement: agreementId, package: sha256Hex })),
  said(body('agreement-amended', { agreement: agreementId, package: sha256Hex, from: instant })),
  said(body('party-acceded', { agreement: agreementId, party: partyId, when: eventTime })),
  said(incidentReported),
  said(reportsLinked),
  said(reportsParted),
  said(findingMade),
  said(replyMade),
  said(actDeclared),
  said(actConfirmed),
  said(actRefuted),
  said(actUnresolved),
  said(noticeGiven),
  said(noticeAcknowledged),
  said(termDetermined),
  said(powerExercised),
  /** A party's own statement of the period it holds the parties to; it may differ from the text's, and name no end. */
  said(
    body('clock-declared', {
      agreement: agreementId,
      owner: partyId,
      starts: instant,
      ends: instant.optional(),
    }),
  ),
  /** A party says that it regards the period as over. Whether that is expiry, withdrawal or breach depends on the clock. */
  said(body('end-declared', { agreement: agreementId, party: partyId, when: eventTime })),
  /** The source has nothing more to say about anything up to `through`; of one clause only where it names it. */
  said(
    body('source-closed', {
      source: actorId,
      through: instant,
      agreement: agreementId.optional(),
      clause: clauseId.optional(),
    }),
  ),
  said(
    body('access-restricted', {
      monitor: actorId,
      restrictedBy: partyId.optional(),
      how: z.enum(['denied', 'delayed', 'conditional', 'interfered-with']),
      when: eventTime,
      where: place.optional(),
    }),
  ),
  said(
    body('statement-corrected', {
      entry: logIndex,
      because: z.string().min(1).max(2000),
      instead: correctable,
    }),
  ),
  said(body('statement-withdrawn', { entry: logIndex, because: z.string().min(1).max(2000) })),
  said(body('counting-rule-stated', { rule: countingRule })),
  said(tallyPublished),
  said(body('document-cited', { about: z.string().min(1).max(500), published: eventTime.optional() })),
  /** What the picture came to after entry `through`, in the figures of docs/formats/picture-digest.md. */
  said(body('picture-digested', { through: logIndex, format: pictureFormat, digest: sha256Hex })),
])

/** The kinds of all statements. */
export const STATEMENT_KINDS: readonly string[] = statementSchema.options.map(({ shape }) => shape.kind.value)

/** A statement, parsed. */
export type Statement = z.output<typeof statementSchema>
/** A statement as it is written on the wire, before it is signed. */
export type StatementText = z.input<typeof statementSchema>
export type StatementKind = Statement['kind']
export type StatementOf<K extends StatementKind> = Extract<Statement, { kind: K }>
