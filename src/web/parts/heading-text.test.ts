import { expect, test } from 'vitest'
import { referencesIn } from './heading-text.tsx'

test('references in a heading are set apart, so that they keep their order in Arabic', () => {
  expect(referencesIn('3(f) إلى 3(i) المسافة')).toEqual([
    { text: '3(f)', reference: true },
    { text: ' إلى ', reference: false },
    { text: '3(i)', reference: true },
    { text: ' المسافة', reference: false },
  ])
  expect(referencesIn('Places')).toEqual([{ text: 'Places', reference: false }])
})
