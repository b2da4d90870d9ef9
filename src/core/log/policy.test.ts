import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signerFromSeed, verifyEd25519, type Signer } from '../bytes/ed25519.ts'
import { utf8 } from '../bytes/utf8.ts'
import { isProblem } from '../problem.ts'
import { parseInstant } from '../time/instant.ts'
import { cosignTreeHead } from './cosignature.ts'
import { emptyRoot } from './merkle.ts'
import { isTrusted, quorumMet, type Policy } from './policy.ts'
import { signTreeHead } from './tree-head.ts'
import { parseTlogPolicy } from './tlog-policy-2026-11.ts'
import { formatVerifierKey, verifierKey } from './verifier-key.ts'

const signer = (name: string, n: number): Signer => signerFromSeed(name, new Uint8Array(32).fill(n))
const log = signer('jig.example/policy', 1)
const [north, south, east] = [
  signer('north.example', 2),
  signer('south.example', 3),
  signer('east.example', 4),
]
const logKey = formatVerifierKey(verifierKey(log.name, log.publicKey, 'ed25519'))
const key = (of: Signer): string => formatVerifierKey(verifierKey(of.name, of.publicKey, 'cosignature'))

const text = `# three who are expected, two of them enough
log ${logKey} https://shared.example

witness north ${key(north)} https://north.example
\twitness  south\t${key(south)}
witness east ${key(east)}
group headquarters any north south
group enough all headquarters east
quorum enough
`

const head = signTreeHead({ origin: log.name, size: 0, root: emptyRoot }, log)
const AT = parseInstant('2016-09-12T16:00:00Z')
const cosigned = (...by: readonly Signer[]) => by.reduce((note, each) => cosignTreeHead(note, each, AT), head)

function refusal(policy: string): { readonly code: string; readonly line: number | undefined } | undefined {
  try {
    parseTlogPolicy(utf8(policy))
    return undefined
  } catch (error) {
    if (!isProblem(error)) throw error
    return { code: error.code, line: error.where?.line }
  }
}

describe('a policy file', () => {
  test('is read with its logs, cosigners, groups and quorum', () => {
    const policy = parseTlogPolicy(utf8(text))
    expect(policy.logs.map((each) => [each.key.name, each.url])).toEqual([
      ['jig.example/policy', 'https://shared.example'],
    ])
    expect(policy.cosigners.map((each) => [each.name, each.key.name, each.url])).toEqual([
      ['north', 'north.example', 'https://north.example'],
      ['south', 'south.example', undefined],
      ['east', 'east.example', undefined],
    ])
    expect(policy.groups).toEqual([
      { name: 'headquarters', needed: 1, members: ['north', 'south'] },
      { name: 'enough', needed: 2, members: ['headquarters', 'east'] },
    ])
    expect(policy.quorum).toBe('enough')
  })

  test.each([
    ['says no quorum', `log ${logKey}\n`, 2],
    ['says the quorum twice', 'quorum none\nquorum none\n', 2],
    ['begins a line with another word', 'cosigner north\nquorum none\n', 1],
    ['names a member that no line above defines', 'group all all north\nquorum all\n', 1],
    ['names a quorum before it is defined', `quorum north\nwitness north ${key(north)}\n`, 1],
    ['gives one name to two', `witness north ${key(north)}\nwitness north ${key(south)}\nquorum none\n`, 2],
    ['calls a cosigner none', `witness none ${key(north)}\nquorum none\n`, 1],
    [
      'names one key twice, which would count twice',
      `witness a ${key(north)}\nwitness b ${formatVerifierKey(verifierKey('other', north.publicKey, 'cosignature'))}\nquorum none\n`,
      2,
    ],
    [
      'lets one cosigner into two groups',
      `witness n ${key(north)}\ngroup a any n\ngroup b any n\nquorum none\n`,
      3,
    ],
    ['asks for more members than there are', `witness n ${key(north)}\ngroup a 2 n\nquorum a\n`, 2],
    ['asks for none of the members', `witness n ${key(north)}\ngroup a 0 n\nquorum a\n`, 2],
    ['writes a number with a leading zero', `witness n ${key(north)}\ngroup a 01 n\nquorum a\n`, 2],
    ['gives a cosigner a key that signs texts', `witness n ${logKey}\nquorum none\n`, 1],
    ['gives a log a cosigner’s key', `log ${key(north)}\nquorum none\n`, 1],
    ['gives an address that is none', `log ${logKey} shared.example\nquorum none\n`, 1],
    ['holds a control character', `quorum none\r\n`, 1],
  ])('that %s is refused, with the line', (_, policy, line) => {
    expect(refusal(policy)).toEqual({ code: 'policy-malformed', line })
  })

  test('no text crashes the reader', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'log',
            'witness',
            'group',
            'quorum',
            'n',
            'all',
            '1',
            ' ',
            '\n',
            key(north),
            'none',
            'é',
            '#',
          ),
        ),
        (parts) => {
          const found = refusal(parts.join(' '))
          expect(found === undefined || found.code === 'policy-malformed').toBe(true)
        },
      ),
    )
  })
})

describe('a head under a policy', () => {
  const policy = parseTlogPolicy(utf8(text))

  test.each([
    [[], false],
    [[north], false],
    [[north, south], false],
    [[east], false],
    [[south, east], true],
    [[north, south, east], true],
  ] as const)('cosigned by %# is trusted exactly where the quorum is met', (by, trusted) => {
    const trust = isTrusted(cosigned(...by), policy, verifyEd25519)
    expect(trust.trusted).toBe(trusted)
    expect(trust.cosigners.filter(({ says }) => says.is === 'given')).toHaveLength(by.length)
    expect(trust.cosigners.filter(({ says }) => says.is === 'absent')).toHaveLength(3 - by.length)
  })

  test('a cosigner that withholds its line never makes a trusted head untrusted for those who have enough', () => {
    fc.assert(
      fc.property(
        fc.subarray(['north', 'south', 'east']),
        fc.constantFrom('north', 'south', 'east'),
        (given, more) => {
          expect(!quorumMet(policy, given) || quorumMet(policy, [...given, more])).toBe(true)
        },
      ),
    )
  })

  test('where none is asked for, every head is trusted', () => {
    const none: Policy = { ...policy, quorum: 'none' }
    expect(isTrusted(head, none, verifyEd25519).trusted).toBe(true)
  })
})
