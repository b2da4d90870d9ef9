import { signStatement } from '../../src/core/statement/sign.ts'
import type { StatementText } from '../../src/core/statement/kinds.ts'
import { nodeSigner, demonstrationSigner } from '../../src/server/keys/node-signer.ts'

/** A report by SNHR that a test may bend; each has other words, so that none is a duplicate. */
export function report(change: object = {}): StatementText {
  return {
    jig: 1,
    kind: 'incident-reported',
    log: 'syria-2016',
    by: ['snhr'],
    saidAt: '2016-09-14T10:00:00Z',
    act: 'shelling',
    when: { earliest: '2016-09-14T08:00:00Z', latest: '2016-09-14T09:00:00Z', precision: 'hour' },
    where: { name: 'Talbiseh', governorate: 'Homs' },
    means: 'told',
    ...change,
  }
}

/** Signed by its authors with the demonstration's published keys. */
export function signed(value: StatementText): Uint8Array {
  return signStatement(value, value.by.map(demonstrationSigner))
}

/** Signed in the author's name with a key that the log does not know. */
export function signedByStranger(value: StatementText): Uint8Array {
  return signStatement(
    value,
    value.by.map((name) => nodeSigner(name, new Uint8Array(32).fill(7))),
  )
}

/** The text as it is, signed or not: what a careless or hostile program might send. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The same note with one character of its text changed, so that the signature no longer fits. */
export function altered(note: Uint8Array, from: string, to: string): Uint8Array {
  return bytesOf(new TextDecoder().decode(note).replace(from, to))
}
