import type { Signer } from '../../core/bytes/ed25519.ts'
import { formatVerifierKey, verifierKey } from '../../core/log/verifier-key.ts'
import { actorId, type Named } from '../../core/statement/fields.ts'
import { signStatement } from '../../core/statement/sign.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import { openLedger, type Ledger, type LedgerOptions } from './ledger.ts'

export type Opening = {
  readonly title: Named
  /** The log says of itself that it is a demonstration. */
  readonly demonstration: boolean
  /** Who must all sign what changes the rules of the log, by their actor ids; none where it is left out. */
  readonly coChairs?: readonly string[] | undefined
}

/** The first statement of a log: it names the operator and carries, and is signed with, the operator's key. */
export function logOpenedNote(log: string, operator: Signer, opening: Opening, at: Instant): Uint8Array {
  const by = actorId.parse(operator.name)
  return signStatement(
    {
      jig: 1,
      kind: 'log-opened',
      log,
      by: [by],
      saidAt: formatInstant(at),
      title: opening.title,
      operator: by,
      key: formatVerifierKey(verifierKey(operator.name, operator.publicKey, 'ed25519')),
      demonstration: opening.demonstration,
      ...(opening.coChairs === undefined ? {} : { coChairs: [...opening.coChairs] }),
    },
    [operator],
  )
}

/**
 * Opens a log in an empty store, with `log-opened` as its entry 0. In a store that already holds this log it opens that.
 * @throws Problem as `openLedger` does
 */
export async function openNewLog(options: LedgerOptions, opening: Opening): Promise<Ledger> {
  const ledger = await openLedger(options)
  if (ledger.size() === 0) {
    await ledger.submit(logOpenedNote(options.log, options.keys.operator, opening, options.clock()))
  }
  return ledger
}
