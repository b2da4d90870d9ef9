// Folds generated statements into standings and asks for boards as of random pairs of (event time, knowledge time).
// The named peer, in the same run: recomputing the board from the statements themselves for each question.
// Usage: node bench/fold.mjs [statements]   (after `npm run build:code`)
import { readFileSync } from 'node:fs'
import { readAgreement } from '../dist/core/agreement/read-agreement.js'
import { readingsOf } from '../dist/core/evidence/readings.js'
import { boardOf } from '../dist/core/standing/board.js'
import { addToEngine, createEngine } from '../dist/core/standing/engine.js'
import { statementSchema } from '../dist/core/statement/kinds.js'
import { formatInstant, parseInstant } from '../dist/core/time/instant.js'

const HOUR = 3_600_000
const count = Number(process.argv[2] ?? 100_000)
const TEXTS = ['2016-02-22-cessation-of-hostilities', '2016-09-09-reducing-violence']

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

const agreements = TEXTS.map((name) => {
  const file = new URL(`../agreements/${name}.md`, import.meta.url)
  const { agreement, problems } = readAgreement(readFileSync(file, 'utf8'), `${name}.md`)
  if (agreement === undefined) throw new Error(problems.map((problem) => problem.message).join('; '))
  return agreement
})
const from = parseInstant('2016-02-26T22:00:00Z')
const span = parseInstant('2016-10-03T00:00:00Z') - from
const iso = (ms) => formatInstant(ms)

/** 90 % reports, 10 % of them late; links, findings, replies, corrections, withdrawals, acts and closings. */
function generate() {
  const pick = numbers(0x9e3779b9)
  const of = (list) => list[pick(list.length)]
  const told = []
  const say = (by, body) => told.push({ ...body, jig: 1, log: 'bench', by, saidAt: iso(from + span) })
  const actors = [
    ['rus.general-staff', 'guarantor', 'RUS'],
    ['usa.state', 'guarantor', 'USA'],
    ['syr.army', 'party', 'SYR'],
    ['opp.hnc', 'party', 'OPP'],
    ['un.ose', 'monitor'],
    ['snhr', 'open-source'],
    ['sohr', 'open-source'],
    ['ucdp', 'open-source'],
  ]
  for (const [actor, role, actsFor] of actors) {
    say(['secretariat'], {
      kind: 'role-granted',
      actor,
      name: { en: actor },
      role,
      ...(actsFor ? { actsFor } : {}),
    })
  }
  for (const { id, digest } of agreements) {
    say(['rus.general-staff', 'usa.state'], { kind: 'agreement-adopted', agreement: id, package: digest })
  }
  const dayD = { is: 'moment', instant: '2016-09-12T16:00:00Z' }
  for (const by of ['rus.general-staff', 'usa.state']) {
    say([by], { kind: 'term-determined', agreement: 'SEP', term: 'DayD', value: dayD })
  }
  for (const party of ['SYR', 'OPP', 'RUS']) {
    const when = { earliest: '2016-02-26T09:00:00Z', latest: '2016-02-26T09:00:00Z', precision: 'minute' }
    say([party === 'OPP' ? 'usa.state' : 'rus.general-staff'], {
      kind: 'party-acceded',
      agreement: 'COH',
      party,
      when,
    })
  }
  const reports = []
  const incidents = []
  const acts = [
    'airstrike',
    'shelling',
    'rocket-fire',
    'sniper-fire',
    'access-denial',
    'arrest',
    'military-flight',
  ]
  while (told.length < count) {
    const late = pick(10) === 0 ? pick(span / HOUR) * HOUR : 0
    const now = Math.max(from, from + Math.floor((told.length / count) * span) - late)
    const when = { earliest: iso(now), latest: iso(now + (pick(2) === 0 ? 0 : 23 * HOUR)), precision: 'day' }
    const kind = pick(100)
    if (kind < 90 || reports.length < 10) {
      const alleged = of(['SYR', 'OPP', 'RUS', 'ISIL', undefined])
      const where = { name: 'a place', governorate: of(['Aleppo', 'Idlib', 'Homs', 'Raqqa']) }
      reports.push({ index: told.length, by: of(['snhr', 'sohr', 'ucdp', 'rus.general-staff', 'opp.hnc']) })
      say([reports.at(-1).by], {
        kind: 'incident-reported',
        act: of(acts),
        when,
        where,
        means: 'told',
        ...(alleged ? { alleged } : {}),
      })
      continue
    }
    const report = reports[reports.length - 1 - pick(Math.min(reports.length, 500))]
    if (kind < 94) {
      const incident = `INC-n${told.length}`
      incidents.push(incident)
      say(['un.ose'], { kind: 'reports-linked', incident, reports: [report.index], proposedBy: 'person' })
    } else if (kind < 96 && incidents.length > 0) {
      say(['un.ose'], {
        kind: 'finding-made',
        incident: incidents[incidents.length - 1 - pick(Math.min(incidents.length, 50))],
        outcome: of(['confirmed', 'not-confirmed', 'undetermined']),
        touches: [{ agreement: 'SEP', clause: 'SEP.1.b' }],
        attribution: [{ to: of(['SYR', 'OPP']), confidence: 'established' }],
        when,
      })
    } else if (kind < 97)
      say(['syr.army'], { kind: 'reply-made', to: report.index, stance: of(['denies', 'explains']) })
    else if (kind < 98)
      say([report.by], { kind: 'statement-withdrawn', entry: report.index, because: 'mistaken' })
    else if (kind < 99) say(['un.ose'], { kind: 'source-closed', source: 'un.ose', through: iso(now) })
    else {
      const judged = { agreement: 'SEP', clause: 'SEP.3.d', party: 'SYR', when }
      say([of(['syr.army', 'opp.hnc'])], { kind: of(['act-declared', 'act-refuted']), ...judged })
    }
  }
  return told
}

const context = { textOf: (digest) => agreements.find((agreement) => agreement.digest === digest) }
function fold(statements, upTo = statements.length) {
  const engine = createEngine()
  for (let index = 0; index < upTo; index += 1)
    addToEngine(engine, { index, statement: statements[index] }, context)
  return engine
}

const ms = (work) => {
  const start = performance.now()
  const result = work()
  return [performance.now() - start, result]
}
const quantile = (times, q) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))]
const shown = (value) => (value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en'))
const line = (what, value, unit) => console.log(`${what.padEnd(58)} ${shown(value).padStart(12)} ${unit}`)

const texts = generate().map((statement) => JSON.stringify(statement))
const [parsing, statements] = ms(() => texts.map((text) => statementSchema.parse(JSON.parse(text))))
const folds = [1, 2, 3].map(() => ms(() => fold(statements)))
const folding = quantile(
  folds.map(([time]) => time),
  0.5,
)
const engine = folds[0][1]
console.log(`fold: ${count.toLocaleString('en')} statements, node ${process.version}`)
line('fold, parsed statements (median of 3)', count / (folding / 1000), 'statements/s')
line('parse and fold, from JSON text', count / ((parsing + folding) / 1000), 'statements/s')

const pick = numbers(0x2545f491)
const asks = Array.from({ length: 200 }, () => {
  const agreement = agreements[pick(2)]
  const readings = readingsOf(agreement)
  return {
    agreement: agreement.id,
    at: from + pick(span),
    known: 100 + pick(statements.length - 100),
    reading: readings[pick(readings.length)],
  }
})
const bundle = (agreement) =>
  [...agreement.clauses.values()].reduce((sum, clause) => sum + clause.bearers.length, 0)
const sizes = agreements.map((agreement) => `${agreement.id} ${bundle(agreement)}`).join(', ')
console.log(`board as of random (event time, knowledge time, reading); clause instances: ${sizes}`)
const first = asks.map((ask) => ms(() => boardOf(engine, ask))[0])
line('board, first time asked, p50', quantile(first, 0.5), 'ms')
line('board, first time asked, p99', quantile(first, 0.99), 'ms')
const again = asks.map((ask) => ms(() => boardOf(engine, ask))[0])
line('board, asked before, p50', quantile(again, 0.5), 'ms')
line('board, asked before, p99', quantile(again, 0.99), 'ms')
for (const { id } of agreements) {
  const now = {
    agreement: id,
    at: from + span,
    known: statements.length,
    reading: asks.length && readingsOf(agreements[0])[0],
  }
  const times = Array.from({ length: 20 }, () => ms(() => boardOf(engine, now))[0])
  line(`board of ${id} at the end, everything known, p50`, quantile(times, 0.5), 'ms')
}

const sample = asks.slice(0, 12)
const peer = sample.map((ask) => ms(() => boardOf(fold(statements, ask.known), ask)))
line(
  'peer: recomputed from the statements, p50',
  quantile(
    peer.map(([time]) => time),
    0.5,
  ),
  'ms',
)
const same = sample.every((ask, i) => JSON.stringify(boardOf(engine, ask)) === JSON.stringify(peer[i][1]))
console.log(`the peer's boards are the same: ${same ? `yes, ${sample.length} of ${sample.length}` : 'NO'}`)
line(
  'ratio peer / engine (p50)',
  quantile(
    peer.map(([time]) => time),
    0.5,
  ) / quantile(first, 0.5),
  'times',
)
if (!same) process.exitCode = 1
