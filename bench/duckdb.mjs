// Standings as of random pairs of (event time, knowledge time), asked of jig's engine and of DuckDB over a bitemporal table
// with the textbook query, on one log and in one run; every answer is compared. The questions: how many breaches of a duty
// are established by then, whether more than three in seven days ever were, and the whole board of breaches at once. On a small log
// the definition itself is asked too, which goes through everything said for each question.
// DuckDB is no dependency of jig: the benchmark installs it beside itself (bench/peers) the first time, and leaves
// itself out by name where that cannot be done.
// Usage: node --expose-gc bench/duckdb.mjs [statements]   (after `npm run build:code`)
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expectShortLives } from '../dist/cli/house/short-lived.js'
import { readAgreement } from '../dist/core/agreement/read-agreement.js'
import { RECORD_READING } from '../dist/core/evidence/readings.js'
import { standingOf, statusesOf } from '../dist/core/standing/board.js'
import { addToEngine, createEngine } from '../dist/core/standing/engine.js'
import { parseInstant } from '../dist/core/time/instant.js'

// As a node does when it starts.
expectShortLives()

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = parseInstant('2016-01-01T00:00:00Z')
const SPAN = 366 * DAY
const PARTIES = ['PA', 'PB', 'PC', 'PD', 'PE']
const DUTIES = 100
const OVER = 3
const WINDOW = 7 * DAY
const count = Number(process.argv[2] ?? 300_000)

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

/** A hundred promises not to shell in an area, of five parties each, and permissions that begin with the fourth breach in a week. */
function text() {
  const parties = PARTIES.map((party) => `\`\`\`jig party ${party}\nname: ${party}\n\`\`\`\n`)
  const clause = (id, keys) => `> It is agreed.

\`\`\`jig clause ${id}
cites: ¶
who: each of ${PARTIES.join(', ')}
${keys}
shown by: verified by role monitor
if silent: unknown
\`\`\`
`
  const duties = Array.from(
    { length: DUTIES },
    (_, i) => `
\`\`\`jig area G${i}
means: An area.
extent: governorates G${i}
\`\`\`

${clause(`C.${i}`, `must not: shell\nacts: [shelling]\narea: G${i}`)}
${clause(`A.${i}`, `may: answer\nwhen: more than ${OVER} breaches of C.${i} in ${WINDOW / DAY}d`)}`,
  )
  const head = `# Many promises

\`\`\`jig agreement BIG
name: Big
force: in force
agreed: 2015-12-31T00:00:00Z
starts: 2016-01-01T00:00:00Z
calendar: {zone: UTC, offset: "+00:00"}
\`\`\`
`
  const { agreement, problems } = readAgreement([head, ...parties, ...duties].join('\n'), 'big.md')
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('; '))
  return agreement
}

/** Reports, each linked and found; 10 % told up to a month late, a sixth of the findings withdrawn later or laid on another party. */
function generate(agreement, total) {
  const pick = numbers(0x9e3779b9)
  const of = (list) => list[pick(list.length)]
  const told = []
  const say = (by, body) => told.push({ jig: 1, log: 'bench', by: [by], saidAt: START, ...body })
  say('office', { kind: 'role-granted', actor: 'un', name: { en: 'un' }, role: 'monitor' })
  say('office', { kind: 'agreement-adopted', agreement: 'BIG', package: agreement.digest })
  const findings = []
  while (told.length + 4 <= total) {
    const onTime = Math.floor((told.length / total) * SPAN)
    const at =
      START + Math.max(0, onTime - (pick(10) === 0 ? pick(30) * DAY + pick(24) * HOUR : pick(60_000)))
    const when = { earliest: at, latest: at, precision: 'minute' }
    const duty = pick(DUTIES)
    const clause = `C.${duty}`
    const party = of(PARTIES)
    const incident = `INC-${told.length}`
    say('paper', {
      kind: 'incident-reported',
      act: 'shelling',
      when,
      where: { name: 'a place', governorate: `G${duty}` },
      means: 'told',
      alleged: party,
    })
    say('un', { kind: 'reports-linked', incident, reports: [told.length - 1], proposedBy: 'person' })
    const finding = {
      kind: 'finding-made',
      incident,
      outcome: 'confirmed',
      when,
      touches: [{ agreement: 'BIG', clause }],
      attribution: [{ to: party, confidence: 'established' }],
    }
    findings.push({ entry: told.length, clause, party, finding, changed: false })
    say('un', finding)
    if (pick(100) >= 18) continue
    const other = findings[findings.length - 1 - pick(Math.min(findings.length, 500))]
    if (other.changed) continue
    other.changed = true
    const because = 'mistaken'
    if (pick(2) === 0) say('un', { kind: 'statement-withdrawn', entry: other.entry, because })
    else {
      // To another party: a finding that names another time than the report leaves open when it was, and a query knows no such doubt.
      const attribution = [{ to: of(PARTIES), confidence: 'established' }]
      const instead = { ...other.finding, attribution }
      say('un', { kind: 'statement-corrected', entry: other.entry, because, instead })
    }
  }
  return told
}

/** What a database is given: each version of each finding, with the entries at which it became known and was superseded. */
function rowsOf(statements) {
  const rows = new Map()
  const done = []
  const add = (entry, from, { touches, attribution, when }) =>
    rows.set(entry, {
      clause: touches[0].clause,
      party: attribution[0].to,
      at: when.earliest,
      from,
      to: undefined,
    })
  for (const [index, one] of statements.entries()) {
    if (one.kind === 'finding-made') add(index, index, one)
    if (one.kind !== 'statement-withdrawn' && one.kind !== 'statement-corrected') continue
    done.push({ ...rows.get(one.entry), to: index })
    rows.delete(one.entry)
    if (one.kind === 'statement-corrected') add(one.entry, index, one.instead)
  }
  return [...done, ...rows.values()]
}

const QUERIES = {
  // Entry n is known from n + 1 entries on.
  count: `SELECT count(*) FROM finding WHERE clause = $1 AND party = $2 AND happened >= $5 AND happened <= $3
          AND known_from < $4 AND (known_until IS NULL OR known_until >= $4)`,
  reached: `SELECT count(*) FROM (SELECT count(*) OVER (ORDER BY happened RANGE BETWEEN ${WINDOW - 1} PRECEDING AND CURRENT ROW) AS n
            FROM finding WHERE clause = $1 AND happened >= $4 AND happened <= $2 AND known_from < $3
            AND (known_until IS NULL OR known_until >= $3)) WHERE n > ${OVER}`,
  board: `SELECT clause, party, count(*) FROM finding WHERE happened >= $3 AND happened <= $1 AND known_from < $2
          AND (known_until IS NULL OR known_until >= $2) GROUP BY clause, party`,
}

async function duckdbWith(rows) {
  const { DuckDBInstance } = await import(
    createRequire(new URL('peers/', import.meta.url)).resolve('@duckdb/node-api')
  )
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(
    'CREATE TABLE finding (clause VARCHAR, party VARCHAR, happened BIGINT, known_from BIGINT, known_until BIGINT)',
  )
  const appender = await connection.createAppender('finding')
  for (const { clause, party, at, from, to } of rows) {
    appender.appendVarchar(clause)
    appender.appendVarchar(party)
    for (const number of [at, from]) appender.appendBigInt(BigInt(number))
    if (to === undefined) appender.appendNull()
    else appender.appendBigInt(BigInt(to))
    appender.endRow()
  }
  appender.closeSync()
  await connection.run('CREATE INDEX by_duty ON finding (clause)')
  const version = (await connection.runAndReadAll('SELECT version()')).getRows()[0][0]
  const prepared = {}
  for (const [name, sql] of Object.entries(QUERIES)) prepared[name] = await connection.prepare(sql)
  return {
    version,
    async ask(name, ...values) {
      const query = prepared[name]
      for (const [at, value] of values.entries()) {
        if (typeof value === 'string') query.bindVarchar(at + 1, value)
        else query.bindBigInt(at + 1, BigInt(value))
      }
      return (await query.runAndReadAll()).getRows()
    },
  }
}

/** The definition: of everything said so far, what still stands, and of that, what falls into the question. */
function byDefinition(statements, { clause, party, at, known }) {
  const versions = []
  for (const [index, one] of statements.slice(0, known).entries()) {
    if (one.kind === 'finding-made') versions.push({ index, one })
    if (one.kind !== 'statement-withdrawn' && one.kind !== 'statement-corrected') continue
    const of = versions.find(({ index: entry }) => entry === one.entry)
    if (of !== undefined) of.one = one.instead
  }
  const times = versions.flatMap(({ one }) => {
    if (one?.touches[0].clause !== clause) return []
    const when = one.when.earliest
    return when < START || when > at ? [] : [{ when, party: one.attribution[0].to }]
  })
  const reached = times.some(
    ({ when }) => times.filter((other) => other.when <= when && other.when > when - WINDOW).length > OVER,
  )
  return { count: times.filter((one) => one.party === party).length, reached }
}

const quantile = (times, q) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))]
const shown = (value) => (value < 10 ? value.toFixed(3) : Math.round(value).toLocaleString('en'))
const line = (what, value, unit) => console.log(`${what.padEnd(62)} ${shown(value).padStart(12)} ${unit}`)

/** Milliseconds of processor time: the machine is shared, and DuckDB uses every core it finds. */
async function measured(work) {
  const [from, before] = [performance.now(), process.cpuUsage()]
  const answer = await work()
  const { user, system } = process.cpuUsage(before)
  return { wall: performance.now() - from, cpu: (user + system) / 1000, answer }
}

function engineWith(agreement, statements) {
  const engine = createEngine()
  for (const [index, statement] of statements.entries())
    addToEngine(engine, { index, statement }, { textOf: () => agreement })
  const ask = ({ at, known }) => ({ agreement: 'BIG', at, known, reading: RECORD_READING })
  const one = (asked, clause) =>
    standingOf(engine, { ...ask(asked), clause }).find(({ party }) => party === asked.party)
  return {
    count: (asked) => one(asked, asked.clause).breaches.found,
    reached: (asked) => {
      const { certain } = one(asked, asked.clause.replace('C', 'A')).activated
      return certain !== undefined && certain <= asked.at
    },
    board: (asked) => statusesOf(engine, ask(asked)),
  }
}

function randomAsks(n, total) {
  const pick = numbers(0x2545f491)
  return Array.from({ length: n }, () => ({
    clause: `C.${pick(DUTIES)}`,
    party: PARTIES[pick(PARTIES.length)],
    at: START + pick(SPAN),
    known: 100 + pick(total - 100),
  }))
}

let wrong = 0
function same(what, a, b) {
  if (a === b) return
  wrong += 1
  if (wrong < 6) console.log(`DIFFERENT: ${what}: ${String(a).slice(0, 80)} and ${String(b).slice(0, 80)}`)
}

async function compare(name, asks, first, second) {
  const times = { first: [], second: [], cpu: [0, 0] }
  for (const asked of asks) {
    const a = await measured(() => first.ask(asked))
    const b = await measured(() => second.ask(asked))
    times.first.push(a.wall)
    times.second.push(b.wall)
    times.cpu[0] += a.cpu
    times.cpu[1] += b.cpu
    same(`${name} ${JSON.stringify(asked)}`, a.answer, b.answer)
  }
  const ratio = (q) => quantile(times.second, q) / quantile(times.first, q)
  console.log(name)
  for (const [who, of] of [
    [first.name, times.first],
    [second.name, times.second],
  ])
    for (const q of [0.5, 0.99]) line(`  ${who}, p${q * 100}`, quantile(of, q), 'ms')
  line(`  ratio ${second.name} / ${first.name}, p50`, ratio(0.5), 'times')
  line(`  the same in processor time`, times.cpu[1] / times.cpu[0], 'times')
}

function install() {
  if (existsSync(new URL('peers/node_modules', import.meta.url))) return true
  const cwd = fileURLToPath(new URL('peers/', import.meta.url))
  return (
    spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd, stdio: 'ignore' })
      .status === 0
  )
}

if (install()) await run()
else console.log('LEFT OUT: DuckDB could not be installed beside the benchmark (bench/peers)')

async function run() {
  const agreement = text()
  const statements = generate(agreement, count)
  const rows = rowsOf(statements)
  console.log(
    `${count.toLocaleString('en')} statements, ${rows.length.toLocaleString('en')} versions of findings, 1,000 clause instances`,
  )
  const folded = await measured(() => engineWith(agreement, statements))
  line('engine: fold', folded.cpu, 'ms of processor time')
  const loaded = await measured(() => duckdbWith(rows))
  const db = loaded.answer
  line(
    `DuckDB ${db.version}: load the table that a fold would have made, and index it`,
    loaded.cpu,
    'ms of processor time',
  )
  const engine = folded.answer
  const asks = randomAsks(300, statements.length)
  const sql = async (name, ...values) => Number((await db.ask(name, ...values))[0][0])
  await compare(
    'established breaches of one duty, as of a random pair',
    asks,
    { name: 'engine', ask: engine.count },
    { name: 'DuckDB', ask: ({ clause, party, at, known }) => sql('count', clause, party, at, known, START) },
  )
  await compare(
    `more than ${OVER} breaches of a clause in ${WINDOW / DAY} days by then, as of a random pair`,
    asks,
    { name: 'engine', ask: engine.reached },
    {
      name: 'DuckDB',
      ask: async ({ clause, at, known }) => (await sql('reached', clause, at, known, START)) > 0,
    },
  )
  const breaches = (pairs) =>
    pairs
      .filter(([, n]) => n > 0)
      .map(([key, n]) => `${key} ${n}`)
      .toSorted()
      .join()
  await compare(
    'the whole board, as of a random pair (the engine weighs the windows too, and says every status)',
    asks.slice(0, 40),
    {
      name: 'engine',
      ask: (asked) =>
        breaches(
          engine.board(asked).map(({ clause, party, breaches: { found } }) => [`${clause} ${party}`, found]),
        ),
    },
    {
      name: 'DuckDB',
      ask: async ({ at, known }) =>
        breaches(
          (await db.ask('board', at, known, START)).map(([clause, party, n]) => [
            `${clause} ${party}`,
            Number(n),
          ]),
        ),
    },
  )

  const little = statements.slice(0, 3_000)
  const small = engineWith(agreement, little)
  const few = randomAsks(300, little.length)
  await compare(
    'established breaches of one duty, on 3,000 statements',
    few,
    { name: 'engine', ask: small.count },
    { name: 'definition', ask: (asked) => byDefinition(little, asked).count },
  )
  await compare(
    `more than ${OVER} breaches of a clause in ${WINDOW / DAY} days, on 3,000 statements`,
    few,
    { name: 'engine', ask: small.reached },
    { name: 'definition', ask: (asked) => byDefinition(little, asked).reached },
  )
  console.log(wrong === 0 ? 'every answer was the same' : `${wrong} answers differed`)
  if (wrong > 0) process.exitCode = 1
}
