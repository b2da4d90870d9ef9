// The forms of the language, each on a log of n things said and on one four times as long: folding it, where everything stands,
// and the certificate of one clause. What takes four times as long grows with the log; what takes sixteen times as long will
// one day be too slow. The peer is the shorter log, in the same run.
// Usage: node bench/long-logs.mjs [n] [form …]   (after `npm run build:code`)
import { readAgreement } from '../dist/core/agreement/read-agreement.js'
import { RECORD_READING } from '../dist/core/evidence/readings.js'
import { boardOf } from '../dist/core/standing/board.js'
import { certificateOf } from '../dist/core/standing/certify.js'
import { addToEngine, createEngine } from '../dist/core/standing/engine.js'
import { parseInstant } from '../dist/core/time/instant.js'

const HOUR = 3_600_000
const START = parseInstant('2016-01-01T00:00:00Z')
const n = Number(process.argv[2] ?? 500)
const wanted = process.argv.slice(3)

const HEAD = `# A long truce

\`\`\`jig agreement LONG
name: Long
force: in force
agreed: 2015-12-31T00:00:00Z
starts: on Start
calendar: {zone: UTC, offset: "+00:00"}
\`\`\`

\`\`\`jig moment Start
means: The start.
fixed: 2016-01-01T00:00:00Z
\`\`\`

\`\`\`jig party RED
name: Red
\`\`\`

\`\`\`jig party BLUE
name: Blue
\`\`\`
`
const block = (kind, id, ...lines) =>
  `\n> It is agreed.\n\n\`\`\`jig ${kind} ${id}\n${lines.join('\n')}\n\`\`\`\n`
const clause = (id, ...lines) =>
  block(
    'clause',
    id,
    'cites: ¶',
    ...lines,
    'shown by: verified by role monitor',
    'if silent: compliant',
    'heard from: actor un',
  )
const state = (...lines) =>
  `\n\`\`\`jig state calm\nmeans: Quiet.\n${lines.join('\n')}\nif silent: compliant\nheard from: actor un\n\`\`\`\n`
const NO_SHELLING = clause('L.1', 'who: RED', 'must not: shell', 'acts: [shelling]')
const onceCalm = (length) =>
  clause('L.2', 'who: RED', 'must achieve: go on', `when: holds calm for ${length}`, 'within: 24h')

const at = (time) => ({ earliest: time, latest: time, precision: 'minute' })
const report = (time, act = 'shelling') => [
  'un',
  { kind: 'incident-reported', act, when: at(time), where: { name: 'x' }, means: 'told', alleged: 'RED' },
]
const act = (kind, name, time, more) => ({
  kind,
  agreement: 'LONG',
  clause: name,
  party: 'RED',
  when: at(time),
  ...more,
})

/** For each form: the text, and what is said the i-th time, at `time`, where the log has `next` entries. */
const FORMS = {
  'one report after another': { text: NO_SHELLING, say: (i, time) => [report(time)] },
  'each report found to be so': {
    text: NO_SHELLING,
    say: (i, time, next) => [
      report(time),
      ['un', { kind: 'reports-linked', incident: `INC-${i}`, reports: [next], proposedBy: 'person' }],
      [
        'un',
        {
          kind: 'finding-made',
          incident: `INC-${i}`,
          outcome: 'confirmed',
          when: at(time),
          touches: [{ agreement: 'LONG', clause: 'L.1' }],
          attribution: [{ to: 'RED', confidence: 'established' }],
        },
      ],
    ],
  },
  'one report corrected again and again': {
    text: NO_SHELLING,
    say: (i, time, next, first) => [
      i === 0
        ? report(time)
        : [
            'un',
            { kind: 'statement-corrected', entry: first, because: 'mistaken', instead: report(time)[1] },
          ],
    ],
  },
  'each act announced by a notice': {
    text: clause(
      'L.3',
      'who: RED',
      'must not: fly',
      'acts: [military-flight]',
      'except: [exercise]',
      'with notice: air-activity to BLUE at least 24h before',
    ),
    say: (i, time, next) => [
      [
        'red',
        {
          kind: 'notice-given',
          about: 'air-activity',
          to: ['BLUE'],
          window: { from: time, until: time + HOUR },
          saidAt: time - 30 * HOUR,
        },
      ],
      ['blue', { kind: 'notice-acknowledged', notice: next, party: 'BLUE', saidAt: time - 29 * HOUR }],
      report(time, 'military-flight'),
    ],
  },
  'a duty owed for each alleged breach': {
    text:
      NO_SHELLING +
      clause('L.2', 'who: RED', 'must achieve: answer', 'for each: alleged breach of L.1', 'within: 24h'),
    say: (i, time, next) => [
      report(time),
      ['un', act('act-confirmed', 'L.2', time + HOUR, { answers: next })],
    ],
  },
  'a duty owed every two hours': {
    text: clause('L.2', 'who: RED', 'must achieve: tell', 'every: 2h'),
    say: (i, time) => [['un', act('act-confirmed', 'L.2', time + HOUR)]],
  },
  'a state decided again and again': {
    text:
      NO_SHELLING + state('test: no breach of L.1', 'decided by: verified by role monitor') + onceCalm('7d'),
    say: (i, time) => [
      [
        'un',
        {
          kind: 'term-determined',
          agreement: 'LONG',
          term: 'calm',
          value: { is: i % 2 === 0 ? 'fails' : 'holds', from: time, until: time + HOUR },
        },
      ],
      report(time),
    ],
  },
  'a state by a count': {
    text: NO_SHELLING + state('test: no more than 3 breaches of L.1 in 24h') + onceCalm('48h'),
    say: (i, time) => [report(time)],
  },
  'a power used and ended again and again': {
    text:
      NO_SHELLING +
      block('power', 'P.1', 'cites: ¶', 'who: BLUE', 'may: suspend', 'over: [L.1]') +
      block('power', 'P.2', 'cites: ¶', 'who: BLUE', 'may: resume', 'over: [L.1]'),
    say: (i, time) => [
      [
        'blue',
        {
          kind: 'power-exercised',
          agreement: 'LONG',
          power: i % 2 === 0 ? 'P.1' : 'P.2',
          act: i % 2 === 0 ? 'suspend' : 'resume',
          from: time,
        },
      ],
    ],
  },
}

/** A log of so many things said of one form, folded, and how long that took. */
function told({ text, say }, count) {
  const { agreement, problems } = readAgreement(HEAD + text, 'long.md')
  if (agreement === undefined) throw new Error(problems.map(({ message }) => message).join('; '))
  const engine = createEngine()
  let index = 0
  const add = (by, body) => {
    const statement = { jig: 1, log: 'bench', by: [by], saidAt: START, ...body }
    addToEngine(engine, { index: index++, statement }, { textOf: () => agreement })
  }
  const granted = (actor, role, more) =>
    add('office', { kind: 'role-granted', actor, name: { en: actor }, role, ...more })
  granted('un', 'monitor')
  granted('red', 'party', { actsFor: 'RED' })
  granted('blue', 'party', { actsFor: 'BLUE' })
  add('office', { kind: 'agreement-adopted', agreement: 'LONG', package: agreement.digest })
  const first = index
  const began = performance.now()
  for (let i = 0; i < count; i += 1) {
    const time = START + i * 2 * HOUR
    for (const [by, body] of say(i, time, index, first)) add(by, body)
  }
  const fold = performance.now() - began
  const ask = { agreement: 'LONG', at: START + count * 2 * HOUR, known: index, reading: RECORD_READING }
  return { engine, ask, fold }
}

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]
const timed = (runs, work) =>
  median(
    Array.from({ length: runs }, (_, run) => {
      const began = performance.now()
      work(run)
      return performance.now() - began
    }),
  )

function measured(form, count) {
  const { engine, ask, fold } = told(form, count)
  const asked = (run) => ({ ...ask, at: ask.at + run, known: ask.known - (run % 2) })
  const board = timed(7, (run) => boardOf(engine, asked(run)))
  const { clause: last, party } = boardOf(engine, ask).standings.at(-1)
  const certificate = timed(1, () => certificateOf(engine, { is: 'clause', ...ask, clause: last, party }))
  return { fold, board, certificate }
}

const shown = (value) => value.toFixed(value < 10 ? 1 : 0).padStart(9)
console.log(`in ms, for ${n} and for ${4 * n} things said; a board with its reasons, the median of 7`)
console.log(`${''.padEnd(40)}${'fold'.padStart(18)}${'board'.padStart(18)}${'certificate'.padStart(18)}`)
for (const [name, form] of Object.entries(FORMS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const [short, long] = [measured(form, n), measured(form, 4 * n)]
  const columns = ['fold', 'board', 'certificate'].map((what) => shown(short[what]) + shown(long[what]))
  console.log(name.padEnd(40) + columns.join(''))
}
