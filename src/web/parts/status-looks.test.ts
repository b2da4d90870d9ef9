import { expect, test } from 'vitest'
import { INCIDENT_LOOKS, STATUS_LOOKS } from './status-looks.ts'

test.each([
  ['standing of a clause', STATUS_LOOKS],
  ['status of an incident', INCIDENT_LOOKS],
])('every %s has a shape of its own: colour alone never tells two apart', (_, looks) => {
  const shapes = Object.values(looks).map(({ shape }) => shape)
  expect(new Set(shapes).size).toBe(shapes.length)
})
