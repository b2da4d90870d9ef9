import { expect, test } from 'vitest'
import { utf8 } from '../../core/bytes/utf8.ts'
import { actorId, agreementId } from '../../core/statement/fields.ts'
import { policyAt } from '../../core/statement/policies.ts'
import { nodeSigner } from '../keys/node-signer.ts'
import { refusalOf } from '../../../test/contracts/refusals.ts'
import {
  grants,
  keys,
  keyText,
  LOG,
  mfa,
  NOW,
  opening,
  registers,
  say,
  state,
  trial,
  type Said,
} from '../../../test/contracts/some-log.ts'
import { TRIAL_AGREEMENT } from '../../../test/contracts/trial-agreement.ts'
import { memoryStore } from '../store/memory-store.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { logOpenedNote } from './new-log.ts'

const { operator } = keys
const none: Said = { kind: 'policy-stated', policy: '# nobody is expected\nquorum none\n' }
const other: Said = { kind: 'policy-stated', policy: 'quorum none\n' }
const freshKey = nodeSigner('usa.state', new Uint8Array(32).fill(5))
const registersFresh: Said = {
  kind: 'key-registered',
  actor: actorId.parse('usa.state'),
  key: keyText(freshKey),
  demonstration: true,
}

async function ledgerWith(notes: readonly Uint8Array[]): Promise<Ledger> {
  const ledger = await openLedger(trial(memoryStore()))
  await ledger.submitAll(notes)
  return ledger
}

/** The trial log, opened in the name of two co-chairs. */
const chaired = (): readonly Uint8Array[] => [
  logOpenedNote(
    LOG,
    operator,
    { title: { en: 'A trial' }, demonstration: true, coChairs: ['usa.state', 'rus.mfa'] },
    NOW,
  ),
  ...opening().slice(1),
]

test('a policy takes a guarantor of each side: neither one side, nor the operator, nor a party alone states it', async () => {
  await using ledger = await ledgerWith(opening())
  for (const by of [[state], [mfa], [operator], [state, operator]]) {
    expect(await refusalOf(ledger, say(by, none))).toEqual(['co-chair-missing', 'by'])
  }
  expect(policyAt(ledger.registry(), ledger.size())).toBeUndefined()
  await ledger.submit(say([state, mfa], none))
  expect(policyAt(ledger.registry(), ledger.size())).toMatchObject({
    entry: 9,
    text: '# nobody is expected\nquorum none\n',
  })
})

test('a policy is in force for the heads that its entry lies under, until another is', async () => {
  await using ledger = await ledgerWith([...opening(), say([state, mfa], none), say([mfa, state], other)])
  const registry = ledger.registry()
  expect([9, 10, 11].map((size) => policyAt(registry, size)?.entry)).toEqual([undefined, 9, 10])
})

test('a log without guarantors has the policy of its operator', async () => {
  await using ledger = await ledgerWith(opening().slice(0, 5))
  await ledger.submit(say([operator], none))
  expect(policyAt(ledger.registry(), 6)).toMatchObject({ entry: 5 })
})

test('a policy that cannot be read is refused with its line', async () => {
  await using ledger = await ledgerWith(opening())
  const note = say([state, mfa], { kind: 'policy-stated', policy: '# who\nquorum nobody\n' })
  await expect(ledger.submit(note)).rejects.toMatchObject({
    code: 'policy-malformed',
    where: { path: 'policy', line: 2 },
  })
})

test('what both co-chairs must sign is refused without one of them: policies, agreements and their amendments', async () => {
  await using ledger = await ledgerWith(chaired())
  const about = {
    agreement: agreementId.parse('TRY'),
    package: await ledger.putBlob(utf8(TRIAL_AGREEMENT)),
  }
  const all: readonly Said[] = [
    none,
    { kind: 'agreement-adopted', ...about },
    { kind: 'agreement-amended', ...about, from: '2016-09-13T08:00:00Z' },
  ]
  for (const said of all) {
    expect(await refusalOf(ledger, say([state], said))).toEqual(['co-chair-missing', 'by'])
    expect(await refusalOf(ledger, say([mfa, operator], said))).toEqual(['co-chair-missing', 'by'])
  }
  await ledger.submitAll(all.map((said) => say([state, mfa], said)))
})

test('the operator cannot sign for a co-chair by giving it another key', async () => {
  await using ledger = await ledgerWith(chaired())
  expect(await refusalOf(ledger, say([operator], registersFresh))).toEqual(['co-chair-missing', 'by'])
  await ledger.submit(say([operator, state], registersFresh))
  await ledger.submit(say([freshKey, mfa], none))
})

test('a co-chair whose only key is lost gets another with the signatures of all others', async () => {
  await using ledger = await ledgerWith(chaired())
  const lost: Said = {
    kind: 'key-revoked',
    actor: actorId.parse('usa.state'),
    key: keyText(state),
    because: 'lost',
  }
  await ledger.submit(say([operator], lost))
  expect(await refusalOf(ledger, say([operator], registersFresh))).toEqual(['co-chair-missing', 'by'])
  await ledger.submit(say([operator, mfa], registersFresh))
})

test('no co-chair registers a key alone: a thief could leave successors behind', async () => {
  await using ledger = await ledgerWith(chaired())
  expect((await refusalOf(ledger, say([state], registersFresh)))[0]).toBe('role-wrong')
})

test('a co-chair named twice opens no log', async () => {
  await using ledger = await openLedger(trial(memoryStore()))
  const twice = { title: { en: 'x' }, demonstration: true, coChairs: ['usa.state', 'usa.state'] }
  await expect(ledger.submit(logOpenedNote(LOG, operator, twice, NOW))).rejects.toMatchObject({
    code: 'statement-malformed',
    where: { path: 'coChairs' },
  })
})

test('a co-chair that is no guarantor signs beside the others all the same', async () => {
  const third = nodeSigner('un.osg', new Uint8Array(32).fill(6))
  await using ledger = await ledgerWith([
    logOpenedNote(
      LOG,
      operator,
      { title: { en: 'x' }, demonstration: true, coChairs: ['usa.state', 'un.osg'] },
      NOW,
    ),
    grants(state, 'guarantor', 'USA'),
    registers(state),
    grants(third, 'monitor'),
    registers(third),
  ])
  expect(await refusalOf(ledger, say([state], none))).toEqual(['co-chair-missing', 'by'])
  await ledger.submit(say([state, third], none))
})
