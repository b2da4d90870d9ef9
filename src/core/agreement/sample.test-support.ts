/** A small agreement that uses every kind of block, for the tests of the reader. */
export const SAMPLE = `# A short truce

Two sides stop firing.

\`\`\`jig agreement TRUCE
name: {en: A short truce, ar: هدنة قصيرة, ru: Короткое перемирие}
force: in force
agreed: 2016-09-09 22:00 Asia/Damascus
starts: on DayD
calendar:
  zone: Asia/Damascus
  offset: "+02:00"
  changes: ["2016-03-24T22:00:00Z +03:00", "2016-10-27T21:00:00Z +02:00"]
\`\`\`

\`\`\`jig party RUS
name: Russia
\`\`\`

\`\`\`jig party SYR
name: The army
side: A
answers to: RUS
\`\`\`

\`\`\`jig party OPP
name: The opposition
side: B
\`\`\`

\`\`\`jig excluded ISIL
name: An excluded group
\`\`\`

\`\`\`jig moment DayD
means: The day on which it begins.
set by: jointly SYR, OPP
\`\`\`

\`\`\`jig state quiet
means: Nobody fires.
test: no breach of T.1.*
if silent: compliant
heard from: role monitor, actor un.osg, RUS
\`\`\`

\`\`\`jig area Zone
means: The ground around the road.
extent: circle 36.25, 37.13 radius 5000 m
scale: 110.96 km by 89.88 km per degree
\`\`\`

\`\`\`jig line Road
means: The road.
points: ["36.2446, 37.1171", "36.2500, 37.1300"]
agreed: no
\`\`\`

\`\`\`jig class heavy
means: Heavy weapons.
members: [tank, artillery]
\`\`\`

## 1 Silence

> Neither side fires.

> ar: لا يطلق أي طرف النار.

> ru: Ни одна сторона не стреляет.

\`\`\`jig clause T.1.a
cites: "¶1"
source: https://example.org/truce
who: each of SYR, OPP
must not: fire on the other
acts: [shelling, small-arms-fire]
against: SYR, OPP
area: Zone
unless: breached T.2 by SYR or more than 3 breaches of T.1.* in 7d
except: [proportionate self-defence]
until: DayD + 48h
shown by: verified by role monitor or (asserted by SYR and asserted by actor un.osg)
if silent: compliant
heard from: role monitor
choices:
  - question: Does a warning shot count?
    chosen: "No, it does not."
    instead of: ["Yes, it does."]
    disputed: yes
\`\`\`

## 2 Pull-back

> The army pulls its heavy weapons back.

\`\`\`jig clause T.2
cites: ¶2
who: SYR
must achieve: a pull-back of heavy weapons
distance: heavy 3500 m north of Road
at most: 20 armed people
when: holds quiet for 7d since DayD + 24 h and acceded OPP
within: 48h
late: lapses
shown by: verified jointly by SYR, OPP
if silent: unknown
\`\`\`

> So does the opposition.

\`\`\`jig clause T.3
cites: ¶2
who: OPP
must achieve: a pull-back
when: done T.2 by SYR
by: 2016-09-20T00:00:00Z
shown by: asserted by SYR
if silent: breach
heard from: SYR
\`\`\`

> Both at the same time.

\`\`\`jig exchange T.4
cites: ¶2
legs: [T.2, T.3]
simultaneous within: 6h
after: exercised T.5
\`\`\`

> Both may end it.

\`\`\`jig power T.5
cites: ¶3
who: jointly SYR, OPP
may: extend
over: [T.1.*]
effect: from then on (ex nunc)
\`\`\`
`

/** The sample with one passage changed; throws if the passage is not in it, so that no test passes on a slip. */
export function changed(from: string, to: string): string {
  if (!SAMPLE.includes(from)) throw new Error(`the sample does not hold: ${from}`)
  return SAMPLE.replace(from, to)
}
