import { equalBytes } from '../../core/bytes/bytes.ts'
import type { Signer } from '../../core/bytes/ed25519.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import type { Sha256 } from '../../core/bytes/sha256.ts'
import { checkHead } from '../../core/log/check-head.ts'
import { formatSignatureLines, parseCosignRequest } from '../../core/log/cosign-request.ts'
import type { VerdictRecord } from '../../core/log/finding.ts'
import type { LogIndex } from '../../core/log/log-index.ts'
import { emptyRoot } from '../../core/log/merkle.ts'
import type { Policy } from '../../core/log/policy.ts'
import { inclusionProof, verifyConsistency } from '../../core/log/proof.ts'
import type { Receipt } from '../../core/log/receipt.ts'
import { formatNote, parseNote, withSignature } from '../../core/log/signed-note.ts'
import { encodeBundle, parseTilePath, TILE_WIDTH, tileWidth } from '../../core/log/tiles.ts'
import { parseTreeHead } from '../../core/log/tree-head.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { parseStatement } from '../../core/statement/parse.ts'
import type { Duration, Instant } from '../../core/time/instant.ts'
import type { Clock, Fold, LogStore, Mirror, SignatureChecker } from '../ledger/ports.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import { subtreeHashes } from '../ledger/tree.ts'
import { showCosigners, type Company, type CosignAnswer, type HandedIn } from './company.ts'
import { openCosigner, type Cosigner } from './cosigner.ts'
import { openFindings } from './findings.ts'
import { openFollower, type Follower, type Look } from './follower.ts'
import { keepUp } from './keep-up.ts'
import { LineDown, lineTo, type Line } from './line.ts'
import type { NodeFiles } from './node-files.ts'
import { openOutbox, type Delivery } from './outbox.ts'

/** What a person who watches a following node is told. */
export type FollowEvent =
  | { readonly is: 'look'; readonly look: Look }
  | { readonly is: 'cosigned'; readonly size: number }
  | { readonly is: 'held'; readonly place: number }
  | { readonly is: 'delivery'; readonly delivery: Delivery }
  | { readonly is: 'finding'; readonly record: VerdictRecord }

export type FollowOptions = {
  /** The node that is followed. */
  readonly url: string
  /** Filled by nobody else. Stays the caller's. */
  readonly store: LogStore
  /** What this node keeps of its own: see `NodeFiles`. */
  readonly files: NodeFiles
  /** The log's key, had from somewhere else than the node that is followed. */
  readonly logKey: VerifierKey
  readonly policy: Policy
  readonly signatures: SignatureChecker
  readonly clock: Clock
  readonly fold: Fold
  readonly mirror?: Mirror | undefined
  /** What the node calls itself in its findings. */
  readonly name: string
  /** Cosigns what is checked; a node without it only reads. */
  readonly signer?: Signer | undefined
  readonly backDatedBy?: Duration | undefined
  readonly atATime?: number | undefined
  readonly onProgress?: ((read: number, of: number) => void) | undefined
  readonly onEvent?: ((event: FollowEvent) => void) | undefined
  readonly onTrouble?: ((error: unknown) => void) | undefined
  readonly connect?: ((url: string, signal: AbortSignal) => Line) | undefined
}

/** A node that follows another: the same questions are answered from its own checked copy. */
export interface Following extends AsyncDisposable {
  readonly ledger: FollowedLedger
  readonly company: Company
  /**
   * Looks once, catches up, cosigns, delivers what is held, and compares with the other cosigners' nodes.
   * @throws where this node's own store fails
   */
  look(): Promise<Look>
  /** Looks from time to time, and whenever growth is announced, until it is disposed of. */
  start(times?: { readonly pollMs?: number; readonly backOffMs?: number }): void
}

/** A ledger that nobody writes to from here. */
export type FollowedLedger = {
  readonly origin: string
  readonly logKey: VerifierKey
  size(): number
  /** @throws Problem `log-not-fetched` before the first head is checked */
  head(): Uint8Array
  submit(note: Uint8Array): Promise<Receipt>
  putBlob(bytes: Uint8Array): Promise<Sha256>
  blob(sha256: Sha256): Promise<Uint8Array | undefined>
  entries(from: number, limit: number): Promise<readonly Uint8Array[]>
  tile(path: string): Promise<Uint8Array | undefined>
  receipt(index: LogIndex): Promise<Receipt>
  onPublished(listener: (from: number, size: number) => void): () => void
}

const POLL_MS = 5000
const BACK_OFF_MS = 500

/**
 * Opens a following node. Nothing is fetched before `look` or `start`.
 * @throws Problem `store-foreign`, `store-damaged`
 */
export async function follow(options: FollowOptions): Promise<Following> {
  const { url, store, files, logKey, policy, clock, signer, onEvent, onTrouble = () => {} } = options
  const { connect = (to, signal) => lineTo(to, { signal }) } = options
  const ended = new AbortController()
  const line = connect(url, ended.signal)
  const findings = await openFindings({
    files,
    clock,
    logKey,
    seenBy: options.name,
    onFinding: (record) => onEvent?.({ is: 'finding', record }),
  })
  const follower = await openFollower({ ...options, line, findings })
  const cosigner =
    signer === undefined ? undefined : await openCosigner({ files, signer, clock, origin: logKey.name })
  const outbox = await openOutbox({
    files,
    clock,
    line,
    signer,
    readBlob: (sha256) => store.readBlob(sha256),
    checkReceipt: async (note, receipt) => (await follower.checkReceipt(url, note, receipt)) === undefined,
  })
  const peers = policy.cosigners
    .filter(({ key }) => cosigner === undefined || !equalBytes(key.publicKey, cosigner.key.publicKey))
    .flatMap((each) => (each.url === undefined ? [] : [connect(each.url, ended.signal)]))
  const times: { lookedAt: Instant | undefined; answeredAt: Instant | undefined } = {
    lookedAt: undefined,
    answeredAt: undefined,
  }
  let last: Look | undefined

  const sizeNow = (): number => follower.head()?.size ?? 0
  const headNow = (): Uint8Array => {
    const head = follower.head()
    if (head === undefined) throw problems.logNotFetched({ from: url })
    const note = parseNote(follower.gathered.withLines(head.note))
    const own = cosigner?.newest()
    if (own === undefined || parseNote(own.note).text !== note.text) return formatNote(note)
    const has = note.signatures.some(({ name, keyId }) => name === own.line.name && keyId === own.line.keyId)
    return formatNote(has ? note : withSignature(note, own.line))
  }

  const lookOnce = async (): Promise<Look> => {
    const seen = await follower.look()
    last = seen
    times.lookedAt = clock()
    if (seen.is !== 'line-down') times.answeredAt = times.lookedAt
    onEvent?.({ is: 'look', look: seen })
    return seen
  }
  const look = async (): Promise<Look> => {
    const seen = await lookOnce()
    if (cosigner !== undefined) await cosignNewest(cosigner, follower, onEvent)
    try {
      if (cosigner !== undefined && seen.is !== 'line-down') await offer(cosigner, follower, line)
      if (outbox.waiting() > 0) await outbox.deliver((delivery) => onEvent?.({ is: 'delivery', delivery }))
    } catch (error) {
      if (!(error instanceof LineDown)) throw error
    }
    for (const peer of peers) await compareWithPeer(follower, findings, peer)
    return seen
  }

  let running: Promise<void> | undefined
  const ledger: FollowedLedger = {
    origin: logKey.name,
    logKey,
    size: sizeNow,
    head: headNow,
    submit: () => Promise.reject(problems.methodNotAllowed({ method: 'POST', allowed: ['GET', 'HEAD'] })),
    putBlob: (bytes) => store.putBlob(bytes),
    blob: (sha256) => store.readBlob(sha256),
    entries: (from, limit) => store.readEntries(from, Math.max(0, Math.min(limit, sizeNow() - from))),
    async tile(path) {
      const { kind, level, index, width } = parseTilePath(path)
      if (width > tileWidth(level, index, sizeNow())) return undefined
      return kind === 'hash'
        ? store.readTile(level, index, width)
        : encodeBundle(await store.readEntries(index * TILE_WIDTH, width))
    },
    async receipt(index) {
      const head = headNow()
      const size = sizeNow()
      return { index, path: await inclusionProof(index, size, subtreeHashes(store, size)), head }
    },
    onPublished: follower.onPublished,
  }
  const company: Company = {
    verdicts: findings.all,
    nodes: () => ({
      name: options.name,
      role: 'follower',
      origin: logKey.name,
      size: sizeNow(),
      head: follower.head() === undefined ? null : fromUtf8(headNow()),
      trusted: follower.head() !== undefined && follower.gathered.trusted(),
      ...showCosigners(
        policy,
        follower.gathered.states().map((state) => ({ ...state, trouble: undefined })),
        sizeNow(),
        cosigner?.key,
      ),
      follows: {
        url,
        ...stateOf(last),
        lookedAt: times.lookedAt ?? null,
        answeredAt: times.answeredAt ?? null,
      },
      outbox: { waiting: outbox.waiting(), refused: outbox.refused() },
      verdicts: findings.all().length,
    }),
    cosign: (request) => cosign(request, { follower, cosigner, url, lookOnce, onEvent }),
    offered: () => Promise.reject(problems.notFound({ what: 'log that gathers cosignatures' })),
    async handOn(note) {
      const { statement } = parseStatement(note)
      const { log } = follower.registry()
      if (log !== undefined && statement.log !== log) {
        throw problems.statementOfAnotherLog({ given: statement.log, expected: log, where: { path: 'log' } })
      }
      const answer = outbox.waiting() === 0 ? await handedIn(line, follower, note) : undefined
      if (answer !== undefined) return { is: 'answered', response: answer } satisfies HandedIn
      const held = await outbox.hold(note)
      onEvent?.({ is: 'held', place: held.place })
      return { is: 'held', held } satisfies HandedIn
    },
    async handOnBlob(bytes) {
      const sha256 = await store.putBlob(bytes)
      try {
        if (outbox.waiting() > 0) throw new LineDown('others wait already')
        await line.post('api/blobs', 'application/octet-stream', bytes)
      } catch (error) {
        if (!(error instanceof LineDown)) throw error
        await outbox.holdBlob(sha256)
      }
      return sha256
    },
  }
  return {
    ledger,
    company,
    look,
    start({ pollMs = POLL_MS, backOffMs = BACK_OFF_MS } = {}) {
      running ??= keepUp({ line, look, pollMs, backOffMs, signal: ended.signal, onTrouble })
    },
    async [Symbol.asyncDispose]() {
      ended.abort()
      await running
    },
  }
}

function stateOf(look: Look | undefined) {
  switch (look?.is) {
    case undefined:
      return { state: 'starting', because: null } as const
    case 'grown':
    case 'same':
      return { state: 'up-to-date', because: null } as const
    case 'line-down':
      return { state: 'line-down', because: look.because } as const
    case 'found':
      return { state: 'found', because: look.why } as const
    case 'waiting':
      return { state: 'waiting', because: look.path } as const
  }
}

async function cosignNewest(
  cosigner: Cosigner,
  follower: Follower,
  onEvent: FollowOptions['onEvent'],
): Promise<void> {
  const head = follower.head()
  if (head === undefined || head.size <= (cosigner.newest()?.head.size ?? 0)) return
  const before = cosigner.newest()
  const { head: cosigned } = await cosigner.cosign(head.note, follower.rootAt)
  if (cosigned.size > (before?.head.size ?? 0)) onEvent?.({ is: 'cosigned', size: cosigned.size })
}

/** Hands our line in where the followed node shows its newest head without it. A node that gathers none is left alone. */
async function offer(cosigner: Cosigner, follower: Follower, line: Line): Promise<void> {
  const own = cosigner.newest()
  const head = follower.head()
  if (own === undefined || head === undefined || own.head.size !== head.size) return
  const shown = await line.read('checkpoint')
  if (shown === undefined) return
  const has = parseNote(shown).signatures.some(
    ({ name, keyId }) => name === own.line.name && keyId === own.line.keyId,
  )
  if (has || parseNote(shown).text !== parseNote(own.note).text) return
  const response = await line.post('api/cosignatures', 'text/plain', own.note)
  await response.body?.cancel()
}

/** The heads that the log showed to others are the only way to see two faces. */
async function compareWithPeer(
  follower: Follower,
  findings: { keep: Awaited<ReturnType<typeof openFindings>>['keep'] },
  peer: Line,
): Promise<void> {
  try {
    const note = await peer.read('checkpoint')
    if (note === undefined || !checkHead(note, follower.logKey, verifyWithNode).holds) return
    for (const finding of follower.gathered.take(note)) await findings.keep(peer.url, finding)
    await follower.compare(peer.url, note)
  } catch (error) {
    if (!(error instanceof LineDown)) throw error
  }
}

/** The shared node's answer; `undefined` where it cannot be reached, or gives what proves nothing. */
async function handedIn(line: Line, follower: Follower, note: Uint8Array): Promise<Response | undefined> {
  try {
    const response = await line.post('api/statements', 'text/plain', note)
    const body = new Uint8Array(await response.arrayBuffer())
    if (response.ok && (await follower.checkReceipt(line.url, note, body)) !== undefined) return undefined
    const headers = new Headers()
    for (const name of ['content-type', 'location']) {
      const value = response.headers.get(name)
      if (value !== null) headers.set(name, value)
    }
    return new Response(Buffer.from(body), { status: response.status, headers })
  } catch (error) {
    if (error instanceof LineDown) return undefined
    throw error
  }
}

type CosignBench = {
  readonly follower: Follower
  readonly cosigner: Cosigner | undefined
  readonly url: string
  readonly lookOnce: () => Promise<Look>
  readonly onEvent: FollowOptions['onEvent']
}

/** `add-checkpoint` of C2SP tlog-witness, for a node that cosigns only what it has checked to the last entry. */
async function cosign(
  request: Uint8Array,
  { follower, cosigner, url, lookOnce, onEvent }: CosignBench,
): Promise<CosignAnswer> {
  const { oldSize, path, head: bytes } = parseCosignRequest(request)
  const { origin } = parseTreeHead(parseNote(bytes).text)
  if (cosigner === undefined || origin !== follower.logKey.name) {
    throw problems.notFound({ what: `cosigner of ${origin}` })
  }
  const checked = checkHead(bytes, follower.logKey, verifyWithNode)
  if (!checked.holds)
    throw problems.signatureInvalid({ signer: origin, fix: 'send a head that the log has signed' })
  const { head } = checked
  if (oldSize > head.size)
    throw problems.proofMalformed({ because: `${oldSize} is more than the head's ${head.size}` })
  await follower.compare(url, bytes)
  const newest = cosigner.newest()
  const older = newest?.head ?? { size: 0, root: emptyRoot }
  if (oldSize !== older.size) return { is: 'conflict', size: older.size }
  if (head.size === older.size && !equalBytes(head.root, older.root))
    return { is: 'conflict', size: older.size }
  if (!verifyConsistency(older, head, path))
    throw problems.headInconsistent({ older: older.size, newer: head.size })
  // The log may ask before we have looked; what it asks for must be checked first.
  if ((follower.head()?.size ?? 0) < head.size) await lookOnce()
  const { line, note } = await cosigner.cosign(bytes, follower.rootAt)
  if (head.size > older.size) onEvent?.({ is: 'cosigned', size: head.size })
  return { is: 'cosigned', lines: formatSignatureLines(parseNote(note).text, [line]) }
}
