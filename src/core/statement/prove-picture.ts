import { toBase64 } from '../bytes/base64.ts'
import { equalBytes } from '../bytes/bytes.ts'
import type { VerifySignature } from '../bytes/ed25519.ts'
import type { Hash } from '../bytes/sha256.ts'
import type { Finding } from '../log/finding.ts'
import { openPictureClaim } from '../log/picture-claim.ts'
import { parseVerifierKey } from '../log/verifier-key.ts'
import { beyond, proven, unproven, type Placed, type Proof } from './proof-of-finding.ts'

/** The root of a copy of the log at a size, and the digest of the picture there; `undefined` where the copy is shorter. */
export type CopyAt = (size: number) => { readonly root: Hash; readonly digest: string } | undefined

type Of<Name extends Finding['why']> = Extract<Finding, { why: Name }>
type AboutPicture = Of<'picture-differs' | 'node-picture-differs'>

/**
 * The log's own digest: entry and receipt show that it was published, a copy of the log that it is false. A copy that has
 * another root where the receipt's head stands is another log's, and convicts nobody.
 */
export function falseDigest(
  finding: Of<'picture-differs'>,
  entry: Placed,
  copyAt: CopyAt | undefined,
): Proof {
  if (typeof entry === 'string') return unproven(entry)
  const { statement, index, head } = entry
  const says =
    statement.kind === 'picture-digested' &&
    statement.digest === finding.published &&
    statement.through + 1 === finding.size
  if (!says) return unproven(`entry ${index} does not publish the digest that the finding speaks of`)
  const copy = copyAt?.(head.size)
  if (copyAt !== undefined && copy === undefined)
    return beyond(`the receipt is of ${head.size} entries; the copy of the log has fewer`)
  return copy === undefined || equalBytes(copy.root, head.root)
    ? againstCopy(finding, copyAt, `entry ${index} of the log, as its receipt shows,`)
    : unproven(
        `the receipt is of the ${head.size} entries with the root ${toBase64(head.root)}; the copy of the log has others`,
      )
}

/**
 * A node's claim: its signature shows that it was made, and of which entries; a copy of those entries that it is false.
 * A copy with another root there convicts nobody: the node may have been shown another log.
 */
export function falseClaim(
  finding: Of<'node-picture-differs'>,
  origin: string,
  verify: VerifySignature,
  copyAt: CopyAt | undefined,
): Proof {
  const claim = openPictureClaim(finding.claim, origin, parseVerifierKey(finding.key), verify)
  if (claim?.size !== finding.size || claim.digest !== finding.published)
    return unproven(`${finding.node} has not signed the claim that the finding speaks of`)
  const copy = copyAt?.(claim.size)
  return copy === undefined || equalBytes(copy.root, claim.root)
    ? againstCopy(finding, copyAt, `${finding.node}, by its signature,`)
    : unproven(
        `${finding.node} speaks of the ${claim.size} entries with the root ${toBase64(claim.root)}; the copy of the log has others`,
      )
}

function againstCopy({ size, published }: AboutPicture, copyAt: CopyAt | undefined, who: string): Proof {
  const says = `${who} says that the picture of ${size} entries has the digest ${published}`
  if (copyAt === undefined)
    return beyond(`${says}; whether it has, a copy of the log tells: jig verdict --log FOLDER`)
  const its = copyAt(size)?.digest
  if (its === undefined) return beyond(`${says}; the copy of the log has fewer entries`)
  return its === published
    ? unproven('the entries make the digest that was published')
    : proven(`${says}; the entries make ${its}`)
}
