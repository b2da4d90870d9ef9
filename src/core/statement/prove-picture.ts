import type { VerifySignature } from '../bytes/ed25519.ts'
import type { Finding } from '../log/finding.ts'
import { openPictureClaim } from '../log/picture-claim.ts'
import { parseVerifierKey } from '../log/verifier-key.ts'
import { beyond, proven, unproven, type Placed, type Proof } from './proof-of-finding.ts'

/** The digest that a copy of the log makes of the picture at a size; `undefined` where the copy is shorter. */
export type DigestAt = (size: number) => string | undefined

type Of<Name extends Finding['why']> = Extract<Finding, { why: Name }>
type AboutPicture = Of<'picture-differs' | 'node-picture-differs'>

/** The log's own digest: entry and receipt show that it was published, a copy of the log that it is false. */
export function falseDigest(
  finding: Of<'picture-differs'>,
  entry: Placed,
  digestAt: DigestAt | undefined,
): Proof {
  if (typeof entry === 'string') return unproven(entry)
  const { statement, index } = entry
  const says =
    statement.kind === 'picture-digested' &&
    statement.digest === finding.published &&
    statement.through + 1 === finding.size
  return says
    ? againstCopy(finding, digestAt, `entry ${index} of the log, as its receipt shows,`)
    : unproven(`entry ${index} does not publish the digest that the finding speaks of`)
}

/** A node's claim: its signature shows that it was made, a copy of the log that it is false. */
export function falseClaim(
  finding: Of<'node-picture-differs'>,
  origin: string,
  verify: VerifySignature,
  digestAt: DigestAt | undefined,
): Proof {
  const claim = openPictureClaim(finding.claim, origin, parseVerifierKey(finding.key), verify)
  return claim?.size === finding.size && claim.digest === finding.published
    ? againstCopy(finding, digestAt, `${finding.node}, by its signature,`)
    : unproven(`${finding.node} has not signed the claim that the finding speaks of`)
}

function againstCopy({ size, published }: AboutPicture, digestAt: DigestAt | undefined, who: string): Proof {
  const says = `${who} says that the picture of ${size} entries has the digest ${published}`
  if (digestAt === undefined)
    return beyond(`${says}; whether it has, a copy of the log tells: jig verdict --log FOLDER`)
  const its = digestAt(size)
  if (its === undefined) return beyond(`${says}; the copy of the log has fewer entries`)
  return its === published
    ? unproven('the entries make the digest that was published')
    : proven(`${says}; the entries make ${its}`)
}
