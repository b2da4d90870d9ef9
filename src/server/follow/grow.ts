import { toBase64 } from '../../core/bytes/base64.ts'
import { equalBytes } from '../../core/bytes/bytes.ts'
import type { Hash } from '../../core/bytes/sha256.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import type { SignedHead } from '../../core/log/check-head.ts'
import type { Finding } from '../../core/log/finding.ts'
import { leafHash, rangeRoot } from '../../core/log/merkle.ts'
import { consistencyProof, rangeAt, verifyConsistency } from '../../core/log/proof.ts'
import type { ReadHash } from '../../core/log/tile-growth.ts'
import { entriesPath, TILE_WIDTH, tileWidth } from '../../core/log/tiles.ts'
import { problems } from '../../core/problem.ts'
import { grown, type Growth, type Tree } from '../ledger/tree.ts'
import { firstDifference, Found, type ServedLog } from './served-log.ts'

/** The next entries of the log, which make its tree grow towards a head that it signed. */
export type NextEntries = {
  readonly bodies: readonly Uint8Array[]
  readonly leaves: readonly Hash[]
  readonly growth: Growth
}

/**
 * Holds fetched entries against the signed head that they lie below: with them the tree either has its root, or is the
 * beginning of its tree by a proof from the served hash tiles.
 * @param tree as far as everything is checked already
 * @param kept signed heads relied on before, against which the served tree is held where something does not fit
 * @throws Found, with the finding; LineDown
 */
export async function checkNext(
  served: ServedLog,
  tree: Tree,
  bodies: readonly Uint8Array[],
  target: SignedHead,
  kept: readonly SignedHead[],
): Promise<NextEntries> {
  const leaves = bodies.map(leafHash)
  const growth = grown(tree, leaves)
  const { size } = growth.tree.range
  const fits =
    size === target.head.size
      ? equalBytes(growth.root, target.head.root)
      : verifyConsistency(
          { size, root: growth.root },
          target.head,
          await consistencyProof(size, target.head.size, served.hashes),
        )
  if (fits) return { bodies, leaves, growth }
  throw new Found(await diagnosis(served, tree, leaves, growth, target, kept))
}

async function diagnosis(
  served: ServedLog,
  tree: Tree,
  leaves: readonly Hash[],
  growth: Growth,
  target: SignedHead,
  kept: readonly SignedHead[],
): Promise<Finding> {
  const { head, bytes } = target
  const servedRoot = rangeRoot(await rangeAt(head.size, served.hashes))
  if (equalBytes(servedRoot, head.root)) {
    for (const older of kept) {
      const rewritten = await rewriting(older, target, served.hashes)
      if (rewritten !== undefined) return rewritten
    }
    const { size } = tree.range
    if (size > 0 && !equalBytes(rangeRoot(await rangeAt(size, served.hashes)), rangeRoot(tree.range))) {
      throw problems.storeDamaged({
        because: `its first ${size} entries have another root than the log signed`,
      })
    }
    const index = await firstDifference(served, size, leaves)
    if (index !== undefined) {
      const bundle = Math.floor(index / TILE_WIDTH)
      return {
        holds: false,
        why: 'tile-differs',
        path: entriesPath(bundle, tileWidth(0, bundle, head.size)),
        because: `entry ${index} is not the one that the signed tree holds there`,
      }
    }
  }
  const whole = growth.tree.range.size === head.size
  return {
    holds: false,
    why: 'root-differs',
    head: fromUtf8(bytes),
    size: head.size,
    signedRoot: toBase64(head.root),
    computedRoot: toBase64(whole ? growth.root : servedRoot),
  }
}

/**
 * That the later of two signed heads does not begin with the earlier, with the proof that convicts the log; `undefined`
 * where it does. `read` gives the hashes of the later one's tree.
 */
export async function rewriting(
  earlier: SignedHead,
  later: SignedHead,
  read: ReadHash,
): Promise<Finding | undefined> {
  if (earlier.head.size > later.head.size) throw new RangeError('the earlier head is the smaller one')
  const root = rangeRoot(await rangeAt(earlier.head.size, read))
  if (equalBytes(root, earlier.head.root)) return undefined
  const path = await consistencyProof(earlier.head.size, later.head.size, read)
  return {
    holds: false,
    why: 'history-rewritten',
    kept: fromUtf8(earlier.bytes),
    shown: fromUtf8(later.bytes),
    keptSize: earlier.head.size,
    computedRoot: toBase64(root),
    path: path.map(toBase64),
  }
}
