import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import type { NodesView } from '../../core/api/nodes.ts'
import type { Signer } from '../../core/bytes/ed25519.ts'
import { fromUtf8, utf8 } from '../../core/bytes/utf8.ts'
import type { EntryEvidence } from '../../core/log/finding.ts'
import { decimal, type LogIndex } from '../../core/log/log-index.ts'
import {
  claimKey,
  openPictureClaim,
  signPictureClaim,
  type DigestClaim,
} from '../../core/log/picture-claim.ts'
import type { PolicyCosigner } from '../../core/log/policy.ts'
import { formatReceipt, type Receipt } from '../../core/log/receipt.ts'
import { formatVerifierKey } from '../../core/log/verifier-key.ts'
import { publishedDigest } from '../../core/picture/check-pictures.ts'
import { compareDigest } from '../../core/picture/compare-digest.ts'
import type { Picture } from '../../core/picture/picture.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import type { FindingsBook } from './findings.ts'
import { LineDown, type Line } from './line.ts'
import type { NodeFiles } from './node-files.ts'

/** As much of a served log as the evidence of a false digest takes. */
export type ProvingLog = {
  readonly origin: string
  entries(from: number, limit: number): Promise<readonly Uint8Array[]>
  receipt(index: LogIndex): Promise<Receipt>
}

export type PublishedOptions = {
  readonly picture: Picture
  readonly log: ProvingLog
  readonly files: NodeFiles
  readonly findings: FindingsBook
  /** The node that is followed: where the texts of published pictures are asked for. */
  readonly line: Line
  /** Signs what this node claims; without it the node claims nothing. */
  readonly signer: Signer | undefined
}

/** Holds the digests of the picture that the log publishes against what its entries make here. */
export type PictureComparison = {
  /**
   * Compares every digest that stands below `size` entries and was not compared before; what is false is kept as a
   * finding. All those entries are checked and folded.
   */
  readonly upTo: (size: number) => Promise<void>
  /** What this node itself made of the picture at the size digested last; `null` before the first. */
  readonly claim: () => NodesView['picture']
}

/** Below which index every published digest has been compared. */
const COMPARED = 'followed/pictures'

export function pictureComparison(options: PublishedOptions): PictureComparison {
  const { picture, log, files, findings, line, signer } = options
  let next: number | undefined
  let own: DigestClaim | undefined
  let turn: Promise<unknown> = Promise.resolve()

  const compare = async (size: number): Promise<void> => {
    const digests = (picture.record.ofKind.get('picture-digested') ?? []).filter((index) => index < size)
    // The newest is compared once more at each start: so the node knows what to claim of it.
    next ??= Math.min(await comparedBefore(files), digests.at(-1) ?? 0)
    for (const index of digests) {
      const statement = picture.record.said.get(index)?.statement
      if (index < next || statement?.kind !== 'picture-digested') continue
      const found = await publishedDigest(picture, index, statement, (sha256) => line.read(`blob/${sha256}`))
      const claim = { size: statement.through + 1, format: statement.format }
      if (found === 'same') own = { ...claim, digest: statement.digest }
      if (typeof found !== 'string') {
        if (found.why === 'picture-differs') own = { ...claim, digest: found.computed }
        await findings.keep(line.url, found, await evidence(log, index))
      }
      next = index + 1
      await files.write(COMPARED, utf8(String(next)))
      // Each takes a tenth of a second or so; requests are answered in between.
      await breathe()
    }
  }

  return {
    claim: () =>
      own === undefined || signer === undefined
        ? null
        : { size: own.size, digest: own.digest, claim: signPictureClaim(log.origin, own, signer) },
    upTo(size) {
      const mine = turn.then(() => compare(size))
      turn = mine.catch(() => undefined)
      return mine
    },
  }
}

/** A marker that is missing or cannot be read costs time and hides nothing: everything is compared again. */
async function comparedBefore(files: NodeFiles): Promise<number> {
  const marker = await files.read(COMPARED)
  const index = marker === undefined ? 0 : decimal(fromUtf8(marker))
  return Number.isNaN(index) ? 0 : index
}

async function evidence(log: ProvingLog, index: LogIndex): Promise<readonly EntryEvidence[]> {
  const [body] = await log.entries(index, 1)
  if (body === undefined) return []
  return [{ index, note: fromUtf8(body), receipt: fromUtf8(formatReceipt(await log.receipt(index))) }]
}

export type ClaimOptions = {
  readonly picture: Picture
  readonly origin: string
  readonly findings: FindingsBook
}

const claiming = z.object({ picture: z.object({ claim: z.string() }).nullable() })

/**
 * Asks a cosigner's node what it claims the picture came to, and keeps what is false as a finding. What it does not
 * claim under its own key, and what lies beyond the entries that are here, is left alone.
 */
export async function compareClaim(
  { picture, origin, findings }: ClaimOptions,
  { key }: PolicyCosigner,
  line: Line,
): Promise<void> {
  const note = await claimOf(line)
  if (note === undefined) return
  const claim = openPictureClaim(note, origin, key, verifyWithNode)
  if (claim === undefined || claim.size > picture.size) return
  const compared = await compareDigest(picture, claim, (sha256) => line.read(`blob/${sha256}`))
  if (compared.is !== 'differs') return
  const { computed, figure } = compared
  await findings.keep(line.url, {
    holds: false,
    why: 'node-picture-differs',
    node: key.name,
    key: formatVerifierKey(claimKey(key)),
    claim: note,
    size: claim.size,
    published: claim.digest,
    computed,
    figure,
  })
}

async function claimOf(line: Line): Promise<string | undefined> {
  try {
    const answer = await line.read('api/nodes')
    return answer === undefined
      ? undefined
      : claiming.safeParse(JSON.parse(new TextDecoder().decode(answer))).data?.picture?.claim
  } catch (error) {
    // What is no JSON claims nothing; a line that is down is asked again after the next head.
    if (error instanceof LineDown || error instanceof SyntaxError) return undefined
    throw error
  }
}
