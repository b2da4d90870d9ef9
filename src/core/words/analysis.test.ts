import { expect, test } from 'vitest'
import { analysisWords } from './analysis.ts'

test('what is to count beside one verifier is named by whoever follows it: it may be any role but that one', () => {
  for (const words of Object.values(analysisWords)) {
    expect(words['fix.another-verifier']).toContain('or verified by')
    expect(words['fix.another-verifier']).not.toMatch(/\b(?:role|actor) \w/)
  }
})
