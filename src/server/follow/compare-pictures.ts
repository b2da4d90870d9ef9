import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import type { NodesView } from '../../core/api/nodes.ts'
import { equalBytes } from '../../core/bytes/bytes.ts'
import type { Signer } from '../../core/bytes/ed25519.ts'
import type { Sha256 } from '../../core/bytes/sha256.ts'
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
import { ownRoot, type OwnTiles } from './own-tiles.ts'

/** As much of a served log as the evidence of a false digest takes. */
export type ProvingLog = OwnTiles & {
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
      const made = found === 'same' ? statement.digest : madeInstead(found)
      if (made !== undefined) {
        const of = statement.through + 1
        own = { size: of, root: await ownRoot(log, of), format: statement.format, digest: made }
      }
      if (typeof found !== 'string') {
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

/** The digest that was made here in place of a false one. */
function madeInstead(found: Awaited<ReturnType<typeof publishedDigest>>): Sha256 | undefined {
  return typeof found !== 'string' && found.why === 'picture-differs' ? found.computed : undefined
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

/** As much of a served log as a claim about it is held against. */
export type ClaimedLog = OwnTiles & { readonly origin: string; size(): number }

/** `of-other-entries`: the peer signed another root at its size. It lies, or was shown another log than we. */
type ClaimComparison = 'compared' | 'nothing-to-compare' | 'of-other-entries'

export type ClaimOptions = {
  readonly picture: Picture
  readonly log: ClaimedLog
  readonly findings: FindingsBook
}

const claiming = z.object({ picture: z.object({ claim: z.string() }).nullable() })

/**
 * Asks a cosigner's node what it claims the picture came to, and keeps what is false as a finding. What it does not
 * claim under its own key, and what lies beyond the entries that are here, is left alone; so is a claim of other entries
 * than ours, which convicts nobody: only two heads can show who has two logs.
 */
export async function compareClaim(
  { picture, log, findings }: ClaimOptions,
  { key }: PolicyCosigner,
  line: Line,
): Promise<ClaimComparison> {
  const note = await claimOf(line)
  const claim = note === undefined ? undefined : openPictureClaim(note, log.origin, key, verifyWithNode)
  if (note === undefined || claim === undefined || claim.size > Math.min(log.size(), picture.size))
    return 'nothing-to-compare'
  if (!equalBytes(await ownRoot(log, claim.size), claim.root)) return 'of-other-entries'
  const compared = await compareDigest(picture, claim, (sha256) => line.read(`blob/${sha256}`))
  if (compared.is !== 'differs') return 'compared'
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
  return 'compared'
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
