import { setTimeout as sleep } from 'node:timers/promises'
import { checkHead } from '../../core/log/check-head.ts'
import { formatCosignRequest, readSignatureLines, SIZE_MEDIA_TYPE } from '../../core/log/cosign-request.ts'
import type { Finding } from '../../core/log/finding.ts'
import { decimal } from '../../core/log/log-index.ts'
import type { Policy, PolicyCosigner } from '../../core/log/policy.ts'
import { consistencyProof } from '../../core/log/proof.ts'
import { formatNote, parseNote } from '../../core/log/signed-note.ts'
import { parseTreeHead } from '../../core/log/tree-head.ts'
import { formatVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import { gathered, type CosignerState } from './gathered.ts'
import type { KeptCosignatures } from './kept-cosignatures.ts'
import { LineDown, lineTo, type Line } from './line.ts'
import { ownHashes } from './own-tiles.ts'

/** As much of a ledger as gathering cosignatures needs. */
export type CosignableLog = {
  readonly logKey: VerifierKey
  head(): Uint8Array
  tile(path: string): Promise<Uint8Array | undefined>
  onPublished(listener: (from: number, size: number) => void): () => void
}

export type CollectorOptions = {
  readonly log: CosignableLog
  /** The policy that a head of so many entries is judged under: its cosigners are asked. */
  readonly policyAt: (size: number) => Policy
  /** Cosignatures from before: see `KeptCosignatures`. */
  readonly kept: KeptCosignatures
  /** Told of each cosignature, and of each that stays away; also of what does not fit, as a finding. */
  readonly onEvent?: ((event: CosignEvent) => void) | undefined
  readonly onFinding?: ((cosigner: PolicyCosigner, finding: Finding) => Promise<unknown>) | undefined
  readonly connect?: (url: string, signal: AbortSignal) => Line
  /** How long to wait after the first failure; doubled up to 64 times that. */
  readonly backOffMs?: number
}

export type CosignEvent =
  | { readonly is: 'cosigned'; readonly cosigner: string; readonly size: number }
  | { readonly is: 'absent'; readonly cosigner: string; readonly because: string }
  /** A cosigner has seen more of this log than the log itself holds: it lost what it had published. */
  | { readonly is: 'ahead'; readonly cosigner: string; readonly size: number }

/** Gathers the cosignatures of a log's heads in the background. Nothing ever waits for a cosigner. */
export interface Collector extends AsyncDisposable {
  /** The newest signed head with the cosignatures gathered so far. */
  head(): Uint8Array
  /** The policy that the newest head is judged under. */
  policy(): Policy
  states(): readonly (CosignerState & { readonly trouble: string | undefined })[]
  trusted(): boolean
  /**
   * Takes a head that a cosigner hands in of itself, with its line on it.
   * @throws Problem `note-malformed`, `tree-head-malformed`, `signature-invalid`
   */
  offered(head: Uint8Array): Promise<void>
}

const BACK_OFF_MS = 1000

/**
 * Asks every cosigner of the policy that has an address, after each published head. Whom a new policy names is asked from
 * the head on that it is in force for; whom it does not name is left alone.
 */
export function openCollector(options: CollectorOptions): Collector {
  const { log, policyAt, kept, onEvent, onFinding, backOffMs = BACK_OFF_MS } = options
  const { connect = (url, signal) => lineTo(url, { signal, patienceMs: 10_000 }) } = options
  const ended = new AbortController()
  const lines = gathered(policyAt, kept.keep)
  lines.moveTo(log.head())
  for (const head of kept.heads) lines.take(head)
  const troubles = new Map<string, string>()
  let wake: (() => void)[] = []
  const published = (): void => {
    lines.moveTo(log.head())
    for (const call of wake.splice(0)) call()
    attendAll()
  }
  const off = log.onPublished(published)
  ended.signal.addEventListener('abort', () => {
    for (const call of wake.splice(0)) call()
  })

  const accept = async (cosigner: PolicyCosigner, note: Uint8Array): Promise<void> => {
    for (const finding of lines.take(note)) await onFinding?.(cosigner, finding)
  }
  const given = ({ key }: PolicyCosigner): boolean =>
    lines.states().find((state) => sameCosigner(state.cosigner.key, key))?.says.is === 'given'
  const expected = ({ key, url }: PolicyCosigner): boolean =>
    lines.policy().cosigners.some((each) => each.url === url && sameCosigner(each.key, key))

  const attend = async (cosigner: PolicyCosigner, line: Line): Promise<void> => {
    let old = 0
    let failures = 0
    while (!ended.signal.aborted && expected(cosigner)) {
      const head = log.head()
      const { size } = parseTreeHead(parseNote(head).text)
      if (size === 0 || given(cosigner)) {
        await new Promise<void>((resolve) => void wake.push(resolve))
        continue
      }
      try {
        const answer = await ask(line, log, head, size, old)
        if (answer.is === 'conflict') {
          const stuck = answer.size === old
          old = answer.size
          if (old > size) onEvent?.({ is: 'ahead', cosigner: cosigner.name, size: old })
          if (stuck || old > size)
            throw new LineDown(`it has cosigned ${old} entries, and does not take our ${size}`)
          continue
        }
        await accept(cosigner, answer.note)
        old = size
        if (given(cosigner) || !sameText(log.head(), head)) {
          troubles.delete(cosigner.name)
          failures = 0
          onEvent?.({ is: 'cosigned', cosigner: cosigner.name, size })
        } else throw new LineDown('its answer carries no cosignature of its key that fits')
      } catch (error) {
        if (!(error instanceof Error)) throw error
        if (ended.signal.aborted) return
        failures += 1
        if (!troubles.has(cosigner.name)) {
          onEvent?.({ is: 'absent', cosigner: cosigner.name, because: error.message })
        }
        troubles.set(cosigner.name, error.message)
        await sleep(backOffMs * 2 ** Math.min(failures - 1, 6), undefined, { signal: ended.signal }).catch(
          () => {},
        )
      }
    }
  }
  const attending = new Map<string, Promise<void>>()
  const attendAll = (): void => {
    for (const cosigner of lines.policy().cosigners) {
      const { key, url } = cosigner
      const who = `${formatVerifierKey(key)} ${url ?? ''}`
      if (url === undefined || attending.has(who)) continue
      const ends = attend(cosigner, connect(url, ended.signal)).finally(() => attending.delete(who))
      attending.set(who, ends)
    }
  }
  attendAll()

  return {
    head: () => lines.withLines(log.head()),
    policy: () => lines.policy(),
    states: () => lines.states().map((state) => ({ ...state, trouble: troubles.get(state.cosigner.name) })),
    trusted: () => lines.trusted(),
    async offered(note) {
      const checked = checkHead(note, log.logKey, verifyWithNode)
      if (!checked.holds) {
        if (checked.why === 'head-malformed') throw problems.treeHeadMalformed({ because: checked.because })
        throw problems.signatureInvalid({
          signer: log.logKey.name,
          fix: 'send the head as the log signed it',
        })
      }
      const parsed = parseNote(note)
      const known = lines
        .policy()
        .cosigners.find(({ key }) =>
          parsed.signatures.some((line) => line.name === key.name && line.keyId === key.keyId),
        )
      if (known === undefined) {
        const signer = parsed.signatures.at(-1)?.name ?? 'nobody'
        throw problems.signerUnknown({ signer, fix: 'the policy of this log names its cosigners' })
      }
      const before = given(known)
      await accept(known, note)
      if (given(known)) {
        troubles.delete(known.name)
        if (!before) onEvent?.({ is: 'cosigned', cosigner: known.name, size: checked.head.size })
        for (const call of wake.splice(0)) call()
      }
    },
    async [Symbol.asyncDispose]() {
      off()
      ended.abort()
      await Promise.all(attending.values())
      await kept.settled()
    },
  }
}

type Answer =
  | { readonly is: 'cosigned'; readonly note: Uint8Array }
  | { readonly is: 'conflict'; readonly size: number }

/** One request of C2SP tlog-witness. @throws LineDown where it is not answered, or refused */
async function ask(
  line: Line,
  log: CosignableLog,
  head: Uint8Array,
  size: number,
  old: number,
): Promise<Answer> {
  const path = await consistencyProof(old, size, ownHashes(log, size))
  const body = formatCosignRequest({ oldSize: old, path, head })
  const response = await line.post('add-checkpoint', 'text/plain', body)
  const answer = new Uint8Array(await response.arrayBuffer())
  if (response.status === 409) {
    const isSize = response.headers.get('content-type') === SIZE_MEDIA_TYPE
    const theirs = isSize ? decimal(new TextDecoder().decode(answer).trim()) : NaN
    if (Number.isNaN(theirs))
      throw new LineDown(`it will not cosign this head: ${new TextDecoder().decode(answer).slice(0, 200)}`)
    return { is: 'conflict', size: theirs }
  }
  if (!response.ok)
    throw new LineDown(`it answered ${response.status}: ${new TextDecoder().decode(answer).slice(0, 200)}`)
  const { text, signatures } = parseNote(head)
  // Names that are not the policy's are left out by whoever verifies; here the lines are only put beside each other.
  const added = readSignatureLines(text, answer).signatures
  return { is: 'cosigned', note: formatNote({ text, signatures: [...signatures, ...added].slice(0, 100) }) }
}

function sameCosigner(one: VerifierKey, other: VerifierKey): boolean {
  return formatVerifierKey(one) === formatVerifierKey(other)
}

function sameText(one: Uint8Array, other: Uint8Array): boolean {
  return parseNote(one).text === parseNote(other).text
}
