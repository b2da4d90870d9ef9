import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseInstant } from '../time/instant.ts'
import { instant } from './wire.ts'

test('an instant travels in its one written form, and comes back as the same instant', () => {
  const moment = parseInstant('2016-09-12T16:00:00Z')
  expect(z.encode(instant, moment)).toBe('2016-09-12T16:00:00Z')
  expect(z.decode(instant, '2016-09-12T16:00:00Z')).toBe(moment)
})
