import { describe, expect, test } from 'vitest'
import { readAgreement } from '../../src/core/agreement/read-agreement.ts'
import { analyse } from '../../src/core/analysis/analyse.ts'
import { mfotlOf } from '../../src/core/mfotl/export.ts'
import { rehearse } from '../../src/core/rehearsal/rehearse.ts'
import { parseDuration } from '../../src/core/time/instant.ts'

/** A truce that uses the forms which repeat, add up, compare, take turns and reach back. */
const TEXT = `# A truce with every form

\`\`\`jig agreement FORM
name: A truce with every form
force: in force
agreed: 2016-09-09T19:00:00Z
starts: on 2016-09-12T16:00:00Z
calendar: {zone: Asia/Damascus, offset: "+03:00"}
\`\`\`

\`\`\`jig party NORTH
name: The northern side
side: A
\`\`\`

\`\`\`jig party SOUTH
name: The southern side
side: B
\`\`\`

\`\`\`jig state calm
means: No more shelling than in the first week.
test: no more breaches of F.1 in 7d than in the same time from 2016-09-12T16:00:00Z
if silent: compliant
heard from: role monitor
\`\`\`

> Neither side shells the other.

\`\`\`jig clause F.1
cites: ¶1
who: each of NORTH, SOUTH
must not: shell the other
acts: [shelling]
until: 2016-12-12T16:00:00Z
shown by: verified by role monitor
if silent: compliant
heard from: role monitor
\`\`\`

> Each reports every week.

\`\`\`jig clause F.2
cites: ¶2
who: each of NORTH, SOUTH
must achieve: a report
every: 7d
within: 24h
until: 2016-12-12T16:00:00Z
shown by: verified by role monitor
if silent: breach
heard from: role monitor
\`\`\`

> Each inquires into every violation.

\`\`\`jig clause F.3
cites: ¶3
who: each of NORTH, SOUTH
must achieve: an inquiry
for each: breach of F.1
within: 72h
shown by: verified by role monitor
if silent: unknown
\`\`\`

> When it is calm, the guns go back, the north's first.

\`\`\`jig clause F.4
cites: ¶4
who: NORTH
must achieve: a withdrawal of guns
when: holds calm for 24h
after a delay of: 24h
early: does not count
within: 48h
shown by: verified by role monitor
if silent: unknown
\`\`\`

> The south follows.

\`\`\`jig clause F.5
cites: ¶4
who: SOUTH
must achieve: a withdrawal of guns
within: 48h
shown by: verified by role monitor
if silent: unknown
\`\`\`

> One after the other.

\`\`\`jig exchange F.6
cites: ¶4
legs: [F.4, F.5]
in turn: each after the one before
\`\`\`

> After more than ten dead in a day, either side may stop for two days, twice.

\`\`\`jig power F.7
cites: ¶5
who: each of NORTH, SOUTH
may: suspend
over: [F.4, F.5]
when: more than 10 killed in breaches of F.1 in one calendar day from 19:00
if overturned: F.8 is owed
form: told 24h before and with reasons
no more than: 2 times
for no longer than: 48h
no later than: 2016-12-01T00:00:00Z
\`\`\`

> Whoever stopped without reason makes up for it.

\`\`\`jig clause F.8
cites: ¶5
who: each of NORTH, SOUTH
must achieve: the lost days, made up for
within: 7d
shown by: verified by role monitor
if silent: unknown
\`\`\`

> The two sides hand their maps to the mission.

\`\`\`jig clause F.9
cites: ¶6
who: NORTH
must achieve: its maps, handed over
within: 7d
shown by: verified by role monitor
if silent: unknown
\`\`\`

> Both do.

\`\`\`jig clause F.10
cites: ¶6
who: SOUTH
must achieve: its maps, handed over
within: 7d
shown by: verified by role monitor
if silent: unknown
\`\`\`

> Held until both are there.

\`\`\`jig exchange F.11
cites: ¶6
legs: [F.9, F.10]
held by: role monitor for 14d
\`\`\`
`

const { agreement, problems } = readAgreement(TEXT, 'forms.md')
if (agreement === undefined) throw new Error('the text was not read')

describe('an agreement with every form of the language', () => {
  test('reads without a fault', () => {
    expect(problems.map(({ message }) => message)).toEqual([])
  })

  test('is analysed: taking turns and a third party are no deadlock, and a week’s end is a deadline', () => {
    const kinds = analyse(agreement).map(({ kind }) => kind)
    expect(kinds).not.toContain('deadlock')
    expect(kinds).not.toContain('unreachable')
    expect(kinds).not.toContain('no-deadline')
    expect(kinds).not.toContain('deadlines-inconsistent')
  })

  test('is rehearsed without falling over its own forms', () => {
    const { stories } = rehearse(agreement, { seed: 1, runs: 20, depth: parseDuration('60d') })
    expect(Array.isArray(stories)).toBe(true)
  })

  test('has no formula for the forms outside the fragment, and says so by name', () => {
    for (const clause of ['F.2', 'F.3', 'F.4', 'F.8']) {
      const [party] = agreement.clauses.get(clause as never)?.bearers ?? []
      expect(() => mfotlOf(agreement, clause, party ?? ''), clause).toThrow(
        expect.objectContaining({ code: 'formula-missing' }),
      )
    }
  })
})
