import { expect, test } from 'vitest'
import { utf8 } from '../../core/bytes/utf8.ts'
import { parseStatement } from '../../core/statement/parse.ts'
import { army, opening, report, say } from '../../../test/contracts/some-log.ts'
import { logIndex } from '../../core/statement/fields.ts'
import { rereadStatement } from './reread.ts'

test('what the strict reader accepted reads the same again', () => {
  const reply = say([army], {
    kind: 'reply-made',
    to: logIndex.parse(1),
    stance: 'denies',
    words: { lang: 'ar', text: 'لا: “\n\n” و\\u0000 ليس سطراً' },
  })
  for (const note of [...opening(), report(1), reply]) {
    expect(rereadStatement(note)).toEqual(parseStatement(note).statement)
  }
})

test('what is no statement is refused by name', () => {
  for (const text of ['', '\n\n', '{}\n\n— x y\n', '{"jig":1\n\n— x y\n']) {
    expect(() => rereadStatement(utf8(text))).toThrow(
      expect.objectContaining({ code: 'statement-malformed' }),
    )
  }
  expect(() => rereadStatement(Uint8Array.of(0xff))).toThrow(
    expect.objectContaining({ code: 'statement-malformed' }),
  )
})
