import { z } from 'zod'
import { formatInstant, parseInstant, type Instant } from '../time/instant.ts'
import type {
  AgreementId,
  ActorId,
  ClauseId,
  IncidentId,
  LogIndex,
  PartyId,
  RuleId,
  Sha256,
  TermId,
} from '../statement/fields.ts'

/**
 * How values travel: one schema reads what comes in and writes what goes out (`z.decode`, `z.encode`), so that the
 * server, the browser and `/openapi.json` cannot differ.
 */

/** `2016-09-12T16:00:00Z` outside, an {@link Instant} inside. */
export const instant = z.codec(z.iso.datetime(), z.custom<Instant>(), {
  decode: (text) => parseInstant(text),
  encode: (value) => formatInstant(value),
})

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server wrote it; the brand only keeps ids apart
const text = <T extends string>() => z.string() as unknown as z.ZodType<T, T>
export const agreementId = text<AgreementId>()
export const actorId = text<ActorId>()
export const clauseId = text<ClauseId>()
export const incidentId = text<IncidentId>()
export const partyId = text<PartyId>()
export const ruleId = text<RuleId>()
export const sha256 = text<Sha256>()
export const termId = text<TermId>()
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
export const logIndex = z.int().nonnegative() as unknown as z.ZodType<LogIndex, LogIndex>

export const named = z.object({ en: z.string(), ar: z.string().optional(), ru: z.string().optional() })
export const range = z.object({ least: z.int(), most: z.int().nullable() })
export const eventTime = z.object({ earliest: instant, latest: instant, precision: z.string() })
/** A reason as a code with its values, and the entries that bear it out; its words are in the language files. */
export const reason = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  entries: z.array(logIndex),
})

const bound = z.union([z.literal(0), z.literal(1)])
/** What holds for certain, and what may hold. */
export const bounds = z.object({ lo: bound, hi: bound })
/** Since when something certainly, and possibly, holds. */
export const onset = z.object({ certain: instant.optional(), possible: instant.optional() })
