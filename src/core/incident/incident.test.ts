import { describe, expect, test } from 'vitest'
import { incident } from './incident.ts'
import { asking, at, between, folded, inc, onDay, says } from './record.test-support.ts'

const airport = { name: 'Deir ez-Zor airport', latE7: 352_854_000, lonE7: 401_763_000, radius: 5000 }
const strike = (by: string, killed: { least: number; most: number | null }, more: object = {}) =>
  says(by, {
    kind: 'incident-reported',
    act: 'airstrike',
    when: between('2016-09-17T12:55:00Z', '2016-09-17T13:56:00Z', 'minute'),
    where: airport,
    means: 'told',
    alleged: 'USA',
    against: 'SYR',
    harm: { killed },
    ...more,
  })

describe('Deir ez-Zor, 17 September 2016', () => {
  const log = [
    strike('rus.general-staff', { least: 62, most: 62 }),
    strike('sohr', { least: 80, most: null }),
    strike('syr.army', { least: 83, most: 83 }, { touches: [{ agreement: 'SEP', clause: 'SEP.1.b' }] }),
    strike('wikipedia', { least: 90, most: 106 }, { means: 'compiled' }),
    strike('usa.centcom', { least: 15, most: null }),
    says('usa.centcom', {
      kind: 'notice-given',
      about: 'air-activity',
      to: ['RUS'],
      incident: 'INC-deir-ez-zor',
    }),
    says('sohr', {
      kind: 'reports-linked',
      incident: 'INC-deir-ez-zor',
      title: { en: 'Strike near Deir ez-Zor airport' },
      reports: [0, 1, 2, 3, 4],
      proposedBy: 'machine',
    }),
    says('usa.centcom', { kind: 'reply-made', to: 2, stance: 'explains' }),
    says('usa.centcom', {
      kind: 'finding-made',
      incident: 'INC-deir-ez-zor',
      outcome: 'not-confirmed',
      touches: [],
      attribution: [{ to: 'USA', confidence: 'established' }],
    }),
  ]
  const whole = () => incident(folded(log), inc('INC-deir-ez-zor'), asking(log.length))

  test('one side’s finding against the other’s allegation leaves it disputed', () => {
    expect(whole()?.status).toBe('disputed')
  })

  test('five death counts of five sources stand side by side, and only their hull is drawn from them', () => {
    const killed = whole()?.harm.killed
    expect(killed?.accounts.map(({ by, count }) => [by[0], count.least, count.most])).toEqual([
      ['rus.general-staff', 62, 62],
      ['sohr', 80, null],
      ['syr.army', 83, 83],
      ['wikipedia', 90, 106],
      ['usa.centcom', 15, null],
    ])
    expect(killed?.hull).toEqual({ least: 15, most: null })
  })

  test('the strike itself is agreed by all who speak, the number of dead is not', () => {
    const states = whole()?.agreed.map(({ question, state }) => [question, state])
    expect(states).toEqual([
      ['happened', 'not-agreed'],
      ['when', 'agreed'],
      ['act', 'agreed'],
      ['by-whom', 'agreed'],
      ['killed', 'not-agreed'],
    ])
  })

  test('the notice stands apart: unacknowledged, and it changes neither status nor grade', () => {
    const without = folded(log.filter(({ kind }) => kind !== 'notice-given'))
    const bare = incident(without, inc('INC-deir-ez-zor'), asking(log.length))
    expect(whole()?.notices).toEqual([
      {
        entry: at(5),
        by: ['usa.centcom'],
        about: 'air-activity',
        to: [{ party: 'RUS', acknowledged: undefined }],
      },
    ])
    expect(bare?.notices).toEqual([])
    expect([bare?.grade]).toEqual([whole()?.grade])
  })

  test('before the finding was known it was disputed by the word of the side accused', () => {
    expect(incident(folded(log), inc('INC-deir-ez-zor'), asking(7))?.status).toBe('reported')
    expect(incident(folded(log), inc('INC-deir-ez-zor'), asking(8))?.status).toBe('disputed')
  })

  test('a side that reports the act as its own makes the grade confirmed', () => {
    expect(whole()?.grade).toBe('confirmed')
    expect(incident(folded(log.slice(0, 4)), inc('INC-r0'), asking(4))?.grade).toBe('weak')
  })
})

describe('Mayadin, 15 September 2016', () => {
  const log = [
    says('sohr', {
      kind: 'incident-reported',
      act: 'airstrike',
      when: onDay('2016-09-15'),
      where: { name: 'Mayadin' },
      means: 'told',
      alleged: 'SYR',
      against: 'ISIL',
      harm: { killed: { least: 23, most: 31 }, killedCivilians: { least: 23, most: 31 } },
    }),
  ]

  test('lies outside the scope, and its dead are recorded all the same', () => {
    const mayadin = incident(folded(log), inc('INC-r0'), asking(1))
    expect(mayadin?.scopes).toEqual([
      {
        agreement: 'SEP',
        verdict: 'outside',
        within: false,
        because: ['against-excluded-group'],
        touches: [],
      },
    ])
    expect(mayadin?.harm.killedCivilians.hull).toEqual({ least: 23, most: 31 })
    expect(mayadin?.status).toBe('reported')
  })
})

const attacked = (by: string, act: string, more: object) =>
  says(by, {
    kind: 'incident-reported',
    act,
    when: between('2016-09-19T16:12:00Z', '2016-09-19T17:00:00Z', 'hour'),
    where: { name: 'Urum al-Kubra' },
    means: 'told',
    ...more,
  })

describe('Urum al-Kubra, 19 September 2016', () => {
  const log = [
    says('un.ocha', {
      kind: 'notice-given',
      about: 'movement',
      to: ['SYR', 'RUS', 'OPP'],
      incident: 'INC-urum-al-kubra',
    }),
    attacked('un.ocha', 'airstrike', { harm: { killed: { least: 18, most: null } } }),
    attacked('sarc', 'attack', { means: 'saw', harm: { killed: { least: 20, most: 20 } } }),
    attacked('usa.state', 'airstrike', { alleged: 'RUS', harm: { killed: { least: 20, most: 20 } } }),
    attacked('rus.general-staff', 'attack', { alleged: 'OPP' }),
    says('un.ocha', {
      kind: 'reports-linked',
      incident: 'INC-urum-al-kubra',
      reports: [1, 2, 3, 4],
      proposedBy: 'person',
    }),
    says('un.ocha', {
      kind: 'statement-corrected',
      entry: 1,
      because: 'The United Nations could not yet say that these were air strikes.',
      instead: {
        kind: 'incident-reported',
        act: 'attack',
        when: between('2016-09-19T16:12:00Z', '2016-09-19T17:00:00Z', 'hour'),
        where: { name: 'Urum al-Kubra' },
        means: 'told',
        harm: { killed: { least: 18, most: null } },
      },
    }),
    says('un.boi', {
      kind: 'finding-made',
      incident: 'INC-urum-al-kubra',
      outcome: 'confirmed',
      touches: [{ agreement: 'SEP', clause: 'SEP.1.b' }],
      act: 'airstrike',
      attribution: [{ to: 'SYR', confidence: 'likely' }],
      harm: { killed: { least: 10, most: null } },
    }),
    says('un.coi', {
      kind: 'finding-made',
      incident: 'INC-urum-al-kubra',
      outcome: 'confirmed',
      touches: [{ agreement: 'SEP', clause: 'SEP.1.b' }],
      act: 'airstrike',
      attribution: [{ to: 'SYR', confidence: 'established' }],
      harm: { killed: { least: 14, most: null } },
    }),
    says('syr.army', { kind: 'reply-made', to: 8, stance: 'denies' }),
  ]
  const known = (size: number) => incident(folded(log), inc('INC-urum-al-kubra'), asking(size))

  test('three competing attributions are kept, each with who says so and how sure', () => {
    expect(
      known(10)?.candidates.map(({ party, strongest, saidBy, answered }) => ({
        party,
        strongest,
        saidBy: saidBy.map(({ by }) => by[0]),
        answered: answered.length,
      })),
    ).toEqual([
      { party: 'OPP', strongest: 'asserted', saidBy: ['rus.general-staff'], answered: 0 },
      { party: 'RUS', strongest: 'asserted', saidBy: ['usa.state'], answered: 0 },
      { party: 'SYR', strongest: 'established', saidBy: ['un.boi', 'un.coi'], answered: 1 },
    ])
  })

  test('the revision from air strikes to attacks is a correction, with the first version still known before it', () => {
    expect(known(10)?.corrections).toEqual([
      {
        entry: at(6),
        of: at(1),
        by: ['un.ocha'],
        because: 'The United Nations could not yet say that these were air strikes.',
        changed: [{ field: 'act', before: 'airstrike', after: 'attack' }],
      },
    ])
    const monitors = (size: number) =>
      known(size)
        ?.agreed.find(({ question }) => question === 'act')
        ?.cells.find(({ voice }) => voice === 'monitors')?.answer
    expect(monitors(6)).toEqual({ is: 'act', value: ['airstrike', 'attack'] })
    expect(monitors(7)).toEqual({ is: 'act', value: ['attack'] })
  })

  test('the dead are a range that nobody closed, from the smallest figure given', () => {
    expect(known(10)?.harm.killed.hull).toEqual({ least: 10, most: null })
  })

  test('who acknowledged the convoy’s notice is not on record, and is shown as not known', () => {
    expect(known(10)?.notices[0]?.to.map(({ acknowledged }) => acknowledged)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  test('rival accounts dispute it until a commission of no party finds; a denial afterwards is no veto', () => {
    expect(known(7)?.status).toBe('disputed')
    expect(known(7)?.grade).toBe('contested')
    expect(known(9)?.status).toBe('confirmed')
    expect(known(10)?.status).toBe('confirmed')
    expect(known(10)?.replies.map(({ stance }) => stance)).toEqual(['denies'])
  })

  test('what was told is alleged, what was seen is observed, what was found is found', () => {
    expect(known(10)?.acts.map(({ act, from, entries }) => [act, from, entries])).toEqual([
      ['airstrike', 'alleged', [3]],
      ['airstrike', 'found', [7, 8]],
      ['attack', 'alleged', [1, 4]],
      ['attack', 'observed', [2]],
    ])
  })
})

describe('a report and the incident it is about', () => {
  const shelling = {
    kind: 'incident-reported',
    act: 'shelling',
    when: onDay('2016-09-13'),
    where: { name: 'Talbiseh' },
    means: 'told',
  }
  const one = says('sohr', shelling)

  test('a report never linked is an incident of its own, named after its entry', () => {
    expect(incident(folded([one]), inc('INC-r0'), asking(1))?.reports.map(({ entry }) => entry)).toEqual([0])
  })

  test('is unknown before the report was, and under any other name', () => {
    expect(incident(folded([one]), inc('INC-r0'), asking(0))).toBeUndefined()
    expect(incident(folded([one]), inc('INC-r1'), asking(1))).toBeUndefined()
    expect(incident(folded([one]), inc('INC-elsewhere'), asking(1))).toBeUndefined()
  })

  test('a finding about the report alone goes with it when the report is linked', () => {
    const log = [
      one,
      says('un.coi', {
        kind: 'finding-made',
        incident: 'INC-r0',
        outcome: 'confirmed',
        touches: [],
        attribution: [],
      }),
      says('sohr', { kind: 'reports-linked', incident: 'INC-talbiseh', reports: [0], proposedBy: 'person' }),
    ]
    const linked = incident(folded(log), inc('INC-r0'), asking(3))
    expect(linked?.id).toBe('INC-talbiseh')
    expect(linked?.status).toBe('confirmed')
  })

  test('a report that its author withdrew says nothing more, and is still named', () => {
    const log = [one, says('sohr', { kind: 'statement-withdrawn', entry: 0, because: 'another village' })]
    const left = incident(folded(log), inc('INC-r0'), asking(2))
    expect(left?.status).toBe('withdrawn')
    expect(left?.withdrawn).toEqual([0])
    expect(left?.corrections[0]?.because).toBe('another village')
  })

  test('nobody else can withdraw or correct it', () => {
    const log = [one, says('syr.army', { kind: 'statement-withdrawn', entry: 0, because: 'untrue' })]
    expect(incident(folded(log), inc('INC-r0'), asking(2))?.status).toBe('reported')
  })

  test('two reports of one source, or a compiler beside one, are still one source', () => {
    const again = says('ucdp', { ...shelling, means: 'compiled' })
    const link = says('sohr', {
      kind: 'reports-linked',
      incident: 'INC-x',
      reports: [0, 1, 2],
      proposedBy: 'person',
    })
    expect(incident(folded([one, one, again, link]), inc('INC-x'), asking(4))?.grade).toBe('weak')
    const other = says('snhr', shelling)
    expect(incident(folded([one, one, other, link]), inc('INC-x'), asking(4))?.grade).toBe('fair')
  })
})
