// Monitors that others wrote judge our formulas on our traces, and must say what the engine says: MonPoly, for which the
// export is written, and RTAMT, for the formulas without counting, in whole hours. Random records that nobody disputes.
import { readAgreement } from '../../dist/core/agreement/read-agreement.js'
import { RECORD_READING } from '../../dist/core/evidence/readings.js'
import { mfotlOf } from '../../dist/core/mfotl/export.js'
import { boardOf } from '../../dist/core/standing/board.js'
import { addToEngine, createEngine } from '../../dist/core/standing/engine.js'
import { parseInstant } from '../../dist/core/time/instant.js'
import { hasMonpoly, instantsByMonpoly, refusedByMonpoly } from './monpoly.mjs'
import { hoursByRtamt } from './rtamt.mjs'

const HOUR = 3_600_000
const START = parseInstant('2016-09-12T16:00:00Z')
/** Hours before the start and to the end of a record; after its last deadline, since a monitor closes what we leave open. */
const [BEFORE, END] = [8, 240]
const PAIRS = 300

/** One clause for each shape that has a formula; each forbids another act, so that a report touches one clause only. */
const CLAUSES = {
  'T.1': ['RED', 'must not: shell\nacts: [shelling]\nuntil: 2016-09-16T16:00:00Z'],
  'T.2': ['RED', 'must achieve: pull back\nwithin: 48h'],
  'T.3': ['BLUE', 'must achieve: pull back\nwhen: done T.2\nwithin: 24h'],
  'T.4': [
    'BLUE',
    'must not: fly\nacts: [military-flight]\nwhen: holds quiet for 36h since 2016-09-12T16:00:00Z',
  ],
  'T.5': ['BLUE', 'must not: bar the way\nacts: [access-denial]\nwhen: more than 1 breaches of T.1 in 24h'],
  'T.6': ['RED', 'must not: arrest\nacts: [arrest]\nunless: done T.2'],
  'T.7': ['RED', 'must achieve: leave\nby: 2016-09-13T22:00:00Z'],
}
/** Powers over two of them, so that an end moves and a duty is lifted and owed again. */
const POWERS = { 'T.8': ['extend', 'T.1'], 'T.9': ['suspend', 'T.6'] }
const ACTS = { 'T.1': 'shelling', 'T.4': 'military-flight', 'T.5': 'access-denial', 'T.6': 'arrest' }

function text() {
  const block = (kind, id, keys) => `> Words.\n\n\`\`\`jig ${kind} ${id}\n${keys}\n\`\`\`\n`
  const clauses = Object.entries(CLAUSES).map(([id, [who, keys]]) => {
    const shown = 'shown by: verified by role monitor\nif silent: breach\nheard from: actor mission'
    const kept = 'shown by: verified by role monitor\nif silent: unknown'
    return block(
      'clause',
      id,
      `cites: ¶\nwho: ${who}\n${keys}\n${keys.startsWith('must not') ? kept : shown}`,
    )
  })
  const powers = Object.entries(POWERS).map(([id, [may, over]]) =>
    block('power', id, `cites: ¶\nwho: jointly RED, BLUE\nmay: ${may}\nover: [${over}]`),
  )
  const head = `# A truce

\`\`\`jig agreement TRU
name: A truce
force: in force
agreed: 2016-09-12T08:00:00Z
starts: 2016-09-12T16:00:00Z
calendar: {zone: Etc/UTC, offset: "+00:00"}
\`\`\`

\`\`\`jig party RED
name: Red
\`\`\`

\`\`\`jig party BLUE
name: Blue
\`\`\`

\`\`\`jig state quiet
means: Nobody shells.
test: no breach of T.1
if silent: compliant
heard from: actor mission
\`\`\`
`
  const { agreement, problems } = readAgreement([head, ...clauses, ...powers].join('\n'), 'truce.md')
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  return agreement
}

/** The same numbers in every run and on every machine (xorshift32). */
function numbers(seed) {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** A record in which each breach is reported and found, each act confirmed, and at the end the source closes. */
function engineWith(agreement, pick) {
  const engine = createEngine()
  let size = 0
  const say = (by, body) => {
    const statement = { jig: 1, log: 'interop', by: [by].flat(), saidAt: START, ...body }
    addToEngine(engine, { index: size, statement }, { textOf: () => agreement })
    size += 1
  }
  say('office', { kind: 'role-granted', actor: 'mission', name: { en: 'mission' }, role: 'monitor' })
  for (const [actor, party] of [
    ['red', 'RED'],
    ['blue', 'BLUE'],
  ])
    say('office', { kind: 'role-granted', actor, name: { en: actor }, role: 'party', actsFor: party })
  say('office', { kind: 'agreement-adopted', agreement: 'TRU', package: agreement.digest })
  const names = ['T.1', 'T.1', 'T.1', ...Object.keys(CLAUSES)]
  for (let count = pick(12); count > 0; count -= 1) {
    const clause = names[pick(names.length)]
    const at = START + (pick(156) - 5) * HOUR
    const [party] = CLAUSES[clause]
    const when = { earliest: at, latest: at, precision: 'minute' }
    const act = ACTS[clause]
    if (act === undefined) {
      say('mission', { kind: 'act-confirmed', agreement: 'TRU', clause, party, when })
      continue
    }
    const incident = `INC-${size}`
    say('paper', {
      kind: 'incident-reported',
      act,
      when,
      where: { name: 'a village' },
      means: 'told',
      alleged: party,
    })
    say('mission', { kind: 'reports-linked', incident, reports: [size - 1], proposedBy: 'person' })
    const touches = [{ agreement: 'TRU', clause }]
    const attribution = [{ to: party, confidence: 'established' }]
    say('mission', { kind: 'finding-made', incident, outcome: 'confirmed', when, touches, attribution })
  }
  for (let count = pick(3); count > 0; count -= 1) {
    const power = Object.keys(POWERS)[pick(2)]
    const [act] = POWERS[power]
    const from = START + pick(120) * HOUR
    const until = from + (1 + pick(90)) * HOUR
    say(['red', 'blue'], { kind: 'power-exercised', agreement: 'TRU', power, act, from, until })
  }
  say('mission', { kind: 'source-closed', source: 'mission', through: START + END * HOUR })
  return { engine, known: size }
}

function standingOf({ engine, known }, clause, at) {
  const { standings } = boardOf(engine, { agreement: 'TRU', at, known, reading: RECORD_READING })
  return standings.find((one) => one.clause === clause)
}

/** What the engine says: the instants of established breaches or, of a deadline, whether it was missed. */
function verdictOf(record, clause) {
  const standsAt = (at) => standingOf(record, clause, at)
  if (ACTS[clause] === undefined) return standsAt(START + END * HOUR).status === 'breached'
  const found = (hour) => standsAt(START + hour * HOUR).breaches.found
  const hours = []
  for (let hour = 1 - BEFORE, before = found(-BEFORE); hour <= END; hour += 1) {
    const now = found(hour)
    if (now > before) hours.push(hour)
    before = now
  }
  return hours
}

const agrees = (verdict, hours) =>
  typeof verdict === 'boolean'
    ? verdict === hours.length > 0
    : JSON.stringify(verdict) === JSON.stringify(hours)

function pairs() {
  const agreement = text()
  const pick = numbers(0x6a6967)
  return Array.from({ length: PAIRS }, () => {
    const record = engineWith(agreement, pick)
    const clause = Object.keys(CLAUSES)[pick(Object.keys(CLAUSES).length)]
    const [party] = CLAUSES[clause]
    const exported = mfotlOf(agreement, clause, party, { ...record, through: START + END * HOUR })
    const begun = standingOf(record, clause, START + END * HOUR).activated.certain
    const begins = begun === undefined ? undefined : (begun - START) / HOUR
    return { clause, exported, begins, verdict: verdictOf(record, clause) }
  })
}

/** @param tools `at` names a scratch file, `run` runs a program, `expect` and `skip` count */
export function monitorChecks(tools) {
  const all = pairs()
  monpoly(all, tools)
  rtamt(all, tools)
}

function monpoly(all, tools) {
  const { expect, skip } = tools
  if (!hasMonpoly(tools)) return skip('MonPoly', 'it is not on this machine')
  const { refused, of } = refusedByMonpoly(tools)
  expect(
    `MonPoly can monitor each of the ${of} formulas of the agreements in this repository`,
    refused.length === 0 && of > 50,
    refused.map(({ clause, formula }) => `${clause}: ${formula}`).join('\n'),
  )
  const hours = (exported) => instantsByMonpoly(exported, tools)?.map((instant) => (instant - START) / HOUR)
  const wrong = all.filter(({ exported, verdict, begins }) => {
    const breached = hours(exported)
    const active = hours({ ...exported, formula: exported.active })
    return breached === undefined || active?.[0] !== begins || !agrees(verdict, breached)
  })
  report('MonPoly', all, wrong, expect)
}

function rtamt(all, tools) {
  const { expect, skip, python } = tools
  if (python === undefined) return skip('RTAMT', 'the package rtamt cannot be installed here')
  const known = all.filter(({ exported: { formula } }) => !formula.includes('CNT'))
  const frame = { start: START, before: BEFORE, end: END }
  const { answers, failed } = hoursByRtamt(
    known.map(({ exported }) => exported),
    frame,
    tools,
  )
  const wrong = known.filter(({ verdict }, n) => answers[n] === undefined || !agrees(verdict, answers[n]))
  report('RTAMT', known, wrong, expect, failed)
}

function report(name, all, wrong, expect, more = '') {
  const breached = all.filter(({ verdict }) => verdict === true || verdict.length > 0).length
  const told = wrong
    .slice(0, 3)
    .map(
      ({ clause, exported, verdict }) =>
        `${clause}: ${JSON.stringify(verdict)}\n${exported.formula}\n${exported.trace}`,
    )
  expect(
    `${name} and the engine agree on ${all.length} formulas and traces, ${breached} of them with a breach`,
    wrong.length === 0 && breached > 20 && breached < all.length - 20,
    `${wrong.length} differ\n${told.join('\n')}${more}`,
  )
}
