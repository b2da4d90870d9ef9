import { expect, test } from 'vitest'
import { changesBy } from '../../src/core/picture/changes.ts'
import { boardOf } from '../../src/core/standing/board.ts'
import type { Statement } from '../../src/core/statement/kinds.ts'
import { isLogIndex, type LogIndex } from '../../src/core/log/log-index.ts'
import { readingsOf } from '../../src/core/evidence/readings.ts'
import { lastClock, textsKnown } from '../../src/core/picture/picture.ts'
import { replay } from './replayed.ts'

const { picture } = replay()

/** The first entry of the demonstration that is like this. */
function entryWhere(fits: (statement: Statement) => boolean): LogIndex {
  for (let index = 0; index < picture.size; index += 1) {
    if (!isLogIndex(index)) continue
    const said = picture.record.said.get(index)
    if (said !== undefined && fits(said.statement)) return index
  }
  throw new Error('the demonstration has no such entry')
}

test('a party that accepts the terms moves its own clause, and no incident', () => {
  const changes = changesBy(
    picture,
    entryWhere((said) => said.kind === 'act-declared' && said.clause === 'COH.S3.a' && said.party === 'SYR'),
  )
  expect(changes.incidents).toEqual([])
  expect(changes.standings.map(({ clause, party }) => [clause, party])).toContainEqual(['COH.S3.a', 'SYR'])
  const moved = changes.standings.find(({ party }) => party === 'SYR')
  expect(moved?.after.status).toBe('fulfilled')
  // The other side's word is not changed by it.
  expect(moved?.readings.map(({ id }) => id)).not.toContain('word-of-OPP')
})

test('a text that comes into the record is named, and its clauses are not listed as moved', () => {
  const changes = changesBy(
    picture,
    entryWhere((said) => said.kind === 'agreement-adopted' && said.agreement === 'SEP'),
  )
  expect(changes.texts).toEqual(['SEP'])
  expect(changes.standings).toEqual([])
})

test('linking a report to an incident takes it out of the incident that it was by itself', () => {
  const link = entryWhere((said) => said.kind === 'reports-linked' && said.incident === 'INC-deir-ez-zor')
  const { incidents } = changesBy(picture, link)
  const whole = incidents.find(({ incident }) => incident === 'INC-deir-ez-zor')
  const alone = incidents.filter(({ incident }) => incident !== 'INC-deir-ez-zor')
  // A notice named the incident before any report did.
  expect(whole?.before?.reports).toBe(0)
  expect(whole?.after?.reports).toBe(alone.length)
  expect(alone.every(({ before, after }) => before?.reports === 1 && after === undefined)).toBe(true)
})

test('a finding of a body of no side is seen in the incident: from reported to confirmed', () => {
  const finding = entryWhere((said) => said.kind === 'finding-made' && said.incident === 'INC-urum-al-kubra')
  const [moved] = changesBy(picture, finding).incidents
  expect(moved?.before).toMatchObject({ status: 'reported', findings: 0 })
  expect(moved?.after).toMatchObject({ status: 'confirmed', findings: 1 })
})

test('a reading of the clock moves nothing: boards are compared at one moment of event time', () => {
  const clock = entryWhere((said) => said.kind === 'clock-read')
  const { texts, standings, incidents } = changesBy(picture, clock)
  expect([texts, standings, incidents]).toEqual([[], [], []])
})

test('what is listed for an entry is the whole difference of two boards', () => {
  for (let index = 45; index < picture.size; index += 307) {
    if (!isLogIndex(index)) continue
    const { at, standings } = changesBy(picture, index)
    if (at === undefined) continue
    const told = standings.flatMap(({ agreement, clause, party, readings }) =>
      readings.map(({ id }) => `${agreement} ${clause} ${party} ${id}`),
    )
    const differing = [...picture.agreements.keys()].flatMap((agreement) => {
      const text = textsKnown(picture, agreement, index).at(-1)?.agreement
      if (text === undefined) return []
      return readingsOf(text).flatMap((reading) => {
        const [before, after] = [index, index + 1].map(
          (known) => boardOf(picture.engine, { agreement, at, known, reading }).standings,
        )
        return (after ?? []).flatMap(({ clause, party, status, breaches }, i) => {
          const same =
            before?.[i]?.status === status && JSON.stringify(before[i].breaches) === JSON.stringify(breaches)
          return same ? [] : [`${agreement} ${clause} ${party} ${reading.id}`]
        })
      })
    })
    expect(told.toSorted()).toEqual(differing.toSorted())
  }
})

test('boards are compared no earlier than the moment that the entry speaks of, and than the log’s clock by then', () => {
  for (let index = 45; index < picture.size; index += 1) {
    const said = isLogIndex(index) ? picture.record.said.get(index)?.statement : undefined
    if (!isLogIndex(index) || said?.kind !== 'act-declared') continue
    const clock = lastClock(picture, index + 1)?.readAt ?? 0
    expect(changesBy(picture, index).at).toBe(Math.max(clock, said.when.latest))
  }
})

test('a word about a time that the log’s clock has not reached shows as of that time', () => {
  const lateClock = { ...picture, clockReadings: picture.clockReadings.slice(0, 1) }
  const consent = entryWhere(
    (said) => said.kind === 'act-declared' && said.clause === 'COH.S3.a' && said.party === 'SYR',
  )
  const said = picture.record.said.get(consent)?.statement
  const speaksOf = said?.kind === 'act-declared' ? said.when.latest : undefined
  expect(changesBy(lateClock, consent).at).toBe(speaksOf)
})
