import { checkHead, type SignedHead } from '../../core/log/check-head.ts'
import type { FindingName } from '../../core/log/finding.ts'
import type { Policy } from '../../core/log/policy.ts'
import { policyAt } from '../../core/statement/policies.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import { openCheckedLog, type CheckedLog, type CheckedLogOptions } from './checked-log.ts'
import { headComparison, splitView, whyItShrank, type HeadComparison } from './compare-heads.ts'
import { gathered, type Gathered } from './gathered.ts'
import { keptCosignatures } from './kept-cosignatures.ts'
import { LineDown } from './line.ts'
import { Found } from './served-log.ts'

/** How often something must be kept back before it is called so: a line that stutters is no finding. */
const TIMES_WITHHELD = 3

export type FollowerOptions = CheckedLogOptions & {
  /** Holds until the log itself states one. */
  readonly policy: Policy
}

/** How one look at the followed log came out. */
export type Look =
  | { readonly is: 'grown'; readonly from: number; readonly size: number }
  | { readonly is: 'same'; readonly size: number }
  | { readonly is: 'line-down'; readonly because: string }
  /** What was found is kept; what this node serves stays as it was. */
  | { readonly is: 'found'; readonly why: FindingName }
  /** Something is not handed out, so far not often enough to be called withheld. */
  | { readonly is: 'waiting'; readonly path: string }

/** A node's eye on another: a checked copy of its log, who has cosigned it, and what was found. */
export type Follower = {
  readonly log: CheckedLog
  readonly gathered: Gathered
  readonly heads: HeadComparison
  /** Resolves when the cosignatures gathered so far are on disk. */
  readonly settled: () => Promise<void>
  /**
   * One look at the followed log, and all the catching up that follows from it. One at a time.
   * @throws where this node's own store fails; never for what the other node does
   */
  readonly look: () => Promise<Look>
}

/** @throws Problem `store-foreign`, `store-damaged` */
export async function openFollower(options: FollowerOptions): Promise<Follower> {
  const { line, logKey, policy, findings } = options
  const log = await openCheckedLog(options)
  const heads = headComparison(log, logKey, findings)
  const kept = await keptCosignatures(options.files, logKey, options.onTrouble ?? (() => {}))
  const lines = gathered((size) => policyAt(log.registry(), size)?.policy ?? policy, kept.keep)
  const before = log.complete()
  if (before !== undefined) {
    lines.moveTo(before.bytes)
    for (const head of [before.bytes, ...kept.heads]) lines.take(head)
  }
  const missing = new Map<string, number>()

  const shown = async (target: SignedHead): Promise<Look> => {
    const { size } = target.head
    const from = log.complete()?.head.size ?? 0
    const newest = log.newest()
    if (newest !== undefined && size < newest.head.size) {
      throw new Found(await whyItShrank(log, line, newest, target))
    }
    const apart = newest?.head.size === size ? splitView(newest, target) : undefined
    if (apart !== undefined) throw new Found(apart)
    if (size > from) {
      await log.growTo(target)
      lines.moveTo(target.bytes)
      await heads.compareKept()
    }
    for (const finding of lines.take(target.bytes)) await findings.keep(line.url, finding)
    return size > from ? { is: 'grown', from, size } : { is: 'same', size }
  }

  /** A finding, once it is certain; `undefined` where it is to be looked at once more first. */
  const judged = async ({ finding }: Found, again: boolean): Promise<Look | undefined> => {
    if (finding.why === 'withheld') {
      const times = (missing.get(finding.path) ?? 0) + 1
      missing.set(finding.path, times)
      if (times < TIMES_WITHHELD) return { is: 'waiting', path: finding.path }
    }
    // What nobody signs may have been garbled on the way: it counts when it comes a second time.
    if (!again && (finding.why === 'tile-differs' || finding.why === 'root-differs')) return undefined
    await findings.keep(line.url, finding)
    return { is: 'found', why: finding.why }
  }

  const lookNow = async (again: boolean): Promise<Look> => {
    try {
      const note = await line.read('checkpoint')
      if (note === undefined) throw new LineDown(`${line.url} serves no tree head`)
      const checked = checkHead(note, logKey, verifyWithNode)
      if (!checked.holds) throw new Found(checked)
      const look = await shown({ bytes: note, head: checked.head })
      missing.clear()
      return look
    } catch (error) {
      if (error instanceof LineDown) return { is: 'line-down', because: error.message }
      if (error instanceof Found) return (await judged(error, again)) ?? lookNow(true)
      throw error
    }
  }

  let turn: Promise<unknown> = Promise.resolve()
  return {
    log,
    gathered: lines,
    heads,
    settled: kept.settled,
    look() {
      // A second look while one is under way waits for it, and then looks itself: the log may have grown meanwhile.
      const mine = turn.then(() => lookNow(false))
      turn = mine.catch(() => undefined)
      return mine
    },
  }
}
