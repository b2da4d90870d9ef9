import { describe, expect, test } from 'vitest'
import { actorId, partyId } from '../statement/fields.ts'
import { asking } from './record.test-support.ts'
import { partiesOf, sideOf, speaksForMoreThanOneSide, voicesOf } from './voices.ts'

const by = (...actors: readonly string[]) => actors.map((one) => actorId.parse(one))
const here = asking(0)

describe('on whose behalf something is said', () => {
  test('a guarantor stands on the side of those it answers for', () => {
    expect(['SYR', 'RUS', 'OPP', 'USA'].map((id) => sideOf(partyId.parse(id), here))).toEqual([
      'A',
      'A',
      'B',
      'B',
    ])
  })

  test('a party that no agreement puts on a side stands for itself, and two such are not one voice', () => {
    expect(sideOf(partyId.parse('KURD'), here)).toBe('KURD')
    expect(sideOf(partyId.parse('ISIL'), here)).toBe('ISIL')
    const alone = asking(0, [])
    expect(sideOf(partyId.parse('RUS'), alone)).not.toBe(sideOf(partyId.parse('USA'), alone))
  })

  test('whoever acts for no party speaks among the monitors, and a statement of several has several voices', () => {
    expect(voicesOf(by('sohr', 'snhr'), here)).toEqual(['monitors'])
    expect(voicesOf(by('rus.general-staff', 'usa.state', 'syr.army'), here)).toEqual(['A', 'B'])
    expect(partiesOf(by('rus.general-staff', 'sohr'), here)).toEqual(['RUS'])
  })

  test.each([
    { who: 'a monitor of no party', authors: by('un.coi'), more: true },
    { who: 'both sides jointly', authors: by('rus.general-staff', 'usa.state'), more: true },
    { who: 'one side alone', authors: by('usa.centcom'), more: false },
    { who: 'a party and its guarantor', authors: by('syr.army', 'rus.general-staff'), more: false },
    { who: 'a monitor together with one side', authors: by('un.coi', 'usa.state'), more: false },
    { who: 'a source of no party that is no monitor', authors: by('sohr'), more: false },
  ])('a finding by $who speaks for more than one side: $more', ({ authors, more }) => {
    expect(speaksForMoreThanOneSide(authors, here)).toBe(more)
  })
})
