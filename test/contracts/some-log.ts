import { formatVerifierKey, verifierKey } from '../../src/core/log/verifier-key.ts'
import type { Signer } from '../../src/core/bytes/ed25519.ts'
import { actorId, partyId, type Role } from '../../src/core/statement/fields.ts'
import type { StatementText } from '../../src/core/statement/kinds.ts'
import { signStatement } from '../../src/core/statement/sign.ts'
import { parseInstant, type Instant } from '../../src/core/time/instant.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import type { LedgerOptions } from '../../src/server/ledger/ledger.ts'
import type { LogStore } from '../../src/server/ledger/ports.ts'
import { logOpenedNote } from '../../src/server/ledger/new-log.ts'
import { inlineSignatures } from '../../src/server/ledger/signatures.ts'

/** A small log to try things on: its names, its signers, and statements for it. */
export const LOG = 'trial-2016'
export const ORIGIN = 'jig.example/trial-2016'
export const NOW: Instant = parseInstant('2016-09-13T09:00:00Z')
export const keys = { log: demonstrationSigner(ORIGIN), operator: demonstrationSigner('secretariat') }
export const snhr = demonstrationSigner('snhr')
export const army = demonstrationSigner('syr.army')
export const state = demonstrationSigner('usa.state')
export const mfa = demonstrationSigner('rus.mfa')

/** A statement's body; the envelope is added. */
export type Said = StatementText extends infer S
  ? S extends StatementText
    ? Omit<S, 'jig' | 'log' | 'by' | 'saidAt'> & { readonly saidAt?: string }
    : never
  : never

/** Signs `said` in the name of the signers. */
export function say(signers: readonly Signer[], said: Said): Uint8Array {
  const by = signers.map((signer) => actorId.parse(signer.name))
  return signStatement({ saidAt: '2016-09-13T08:00:00Z', ...said, jig: 1, log: LOG, by }, signers)
}

export function keyText(signer: Signer): string {
  return formatVerifierKey(verifierKey(signer.name, signer.publicKey, 'ed25519'))
}

export function registers(signer: Signer): Uint8Array {
  return say([keys.operator], {
    kind: 'key-registered',
    actor: actorId.parse(signer.name),
    key: keyText(signer),
    demonstration: true,
  })
}

export function grants(signer: Signer, role: Role, actsFor?: string): Uint8Array {
  return say([keys.operator], {
    kind: 'role-granted',
    actor: actorId.parse(signer.name),
    name: { en: signer.name },
    role,
    ...(actsFor === undefined ? {} : { actsFor: partyId.parse(actsFor) }),
  })
}

/** The beginning that every trial log has: opened, with four who may speak. Nine entries. */
export function opening(): readonly Uint8Array[] {
  const founded = logOpenedNote(LOG, keys.operator, { title: { en: 'A trial' }, demonstration: true }, NOW)
  return [
    founded,
    ...[
      { signer: snhr, role: 'monitor' as const },
      { signer: army, role: 'party' as const, actsFor: 'SYR' },
      { signer: state, role: 'guarantor' as const, actsFor: 'USA' },
      { signer: mfa, role: 'guarantor' as const, actsFor: 'RUS' },
    ].flatMap(({ signer, role, actsFor }) => [grants(signer, role, actsFor), registers(signer)]),
  ]
}

/** The `n`-th report: all differ. */
export function report(n: number, by: Signer = snhr): Uint8Array {
  return say([by], {
    kind: 'incident-reported',
    act: 'shelling',
    when: { earliest: '2016-09-12T17:00:00Z', latest: '2016-09-12T18:00:00Z', precision: 'hour' },
    where: { name: `Village ${n}`, latE7: 361_000_000 + n, lonE7: 371_000_000, radius: 1000 },
    means: 'told',
  })
}

/** Options for `openLedger` on a store, with a clock that stands still. */
export function trial(store: LogStore, more: Partial<LedgerOptions> = {}): LedgerOptions {
  return {
    store,
    keys,
    clock: () => NOW,
    log: LOG,
    fold: { add() {} },
    stamp: () => 'by-hand',
    signatures: inlineSignatures(),
    ...more,
  }
}
