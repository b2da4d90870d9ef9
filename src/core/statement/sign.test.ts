import { expect, test } from 'vitest'
import { signerFromSeed } from '../bytes/ed25519.ts'
import { parseNote } from '../log/signed-note.ts'
import type { StatementText } from './kinds.ts'
import { parseStatement } from './parse.ts'
import { addSignatures, signStatement } from './sign.ts'
import { statementLine } from './write.ts'

const state = signerFromSeed('usa.state', new Uint8Array(32).fill(1))
const mfa = signerFromSeed('rus.mfa', new Uint8Array(32).fill(2))
const policy: StatementText = {
  jig: 1,
  log: 'syria-2016',
  kind: 'policy-stated',
  by: ['usa.state', 'rus.mfa'],
  saidAt: '2016-09-12T16:00:00Z',
  policy: 'quorum none\n',
}
const line = statementLine(policy)

test('two who sign in two places, in either order, make the very bytes of two who sign together', () => {
  for (const [first, second] of [
    [state, mfa],
    [mfa, state],
  ] as const) {
    const half = addSignatures(line, [], [first])
    expect(half.missing).toEqual([second.name])
    expect(() => parseStatement(half.note)).toThrow(expect.objectContaining({ code: 'signers-differ' }))
    const { text, signatures } = parseNote(half.note)
    const whole = addSignatures(text, signatures, [second])
    expect(whole).toEqual({ note: signStatement(policy, [state, mfa]), missing: [] })
  }
})

test.each([
  ['whom the statement does not name', [signerFromSeed('syr.army', new Uint8Array(32).fill(3))]],
  ['who signs twice', [state, state]],
])('a signer %s is refused', (_, signers) => {
  expect(() => addSignatures(line, [], signers)).toThrow(expect.objectContaining({ code: 'signers-differ' }))
})
