import { z } from 'zod'

const holds = z.literal(false)
const size = z.int().nonnegative()
const index = z.int().nonnegative()
/** A whole signed note. */
const note = z.string()

const figure = z
  .object({ line: z.int().positive(), published: z.string().nullable(), computed: z.string().nullable() })
  .nullable()

/**
 * Everything that one node can find against another, as it is kept and sent: the misbehaviours of `verdict.ts`, and
 * those that only somebody meets who goes on watching. Plain JSON; heads are whole signed notes, hashes base64.
 */
export const findingSchema = z.discriminatedUnion('why', [
  z.object({ holds, why: z.literal('log-shrank'), kept: note, shown: note, keptSize: size, shownSize: size }),
  z.object({
    holds,
    why: z.literal('history-rewritten'),
    kept: note,
    shown: note,
    keptSize: size,
    computedRoot: z.string(),
    /** The consistency proof from `computedRoot` at `keptSize` to `shown`: with it the two heads convict the log. */
    path: z.array(z.string()).readonly().optional(),
  }),
  z.object({ holds, why: z.literal('split-view'), one: note, other: note, size }),
  z.object({
    holds,
    why: z.literal('signature-invalid'),
    signer: z.string(),
    keyId: z.string(),
    index: index.optional(),
  }),
  z.object({ holds, why: z.literal('head-unsigned'), signer: z.string(), head: note }),
  z.object({ holds, why: z.literal('head-malformed'), code: z.string(), because: z.string() }),
  z.object({
    holds,
    why: z.literal('root-differs'),
    head: note,
    size,
    signedRoot: z.string(),
    computedRoot: z.string(),
  }),
  z.object({ holds, why: z.literal('entry-differs'), index, head: note, leaf: z.string() }),
  z.object({ holds, why: z.literal('entry-inadmissible'), index, code: z.string(), because: z.string() }),
  z.object({ holds, why: z.literal('tile-differs'), path: z.string(), because: z.string() }),
  z.object({ holds, why: z.literal('proof-malformed'), because: z.string() }),
  z.object({ holds, why: z.literal('withheld'), path: z.string(), because: z.string() }),
  z.object({
    holds,
    why: z.literal('cosigners-missing'),
    head: note,
    needed: size,
    given: z.array(z.string()).readonly(),
  }),
  /** An old head is shown again, though the entries after it are still handed out. Nobody but the server is convicted. */
  z.object({
    holds,
    why: z.literal('head-replayed'),
    kept: note,
    shown: note,
    keptSize: size,
    shownSize: size,
  }),
  /** The very same entry stands in the log twice, which its rules forbid. */
  z.object({ holds, why: z.literal('entry-duplicated'), index, first: index }),
  /** The log's clock was read earlier than it had been read before. Instants as text. */
  z.object({
    holds,
    why: z.literal('clock-went-back'),
    index,
    readAt: z.string(),
    before: index,
    readBefore: z.string(),
  }),
  /**
   * A statement claims to have been said long before the log's clock was last read ahead of it: its author dated it
   * back, or the log sat on it. Which of the two, the statement alone does not tell. `lateBy` in milliseconds.
   */
  z.object({
    holds,
    why: z.literal('statement-back-dated'),
    index,
    saidAt: z.string(),
    clock: index,
    readAt: z.string(),
    lateBy: z.int(),
  }),
  /** A cosigner's line on a head does not fit it. Anyone who handed the head on may have put it there. */
  z.object({
    holds,
    why: z.literal('cosignature-invalid'),
    head: note,
    cosigner: z.string(),
    key: z.string(),
  }),
  /** The line of a cosigner was taken from an older head and put on this one. */
  z.object({
    holds,
    why: z.literal('cosignature-replayed'),
    head: note,
    from: note,
    cosigner: z.string(),
    key: z.string(),
  }),
  z.object({
    holds,
    why: z.literal('picture-differs'),
    index,
    size,
    published: z.string(),
    computed: z.string(),
    figure,
  }),
  /** A node signed a digest of the picture (`claim`, a whole note) that does not follow from the log's entries. */
  z.object({
    holds,
    why: z.literal('node-picture-differs'),
    node: z.string(),
    /** The key that the claim is signed with. */
    key: z.string(),
    claim: note,
    size,
    published: z.string(),
    computed: z.string(),
    figure,
  }),
  /** What was handed out as the receipt of an entry does not prove that it stands in the log. `because` names the check. */
  z.object({
    holds,
    why: z.literal('receipt-forged'),
    entry: note,
    receipt: z.string(),
    because: z.string(),
  }),
])

export type Finding = z.output<typeof findingSchema>
export type FindingName = Finding['why']

/** An entry that a finding speaks of, with the receipt that proves its place. */
const entryEvidence = z.object({ index, note, receipt: z.string().nullable() })
export type EntryEvidence = z.output<typeof entryEvidence>

/** A finding as it is kept on disk, shown, exported, and handed to a third person. */
export const verdictRecord = z.object({
  jig: z.literal('verdict'),
  version: z.literal(1),
  /** By the finder's own clock. */
  seenAt: z.iso.datetime(),
  /** Who found it, in the node's own words; nothing rests on it. */
  seenBy: z.string(),
  /** Who handed out what is wrong: an address, or a node's name. */
  from: z.string(),
  origin: z.string(),
  /** The log's verifier key. Whoever checks the record brings the key from elsewhere. */
  logKey: z.string(),
  finding: findingSchema,
  entries: z.array(entryEvidence).readonly(),
})
export type VerdictRecord = z.output<typeof verdictRecord>
