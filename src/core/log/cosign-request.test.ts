import { describe, expect, test } from 'vitest'
import { toBase64 } from '../bytes/base64.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { isProblem } from '../problem.ts'
import {
  formatCosignRequest,
  formatSignatureLines,
  parseCosignRequest,
  readSignatureLines,
} from './cosign-request.ts'
import { parseNote } from './signed-note.ts'

// The example of C2SP tlog-witness, “add-checkpoint”.
const EXAMPLE = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`

function refusalOf(body: string): string {
  try {
    parseCosignRequest(utf8(body))
    return 'accepted'
  } catch (error) {
    if (!isProblem(error)) throw error
    return error.code
  }
}

describe('a request to cosign', () => {
  test('the example of C2SP tlog-witness is read, and written back byte for byte', () => {
    const request = parseCosignRequest(utf8(EXAMPLE))
    expect(request.oldSize).toBe(20_852_014)
    expect(request.path.map(toBase64)[3]).toBe('/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=')
    expect(parseNote(request.head).signatures).toHaveLength(2)
    expect(fromUtf8(formatCosignRequest(request))).toBe(EXAMPLE)
  })

  test('without a proof the empty line follows at once', () => {
    const [, head = ''] = EXAMPLE.split(/\n\n(.*)/s)
    const body = `old 0\n\n${head}`
    expect(fromUtf8(formatCosignRequest(parseCosignRequest(utf8(body))))).toBe(body)
  })

  test.each([
    ['has no empty line', 'old 0\n'],
    ['does not begin with old', 'size 0\n\nx\n'],
    ['writes its size with a leading zero', 'old 01\n\nx\n'],
    ['holds a hash of another length', 'old 1\nAAAA\n\nx\n'],
    ['holds what is not base64', 'old 1\n*\n\nx\n'],
    ['has more hashes than any proof', `old 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\nx\n`],
  ])('that %s is refused', (_, body) => {
    expect(refusalOf(body)).toBe('proof-malformed')
  })

  test('63 hashes are taken: the most that a client may send', () => {
    expect(refusalOf(`old 1\n${`${'A'.repeat(43)}=\n`.repeat(63)}\nx\n`)).toBe('accepted')
  })

  test('the answer is signature lines, and is read back beside the text', () => {
    const note = parseNote(parseCosignRequest(utf8(EXAMPLE)).head)
    const lines = formatSignatureLines(note.text, note.signatures)
    expect(fromUtf8(lines).startsWith('— example.com/behind-the-sofa Az3g')).toBe(true)
    expect(readSignatureLines(note.text, lines)).toEqual(note)
  })
})
