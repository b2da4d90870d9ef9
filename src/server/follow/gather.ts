import type { LogIndex } from '../../core/log/log-index.ts'
import { equalBytes } from '../../core/bytes/bytes.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import type { Policy } from '../../core/log/policy.ts'
import type { Receipt } from '../../core/log/receipt.ts'
import { problems } from '../../core/problem.ts'
import type { Clock } from '../ledger/ports.ts'
import { openCollector, type CollectorOptions, type CosignableLog, type CosignEvent } from './collector.ts'
import { showCosigners, type Company } from './company.ts'
import { openFindings } from './findings.ts'
import type { NodeFiles } from './node-files.ts'
import type { VerdictRecord } from '../../core/log/finding.ts'

/** As much of a log's own ledger as is served with cosignatures on its heads. */
type OwnLedger = CosignableLog & {
  readonly origin: string
  size(): number
  receipt(index: LogIndex): Promise<Receipt>
}

export type GatherOptions<L extends OwnLedger> = {
  readonly ledger: L
  readonly policy: Policy
  readonly files: NodeFiles
  readonly clock: Clock
  readonly name?: string | undefined
  readonly onEvent?: ((event: CosignEvent) => void) | undefined
  readonly onFinding?: ((record: VerdictRecord) => void) | undefined
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
  const { ledger, policy, files, clock, name } = options
  const findings = await openFindings({
    files,
    clock,
    logKey: ledger.logKey,
    seenBy: name ?? ledger.origin,
    onFinding: options.onFinding,
  })
  const collector = openCollector({
    log: ledger,
    policy,
    onEvent: options.onEvent,
    onFinding: (cosigner, finding) => findings.keep(cosigner.name, finding),
    ...(options.connect === undefined ? {} : { connect: options.connect }),
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
        ...showCosigners(policy, collector.states(), size(), undefined),
        follows: null,
        outbox: null,
        verdicts: findings.all().length,
      }),
      cosign: () => Promise.reject(problems.notFound({ what: 'cosigner' })),
      offered: (head) => collector.offered(head),
    },
    [Symbol.asyncDispose]: () => collector[Symbol.asyncDispose](),
  }
}
