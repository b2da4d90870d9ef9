import { z } from 'zod'
import { verdictRecord } from '../log/finding.ts'
import { instant, logIndex } from './wire.ts'

/** One cosigner that the policy of this node expects. Absent is shown as absent; it is no accusation. */
export const cosignerView = z.object({
  /** The policy's own word for it. */
  name: z.string(),
  key: z.string(),
  url: z.string().nullable(),
  /** Whether it is the node that answers. */
  isThisNode: z.boolean(),
  /** What it says on the newest tree head. */
  says: z.enum(['given', 'absent', 'invalid']),
  /** The largest head that it is known to have cosigned, in entries, and when by its own clock. */
  newest: z.object({ size: z.int(), at: instant }).nullable(),
  /** Entries that it has still to cosign; `null` where nothing of it is known. */
  behind: z.int().nullable(),
  /** The log's clock when the first entry came that it has not cosigned; `null` where it has all, or that is not known. */
  absentSince: instant.nullable(),
  /** Why it could not be asked, in words for people. */
  trouble: z.string().nullable(),
})
export type CosignerView = z.output<typeof cosignerView>

/** How this node stands to the one that it follows. */
export const followingView = z.object({
  url: z.string(),
  /**
   * `line-down`: it cannot be reached, or nothing has come from it for so long that the last look no longer counts.
   * `found`: it met a misbehaviour, keeps its last good state, and watches on. `waiting`: a part is not handed out yet.
   */
  state: z.enum(['starting', 'up-to-date', 'line-down', 'found', 'waiting']),
  because: z.string().nullable(),
  /** When a look at it last ended, by this node's clock, and when an answer of it last came. */
  lookedAt: instant.nullable(),
  answeredAt: instant.nullable(),
})

/** Who has cosigned what, how far behind each is, and how this node stands to the others. */
export const nodesView = z.object({
  name: z.string().nullable(),
  role: z.enum(['log', 'follower']),
  origin: z.string(),
  /** Entries under the newest head. */
  size: z.int(),
  /** The newest signed head with the cosignatures gathered so far; `null` where there is none yet. */
  head: z.string().nullable(),
  /** The cosigner, group or `none` that the policy asks for, and whether the newest head has it. */
  quorum: z.string(),
  /** The entry that states the policy; `null` where the log states none, and it is this node's own file. */
  policyEntry: logIndex.nullable(),
  trusted: z.boolean(),
  cosigners: z.array(cosignerView),
  follows: followingView.nullable(),
  /**
   * What this node made of the picture at the size that the log digested last, with its signed claim (a whole note);
   * `null` for the log's own node, whose digests are entries, and where there is nothing to claim or no key to claim with.
   */
  picture: z.object({ size: z.int(), digest: z.string(), claim: z.string() }).nullable(),
  /** Statements held for their authors until the shared node can be reached. */
  outbox: z.object({ waiting: z.int(), refused: z.int() }).nullable(),
  /** Findings kept: `/api/verdicts`. */
  verdicts: z.int(),
})
export type NodesView = z.output<typeof nodesView>

/** Everything that this node has found against another, with its evidence. */
export const verdictsView = z.object({ verdicts: z.array(verdictRecord) })
export type VerdictsView = z.output<typeof verdictsView>

/** The answer to an author whose statement is held: it is on this node's disk, in order, and will be handed on. */
export const heldView = z.object({
  place: z.int(),
  heldAt: z.string(),
  /** A note signed by this node over place, time and leaf hash. */
  proof: z.string().nullable(),
})
