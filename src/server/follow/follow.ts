import { equalBytes } from '../../core/bytes/bytes.ts'
import type { Signer } from '../../core/bytes/ed25519.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import type { VerdictRecord } from '../../core/log/finding.ts'
import { parseNote } from '../../core/log/signed-note.ts'
import { problems } from '../../core/problem.ts'
import type { Picture } from '../../core/picture/picture.ts'
import { policyAt } from '../../core/statement/policies.ts'
import type { Clock } from '../ledger/ports.ts'
import { answerCosign } from './answer-cosign.ts'
import { askPeers } from './ask-peers.ts'
import { showCosigners, type Company } from './company.ts'
import { pictureComparison } from './compare-pictures.ts'
import { openCosigner, type Cosigner } from './cosigner.ts'
import { openFindings } from './findings.ts'
import { openFollower, type Follower, type FollowerOptions, type Look } from './follower.ts'
import type { ServedLedger } from '../ledger/served-ledger.ts'
import { followedLedger } from './followed-ledger.ts'
import { handingOn } from './hand-on.ts'
import { keepUp } from './keep-up.ts'
import { LineDown, lineTo, type Line } from './line.ts'
import { openOutbox, type Delivery } from './outbox.ts'
import { reachOver } from './reach.ts'

/** What a person who watches a following node is told. */
export type FollowEvent =
  | { readonly is: 'look'; readonly look: Look }
  | { readonly is: 'cosigned'; readonly size: number }
  | { readonly is: 'held'; readonly place: number }
  | { readonly is: 'delivery'; readonly delivery: Delivery }
  | { readonly is: 'finding'; readonly record: VerdictRecord }

export type FollowOptions = Omit<FollowerOptions, 'line' | 'findings'> & {
  /** The node that is followed. */
  readonly url: string
  readonly clock: Clock
  /** What the node calls itself in its findings. */
  readonly name: string
  /** Cosigns what is checked; a node without it only reads. */
  readonly signer?: Signer | undefined
  /** What `fold` folds into. With it the node holds every digest of the picture against its own. */
  readonly picture?: Picture | undefined
  readonly onEvent?: ((event: FollowEvent) => void) | undefined
  /** The way to another node; by default HTTP. */
  readonly connect?: ((url: string, signal: AbortSignal) => Line) | undefined
}

/** A node that follows another: the same questions are answered from its own checked copy. */
export interface Following extends AsyncDisposable {
  readonly ledger: ServedLedger
  readonly company: Company
  /**
   * Looks once, catches up, cosigns, delivers what is held, and compares with the other cosigners' nodes.
   * @throws where this node's own store fails
   */
  look(): Promise<Look>
  /** Looks from time to time, and whenever growth is announced, until it is disposed of. Times in milliseconds. */
  start(times?: { readonly pollMs?: number; readonly backOffMs?: number }): void
}

const POLL_MS = 5000
const PATIENCE_MS = 20_000
/** What a peer has to show is small, and the next round asks again. */
const PEER_PATIENCE_MS = 4000
/** Beyond the time between looks: two looks that waited in vain for as long as they may. */
const QUIET_MS = 2 * PATIENCE_MS
const BACK_OFF_MS = 500

/**
 * Opens a following node. Nothing is fetched before `look` or `start`.
 * @throws Problem `store-foreign`, `store-damaged`
 */
export async function follow(options: FollowOptions): Promise<Following> {
  const { url, store, files, logKey, clock, signer, name, picture } = options
  const { onEvent, onTrouble = () => {} } = options
  const {
    connect = (to, signal) => lineTo(to, { signal, patienceMs: to === url ? PATIENCE_MS : PEER_PATIENCE_MS }),
  } = options
  const ended = new AbortController()
  const reach = reachOver(connect(url, ended.signal), clock)
  const { line } = reach
  const onFinding = (record: VerdictRecord): void => onEvent?.({ is: 'finding', record })
  const findings = await openFindings({ files, clock, logKey, seenBy: name, onFinding })
  const follower = await openFollower({ ...options, line, findings })
  const cosigner =
    signer === undefined ? undefined : await openCosigner({ files, signer, clock, origin: logKey.name })
  const outbox = await openOutbox({
    files,
    clock,
    line,
    signer,
    readBlob: (sha256) => store.readBlob(sha256),
    checkReceipt: async (note, receipt) =>
      (await follower.heads.checkReceipt(url, note, receipt)) === undefined,
  })
  const lines = new Map<string, Line>()
  const lineOf = (to: string): Line => {
    const known = lines.get(to) ?? connect(to, ended.signal)
    lines.set(to, known)
    return known
  }
  const peersNow = () =>
    follower.gathered
      .policy()
      .cosigners.filter(
        ({ key }) => cosigner === undefined || !equalBytes(key.publicKey, cosigner.key.publicKey),
      )
      .flatMap((peer) => (peer.url === undefined ? [] : [{ peer, line: lineOf(peer.url) }]))
  const onCosigned = (size: number): void => onEvent?.({ is: 'cosigned', size })
  let unwanted: number | undefined
  let quietMs = POLL_MS + QUIET_MS
  const ledger = followedLedger(follower, { logKey, store, url }, cosigner)
  const peers = askPeers({ follower, findings, logKey, ledger, picture, peers: peersNow })
  let asking: Promise<void> = Promise.resolve()
  const pictures =
    picture === undefined
      ? undefined
      : pictureComparison({ picture, log: ledger, files, findings, line, signer })

  const lookOnce = async (): Promise<Look> => {
    const look = await follower.look()
    await pictures?.upTo(ledger.size())
    reach.looked(look)
    onEvent?.({ is: 'look', look })
    return look
  }
  const lookAtLog = async (): Promise<Look> => {
    const result = await lookOnce()
    if (cosigner !== undefined) await cosignNewest(cosigner, follower, onCosigned)
    try {
      const size = cosigner?.newest()?.head.size
      if (cosigner !== undefined && result.is !== 'line-down' && size !== unwanted) {
        // A node that does not want our line is not asked again before there is another one.
        unwanted = (await offer(cosigner, follower, line)) ? undefined : size
      }
      if (outbox.waiting() > 0) await outbox.deliver((delivery) => onEvent?.({ is: 'delivery', delivery }))
    } catch (error) {
      if (!(error instanceof LineDown)) throw error
    }
    return result
  }

  let running: Promise<void> | undefined
  const company: Company = {
    ...handingOn({ line, follower, store, outbox, onHeld: (place) => onEvent?.({ is: 'held', place }) }),
    verdicts: findings.all,
    nodes: () => ({
      name,
      role: 'follower',
      origin: logKey.name,
      size: ledger.size(),
      head: follower.log.complete() === undefined ? null : fromUtf8(ledger.head()),
      trusted: follower.log.complete() !== undefined && follower.gathered.trusted(),
      ...showCosigners({
        policy: follower.gathered.policy(),
        policyEntry: policyAt(follower.log.registry(), ledger.size())?.entry,
        rows: follower.gathered.states(),
        size: ledger.size(),
        own: cosigner?.key,
        picture,
      }),
      picture: pictures?.claim() ?? null,
      follows: reach.view(quietMs),
      outbox: { waiting: outbox.waiting(), refused: outbox.refused() },
      verdicts: findings.all().length,
    }),
    cosign: (request) =>
      answerCosign(request, { follower, logKey, cosigner, from: url, look: lookOnce, onCosigned }),
    offered: () => Promise.reject(problems.notFound({ what: 'log that gathers cosignatures' })),
  }
  return {
    ledger,
    company,
    async look() {
      const result = await lookAtLog()
      await peers.ask()
      return result
    },
    start({ pollMs = POLL_MS, backOffMs = BACK_OFF_MS } = {}) {
      const look = async (): Promise<Look> => {
        const result = await lookAtLog()
        // Not waited for: a peer that takes the question and is silent must not keep us from the log.
        asking = peers.ask().catch(onTrouble)
        return result
      }
      quietMs = pollMs + QUIET_MS
      running ??= keepUp({ line, look, pollMs, backOffMs, signal: ended.signal, onTrouble })
    },
    async [Symbol.asyncDispose]() {
      ended.abort()
      await running
      await asking
      await follower.settled()
      await follower.log.close()
    },
  }
}

async function cosignNewest(
  cosigner: Cosigner,
  { log, gathered }: Follower,
  onCosigned: (size: number) => void,
): Promise<void> {
  const complete = log.complete()
  const before = cosigner.newest()?.head.size ?? 0
  if (complete === undefined || complete.head.size <= before) return
  const { note } = await cosigner.cosign(complete.bytes, (size) => log.rootAt(size))
  gathered.take(note)
  onCosigned(complete.head.size)
}

/** Hands our line in where the followed node shows its newest head without it. @returns whether it wants it */
async function offer(cosigner: Cosigner, { log }: Follower, line: Line): Promise<boolean> {
  const own = cosigner.newest()
  if (own === undefined || own.head.size !== log.complete()?.head.size) return true
  const shown = await line.read('checkpoint')
  if (shown === undefined) return true
  const { text, signatures } = parseNote(shown)
  const has = signatures.some(({ name, keyId }) => name === own.line.name && keyId === own.line.keyId)
  if (has || text !== parseNote(own.note).text) return true
  const response = await line.post('api/cosignatures', 'text/plain', own.note)
  await response.body?.cancel()
  return response.ok
}
