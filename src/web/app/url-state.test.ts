import { expect, test } from 'vitest'
import { carry } from './url-state.ts'

test('a link keeps the language and both times, and nothing that belongs to one screen', () => {
  expect(carry('/log/7', '?lang=ar&at=2016-09-12T16:00:00Z&known=120&clause=SEP.1&status=disputed')).toBe(
    '/log/7?lang=ar&at=2016-09-12T16%3A00%3A00Z&known=120',
  )
})

test('what the link says itself goes before what is carried', () => {
  expect(carry('/agreements/SEP?known=5#clause-SEP.1', '?known=120')).toBe(
    '/agreements/SEP?known=5#clause-SEP.1',
  )
})
