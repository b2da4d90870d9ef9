import { expect, test } from 'vitest'
import { signerFromSeed } from '../bytes/ed25519.ts'
import { isLogIndex, type LogIndex } from '../log/log-index.ts'
import { formatVerifierKey, verifierKey } from '../log/verifier-key.ts'
import { isProblem } from '../problem.ts'
import type { ActorId, Role } from './fields.ts'
import { actorId, partyId, ROLES } from './fields.ts'
import { statementSchema, type Statement, type StatementKind } from './kinds.ts'
import { checkOwnership, checkPermission, PERMISSIONS } from './permissions.ts'
import {
  actorsOf,
  emptyRegistry,
  findKey,
  keyOf,
  partiesOf,
  rolesOf,
  withRegistration,
  type Registry,
} from './registry.ts'

const envelope = { jig: 1, log: 'syria-2016', saidAt: '2016-09-12T16:00:00Z' }
const read = (value: object): Statement => statementSchema.parse({ ...envelope, ...value })
const signer = signerFromSeed('jig.operator', new Uint8Array(32).fill(1))
const key = verifierKey(signer.name, signer.publicKey, 'ed25519')
const keyText = formatVerifierKey(key)

function at(index: number): LogIndex {
  if (isLogIndex(index)) return index
  throw new Error(`${index} is no place in a log`)
}

const opened = read({
  kind: 'log-opened',
  by: ['jig.operator'],
  title: { en: 'x' },
  operator: 'jig.operator',
  key: keyText,
  demonstration: true,
})
const grant = (actor: string, role: Role, actsFor?: string) =>
  read({
    kind: 'role-granted',
    by: ['jig.operator'],
    actor,
    name: { en: actor },
    role,
    ...(actsFor === undefined ? {} : { actsFor }),
  })

const registryOf = (...statements: readonly Statement[]): Registry =>
  statements.reduce((registry, statement, i) => withRegistration(registry, at(i), statement), emptyRegistry)

const codeOf = (run: () => void): string => {
  try {
    run()
    return 'allowed'
  } catch (error) {
    if (isProblem(error)) return error.code
    throw error
  }
}

test('every kind may be made by some role, and every role may say something', () => {
  const kinds = statementSchema.options.map((option) => option.shape.kind.value)
  expect(Object.keys(PERMISSIONS).toSorted()).toEqual([...kinds].toSorted())
  for (const kind of kinds) expect(PERMISSIONS[kind].length).toBeGreaterThan(0)
  for (const role of ROLES)
    expect(Object.values(PERMISSIONS).some((roles) => roles.includes(role))).toBe(true)
})

const allowed = (kind: StatementKind) => [...PERMISSIONS[kind]].toSorted()

test('powers stay with parties and guarantors, findings with monitors and guarantors, the log with its operator', () => {
  expect(allowed('power-exercised')).toEqual(['guarantor', 'party'])
  expect(allowed('finding-made')).toEqual(['guarantor', 'monitor'])
  for (const kind of ['role-granted', 'key-registered', 'key-revoked', 'clock-read', 'log-opened'] as const) {
    expect(allowed(kind)).toEqual(['operator'])
  }
  expect(allowed('incident-reported')).toEqual([...ROLES].toSorted())
  expect(allowed('reply-made')).toEqual([...ROLES].toSorted())
})

const extend = (by: readonly string[]) =>
  read({
    kind: 'power-exercised',
    by,
    agreement: 'SEP',
    power: 'X',
    act: 'extend',
    from: '2016-09-14T16:00:00Z',
  })

test('every author of a joint statement must hold a role for it', () => {
  const registry = registryOf(opened, grant('usa.state', 'guarantor'), grant('snhr', 'monitor'))
  expect(codeOf(() => checkPermission(registry, extend(['usa.state'])))).toBe('allowed')
  expect(codeOf(() => checkPermission(registry, extend(['usa.state', 'snhr'])))).toBe('role-wrong')
  expect(codeOf(() => checkPermission(registry, extend(['nobody'])))).toBe('role-wrong')
})

const withdraw = (by: readonly string[]) => read({ kind: 'statement-withdrawn', by, entry: 3, because: 'x' })

test('a statement is taken back by all of its authors together, and by nobody else', () => {
  const [usa, rus] = [actorId.parse('usa.state'), actorId.parse('rus.mfa')]
  const authors = (entry: LogIndex): readonly ActorId[] | undefined => (entry === 3 ? [usa, rus] : undefined)
  expect(codeOf(() => checkOwnership(withdraw([usa, rus]), authors))).toBe('allowed')
  expect(codeOf(() => checkOwnership(withdraw([rus, usa]), authors))).toBe('allowed')
  expect(codeOf(() => checkOwnership(withdraw([usa]), authors))).toBe('not-the-author')
  expect(codeOf(() => checkOwnership(withdraw([usa, rus, 'snhr']), authors))).toBe('not-the-author')
  expect(codeOf(() => checkOwnership(withdraw([usa, rus]), () => undefined))).toBe('reference-missing')
  expect(codeOf(() => checkOwnership(opened, () => undefined))).toBe('allowed')
})

test('the registry knows roles, parties and names, and folding leaves the older registry as it was', () => {
  const before = registryOf(opened)
  const after = registryOf(
    opened,
    grant('syr.army', 'party', 'SYR'),
    grant('rus.mfa', 'guarantor'),
    grant('rus.mfa', 'party', 'RUS'),
  )
  const [army, rus] = [actorId.parse('syr.army'), actorId.parse('rus.mfa')]
  expect(rolesOf(before, army)).toEqual([])
  expect(rolesOf(after, rus)).toEqual(['guarantor', 'party'])
  expect(partiesOf(after, rus)).toEqual(['RUS'])
  expect(actorsOf(after, partyId.parse('SYR'))).toEqual([army])
  expect(after.actors.get(army)?.name).toEqual({ en: 'syr.army' })
  expect(after).toMatchObject({ log: 'syria-2016', operator: 'jig.operator', demonstration: true })
})

test('the first entry founds the log with the key that it is signed with; no later one does', () => {
  const founded = registryOf(opened)
  expect(keyOf(founded, 'jig.operator', key.keyId, at(0))).toEqual(key)
  expect(keyOf(founded, 'jig.operator', key.keyId + 1, at(0))).toBeUndefined()
  expect(keyOf(founded, 'snhr', key.keyId, at(0))).toBeUndefined()
  expect(codeOf(() => withRegistration(founded, at(1), opened))).toBe('statement-malformed')
  expect(codeOf(() => withRegistration(emptyRegistry, at(1), opened))).toBe('statement-malformed')
  expect(codeOf(() => withRegistration(emptyRegistry, at(0), grant('snhr', 'monitor')))).toBe(
    'log-not-opened',
  )
})

test('a key counts from its registration to its revocation, both included', () => {
  const other = verifierKey('snhr', signerFromSeed('snhr', new Uint8Array(32).fill(2)).publicKey, 'ed25519')
  const about = { by: ['jig.operator'], actor: 'snhr', key: formatVerifierKey(other) }
  const register = read({ kind: 'key-registered', demonstration: true, ...about })
  const revoke = read({ kind: 'key-revoked', because: 'lost', ...about })
  const registry = registryOf(opened, register, revoke)
  const stateAt = (index: number) => findKey(registry, 'snhr', other.keyId, at(index)).is
  expect([0, 1, 2, 3].map(stateAt)).toEqual(['unknown', 'valid', 'valid', 'revoked'])
  expect(codeOf(() => withRegistration(registry, at(3), revoke))).toBe('reference-missing')
  expect(codeOf(() => withRegistration(registry, at(3), register))).toBe('statement-malformed')
  const foreign = read({
    kind: 'key-registered',
    by: ['jig.operator'],
    actor: 'sohr',
    key: formatVerifierKey(other),
    demonstration: true,
  })
  expect(codeOf(() => withRegistration(registry, at(3), foreign))).toBe('key-malformed')
})
