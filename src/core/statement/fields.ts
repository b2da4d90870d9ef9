import { z } from 'zod'
import type { Sha256 } from '../bytes/sha256.ts'
import { isLogIndex, type LogIndex } from '../log/log-index.ts'
import { parseInstant, type Instant } from '../time/instant.ts'
import { TIME_PRECISIONS } from '../time/event-time.ts'

export type { LogIndex, Sha256 }
/** Somebody who can sign: `snhr`, `rus.general-staff`, `un.osg`. Dots part a body from its desk. */
export type ActorId = string & { readonly brand: 'ActorId' }
/** A party or excluded group as agreements name it: `SYR`, `OPP`, `ISIL`. The same id in every agreement of one log. */
export type PartyId = string & { readonly brand: 'PartyId' }
export type AgreementId = string & { readonly brand: 'AgreementId' }
/** A clause, exchange or power of an agreement: `SEP.3.f`. Unique within its agreement. */
export type ClauseId = string & { readonly brand: 'ClauseId' }
/** A term of an agreement: `DayD`, `CastelloRoad`, `adherence`. */
export type TermId = string & { readonly brand: 'TermId' }
/** An incident, short and stable for ever: `INC-urum-al-kubra`. */
export type IncidentId = string & { readonly brand: 'IncidentId' }
export type RuleId = string & { readonly brand: 'RuleId' }

const branded = <T extends string>(pattern: RegExp, says: string) =>
  z
    .string()
    .regex(pattern, says)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the pattern is what the brand stands for
    .transform((text) => text as T)

export const actorId = branded<ActorId>(
  /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/,
  'an actor is written like rus.general-staff',
)
export const partyId = branded<PartyId>(/^[A-Z][A-Z0-9]{1,11}$/, 'a party is written in capitals, like SYR')
export const agreementId = branded<AgreementId>(
  /^[A-Z][A-Za-z0-9-]{1,31}$/,
  'an agreement is written like SEP',
)
export const clauseId = branded<ClauseId>(
  /^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$/,
  'a clause is written like SEP.3.f',
)
export const termId = branded<TermId>(/^[A-Za-z][A-Za-z0-9-]*$/, 'a term is one word, like DayD')
export const incidentId = branded<IncidentId>(
  /^INC-[a-z0-9]+(?:-[a-z0-9]+)*$/,
  'an incident is written like INC-urum-al-kubra',
)
export const ruleId = branded<RuleId>(
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
  'a counting rule is written like snhr-breaches',
)
export const sha256Hex = branded<Sha256>(/^[0-9a-f]{64}$/, 'a digest is 64 lower-case hexadecimal digits')
export const logName = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'a log is written like syria-2016')

export const logIndex = z
  .number()
  .int()
  .nonnegative()
  .refine(isLogIndex, 'a place in the log is a whole number from 0')
  .transform((value) => (isLogIndex(value) ? value : z.NEVER))

/** `2016-09-12T16:00:00Z` on the wire, an {@link Instant} inside. */
export const instant = z.string().transform((text, context): Instant => {
  try {
    return parseInstant(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'write an instant in UTC, like 2016-09-12T16:00:00Z' })
    return z.NEVER
  }
})

/** Somebody's own words in the language they said them; `lang` is a BCP 47 tag. */
export const words = z.strictObject({
  lang: z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/),
  text: z.string().min(1).max(20_000),
})

/** A name in the three languages of the screens. English is always there; the others fall back to it. */
export const named = z.strictObject({
  en: z.string().min(1).max(500),
  ar: z.string().min(1).max(500).optional(),
  ru: z.string().min(1).max(500).optional(),
})
export type Named = z.output<typeof named>

/** How far a citation was checked: V text or official report read; V-2 read second-hand; M general knowledge; I inferred. */
export const evidenceMark = z.enum(['V', 'V-2', 'M', 'I'])
export const citation = z.strictObject({
  title: z.string().min(1).max(500),
  /** Checked by its letters only: a URL parser differs from one runtime to the next. */
  url: z
    .string()
    .regex(/^https?:\/\/[!-~]{3,1000}$/, 'an address begins with https:// and is written in ASCII')
    .optional(),
  mark: evidenceMark,
  note: z.string().max(2000).optional(),
})

/** When it happened: an interval, both ends inclusive, and how closely the source knew. */
export const eventTime = z
  .strictObject({ earliest: instant, latest: instant, precision: z.enum(TIME_PRECISIONS) })
  .refine((time) => time.earliest <= time.latest, {
    message: 'the latest moment comes before the earliest',
    path: ['latest'],
  })

/** A number that is known within bounds. `at least 10` is `{least: 10, most: null}`; it is never averaged. */
export const range = z
  .strictObject({ least: z.number().int().nonnegative(), most: z.number().int().nonnegative().nullable() })
  .refine((value) => value.most === null || value.most >= value.least, {
    message: 'most is smaller than least',
    path: ['most'],
  })
export type Range = z.output<typeof range>

/**
 * A place as the source gave it: its name always, a point where one is known, in 1e-7 degrees, with the radius in
 * metres inside which the source could place it.
 */
export const place = z
  .strictObject({
    name: z.string().min(1).max(300),
    names: named.optional(),
    latE7: z
      .number()
      .int()
      .min(-900_000_000, 'latitude runs from −90° to 90°')
      .max(900_000_000, 'latitude runs from −90° to 90°')
      .optional(),
    lonE7: z
      .number()
      .int()
      .min(-1_800_000_000, 'longitude runs from −180° to 180°')
      .max(1_800_000_000, 'longitude runs from −180° to 180°')
      .optional(),
    radius: z.number().int().nonnegative().max(20_000_000).optional(),
    /** First-level division (governorate), as the agreement's areas name it. */
    governorate: z.string().max(100).optional(),
  })
  .refine((value) => (value.latE7 === undefined) === (value.lonE7 === undefined), {
    message: 'a point needs both latE7 and lonE7',
    path: ['lonE7'],
  })
export type Place = z.output<typeof place>

/** What kind of act a report speaks of. `attack` stands for an attack whose means the source did not name. */
export const ACTS = [
  'attack',
  'airstrike',
  'shelling',
  'rocket-fire',
  'small-arms-fire',
  'sniper-fire',
  'ground-attack',
  'armed-clash',
  'seizure-of-territory',
  'military-flight',
  'arrest',
  'access-denial',
  'heavy-weapons-present',
  'armed-presence',
  'occupation-of-vacated-area',
  'movement',
  'other',
] as const
export const act = z.enum(ACTS)
export type Act = z.output<typeof act>

/**
 * The acts that are attacks. `attack` in a clause covers every one of them; `attack` in a report leaves its means open,
 * so that it does not contradict a source that names them.
 */
export const ATTACKS: readonly Act[] = [
  'attack',
  'airstrike',
  'shelling',
  'rocket-fire',
  'small-arms-fire',
  'sniper-fire',
  'ground-attack',
  'armed-clash',
]

/** A clause of a named agreement. */
export const clauseRef = z.strictObject({ agreement: agreementId, clause: clauseId })
export type ClauseRef = z.output<typeof clauseRef>

/** What an actor may do in this log. Which role may make which kind is the table in `permissions.ts`. */
export const ROLES = [
  'operator',
  'party',
  'guarantor',
  'monitor',
  'humanitarian',
  'hotline',
  'open-source',
] as const
export const role = z.enum(ROLES)
export type Role = z.output<typeof role>
