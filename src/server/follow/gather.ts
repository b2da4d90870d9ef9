import type { LogIndex } from '../../core/log/log-index.ts'
import { equalBytes } from '../../core/bytes/bytes.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import type { Policy } from '../../core/log/policy.ts'
import type { Picture } from '../../core/picture/picture.ts'
import type { Receipt } from '../../core/log/receipt.ts'
import { problems } from '../../core/problem.ts'
import { policyAt } from '../../core/statement/policies.ts'
import type { Registry } from '../../core/statement/registry.ts'
import type { Clock } from '../ledger/ports.ts'
import { openCollector, type CollectorOptions, type CosignableLog, type CosignEvent } from './collector.ts'
import { showCosigners, type Company } from './company.ts'
import { compareClaim } from './compare-pictures.ts'
import { keptCosignatures } from './kept-cosignatures.ts'
import { openFindings, type FindingsBook } from './findings.ts'
import { lineTo, type Line } from './line.ts'
import type { NodeFiles } from './node-files.ts'
import type { VerdictRecord } from '../../core/log/finding.ts'

/** As much of a log's own ledger as is served with cosignatures on its heads. */
type OwnLedger = CosignableLog & {
  readonly origin: string
  registry(): Registry
  size(): number
  receipt(index: LogIndex): Promise<Receipt>
}

export type GatherOptions<L extends OwnLedger> = {
  readonly ledger: L
  /** Holds until the log itself states one. */
  readonly policy: Policy
  readonly files: NodeFiles
  readonly clock: Clock
  readonly name?: string | undefined
  /** What the log folds into. With it the claims of the cosigners' nodes about the picture are held against it. */
  readonly picture?: Picture | undefined
  readonly onEvent?: ((event: CosignEvent) => void) | undefined
  readonly onFinding?: ((record: VerdictRecord) => void) | undefined
  /** Told where this node's own disk fails. */
  readonly onTrouble?: ((error: unknown) => void) | undefined
} & Pick<CollectorOptions, 'connect' | 'backOffMs'>

/** A log's own node that gathers cosignatures. Its ledger is the same, with the lines gathered so far on every head. */
export interface Gathering<L> extends AsyncDisposable {
  readonly ledger: L
  readonly company: Company
}

/** Asks the cosigners of the policy in the background; the log goes on whether they answer or not. */
export async function gatherCosignatures<L extends OwnLedger>(
  options: GatherOptions<L>,
): Promise<Gathering<L>> {
  const { ledger, policy, files, clock, name, picture } = options
  const findings = await openFindings({
    files,
    clock,
    logKey: ledger.logKey,
    seenBy: name ?? ledger.origin,
    onFinding: options.onFinding,
  })
  const stated = (size: number) => policyAt(ledger.registry(), size)
  const judgedBy = (size: number): Policy => stated(size)?.policy ?? policy
  const { connect = (url: string, signal: AbortSignal) => lineTo(url, { signal, patienceMs: 10_000 }) } =
    options
  const ended = new AbortController()
  const claims = claimsOf(
    options,
    findings,
    () => judgedBy(ledger.size()),
    (url) => connect(url, ended.signal),
  )
  const collector = openCollector({
    log: ledger,
    policyAt: judgedBy,
    kept: await keptCosignatures(files, ledger.logKey, options.onTrouble ?? (() => {})),
    onEvent(event) {
      options.onEvent?.(event)
      if (event.is === 'cosigned') claims.ask(event.cosigner)
    },
    onFinding: (cosigner, finding) => findings.keep(cosigner.name, finding),
    connect,
    ...(options.backOffMs === undefined ? {} : { backOffMs: options.backOffMs }),
  })
  const size = (): number => ledger.size()
  return {
    ledger: {
      ...ledger,
      head: () => collector.head(),
      async receipt(index: LogIndex) {
        const receipt = await ledger.receipt(index)
        // Grown meanwhile: then the receipt keeps the head that its path leads to.
        return equalBytes(receipt.head, ledger.head()) ? { ...receipt, head: collector.head() } : receipt
      },
    },
    company: {
      verdicts: findings.all,
      nodes: () => ({
        name: name ?? null,
        role: 'log',
        origin: ledger.origin,
        size: size(),
        head: fromUtf8(collector.head()),
        trusted: collector.trusted(),
        ...showCosigners({
          policy: collector.policy(),
          policyEntry: stated(size())?.entry,
          rows: collector.states(),
          size: size(),
          own: undefined,
          picture,
        }),
        follows: null,
        picture: null,
        outbox: null,
        verdicts: findings.all().length,
      }),
      cosign: () => Promise.reject(problems.notFound({ what: 'cosigner' })),
      offered: (head) => collector.offered(head),
    },
    async [Symbol.asyncDispose]() {
      ended.abort()
      await collector[Symbol.asyncDispose]()
      await claims.settled()
    },
  }
}

/** Asks a cosigner what its node makes of the picture, each time that it has cosigned a head. Nothing waits for it. */
function claimsOf<L extends OwnLedger>(
  { picture, ledger, onTrouble = () => {} }: GatherOptions<L>,
  findings: FindingsBook,
  policy: () => Policy,
  connect: (url: string) => Line,
): { readonly ask: (cosigner: string) => void; readonly settled: () => Promise<unknown> } {
  const asking = new Map<string, Promise<void>>()
  return {
    ask(name) {
      const cosigner = policy().cosigners.find((one) => one.name === name)
      if (picture === undefined || cosigner?.url === undefined || asking.has(name)) return
      const asked = compareClaim({ picture, log: ledger, findings }, cosigner, connect(cosigner.url))
      asking.set(
        name,
        asked.then(() => undefined, onTrouble).finally(() => asking.delete(name)),
      )
    },
    settled: () => Promise.all(asking.values()),
  }
}
