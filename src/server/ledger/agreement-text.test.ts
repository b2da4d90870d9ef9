import { expect, test } from 'vitest'
import { TRIAL_AGREEMENT } from '../../../test/contracts/trial-agreement.ts'
import { sha256Hex } from '../../core/bytes/sha256.ts'
import { utf8 } from '../../core/bytes/utf8.ts'
import { statementSchema } from '../../core/statement/kinds.ts'
import { memoryStore } from '../store/memory-store.ts'
import { agreementOf, faultlessAgreementOf } from './agreement-text.ts'

/** A store that holds the text, and the statement that adopts it. */
async function adopting(text: string) {
  const store = memoryStore()
  await store.putBlob(utf8(text))
  const statement = statementSchema.parse({
    jig: 1,
    log: 'trial',
    kind: 'agreement-adopted',
    by: ['usa.state', 'rus.mfa'],
    saidAt: '2016-09-12T15:00:00Z',
    agreement: 'TRY',
    package: sha256Hex(utf8(text)),
  })
  return { store, statement }
}

const FAULTY = TRIAL_AGREEMENT.replace('if silent: unknown\n', '')

test('a text that stands in a log already is taken as far as it is sound: a later reader may be stricter', async () => {
  expect(FAULTY).not.toBe(TRIAL_AGREEMENT)
  const { store, statement } = await adopting(FAULTY)
  const agreement = await agreementOf(statement, store)
  expect(agreement?.id).toBe('TRY')
  expect(agreement?.document.filter(({ is }) => is === 'left-out')).toHaveLength(1)
})

test('a new one is taken into jig’s own log only without a fault', async () => {
  const { store, statement } = await adopting(FAULTY)
  await expect(faultlessAgreementOf(statement, store)).rejects.toMatchObject({ code: 'silence-missing' })
  const whole = await adopting(TRIAL_AGREEMENT)
  expect((await faultlessAgreementOf(whole.statement, whole.store))?.id).toBe('TRY')
})

test('a text of which nothing can be read is refused even where it stands in a log', async () => {
  const { store, statement } = await adopting('# A truce\n')
  await expect(agreementOf(statement, store)).rejects.toMatchObject({ code: 'agreement-malformed' })
})
