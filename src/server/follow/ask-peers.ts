import { checkHead } from '../../core/log/check-head.ts'
import type { PolicyCosigner } from '../../core/log/policy.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import type { Picture } from '../../core/picture/picture.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import { compareClaim, type ClaimedLog } from './compare-pictures.ts'
import type { FindingsBook } from './findings.ts'
import type { Follower } from './follower.ts'
import { LineDown, type Line } from './line.ts'

export type PeersOptions = {
  readonly follower: Follower
  readonly findings: FindingsBook
  readonly logKey: VerifierKey
  /** What this node serves of the log. */
  readonly ledger: ClaimedLog
  /** With it the peers' claims about the picture are held against it. */
  readonly picture: Picture | undefined
  /** The other cosigners that have an address now. */
  readonly peers: () => readonly { readonly peer: PolicyCosigner; readonly line: Line }[]
}

/** The nodes of the other cosigners. */
export type Peers = {
  /**
   * Asks all of them side by side, and no one twice at a time: one that does not answer delays none of the others, and
   * whoever must not be delayed by it does not wait for this.
   * @throws where this node's own store fails; never for what a peer does
   */
  readonly ask: () => Promise<void>
}

/** The heads and claims that a log's other readers show are the only way to see that it has two faces. */
export function askPeers(options: PeersOptions): Peers {
  const asking = new Map<string, Promise<void>>()
  const once = (peer: PolicyCosigner, line: Line): Promise<void> => {
    const asked = asking.get(line.url) ?? askOne(options, peer, line).finally(() => asking.delete(line.url))
    asking.set(line.url, asked)
    return asked
  }
  return {
    async ask() {
      const all = await Promise.allSettled(options.peers().map(({ peer, line }) => once(peer, line)))
      const failed = all.find((one) => one.status === 'rejected')
      if (failed !== undefined) throw failed.reason
    },
  }
}

async function askOne(
  { follower, findings, logKey, ledger, picture }: PeersOptions,
  peer: PolicyCosigner,
  line: Line,
): Promise<void> {
  const head = await unlessDown(line.read('checkpoint'))
  const signed = head !== undefined && checkHead(head, logKey, verifyWithNode).holds ? head : undefined
  if (signed !== undefined) {
    for (const finding of follower.gathered.take(signed)) await findings.keep(line.url, finding)
    await follower.heads.compare(line.url, signed)
  }
  if (picture === undefined) return
  const claimed = await compareClaim({ picture, log: ledger, findings }, peer, line)
  // It was shown other entries; a head larger than ours, which `compare` lays aside, may prove that at once.
  if (claimed === 'of-other-entries' && signed !== undefined)
    await unlessDown(follower.heads.compareLarger(line, signed))
}

async function unlessDown<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof LineDown) return undefined
    throw error
  }
}
