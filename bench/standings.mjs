// The standing engine on a large made-up agreement: 1,000 clause instances of mixed kernels, statements 10 % late and 6 %
// corrected, answered or withdrawn; statements a second, time for each statement, memory, where everything stands as of
// random pairs of (event time, knowledge time), with and without the reasons. Then what should hurt: everything told backwards, one duty with very many claims, windows
// from one hour to one year. The named peer, in the same run: the certificate checker, which goes through the whole log
// for each question by the definitions, on a small log.
// Usage: node --expose-gc bench/standings.mjs [statements]   (after `npm run build:code`)
import { spawnSync } from 'node:child_process'
import { expectShortLives } from '../dist/cli/house/short-lived.js'
import { readAgreement } from '../dist/core/agreement/read-agreement.js'
import { checkCertificate } from '../dist/core/certificate/check.js'
import { RECORD_READING } from '../dist/core/evidence/readings.js'
import { boardOf, standingOf, statusesOf } from '../dist/core/standing/board.js'
import { certificateOf } from '../dist/core/standing/certify.js'
import { addToEngine, createEngine } from '../dist/core/standing/engine.js'
import { parseStatementLine } from '../dist/core/statement/parse.js'
import { statementLine } from '../dist/core/statement/write.js'
import { parseInstant } from '../dist/core/time/instant.js'

// As a node does when it starts.
expectShortLives()

const HOUR = 3_600_000
const count = Number(process.argv[2] ?? 1_000_000)
const START = parseInstant('2016-01-01T00:00:00Z')
const SPAN = 366 * 24 * HOUR
/** MiB */
const HEAP = 512
const ACTS = [
  'airstrike',
  'shelling',
  'rocket-fire',
  'sniper-fire',
  'arrest',
  'access-denial',
  'military-flight',
  'movement',
]
const PARTIES = ['PA', 'PB', 'PC', 'PD', 'PE']
const AREAS = Array.from({ length: 20 }, (_, i) => `G${i}`)

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

/** 200 clauses for each of five parties: conduct in 20 areas, things to do, streaks, counts, and what waits for them. */
function text(window = '7d', clauses = 200) {
  const lines = [
    '# A large truce',
    '',
    '```jig agreement BIG',
    'name: Big',
    'force: in force',
    'agreed: 2015-12-31T00:00:00Z',
    'starts: on Start',
    'calendar: {zone: UTC, offset: "+00:00", changes: ["2030-01-01T00:00:00Z +00:00"]}',
    '```',
    '',
    '```jig moment Start',
    'means: The start.',
    'fixed: 2016-01-01T00:00:00Z',
    '```',
    '',
    '```jig state calm',
    'means: Quiet.',
    'test: no breach of C.0, C.8',
    'if silent: compliant',
    'heard from: actor un',
    '```',
    '',
  ]
  for (const party of PARTIES) lines.push(`\`\`\`jig party ${party}`, `name: ${party}`, '```', '')
  for (const area of AREAS)
    lines.push(`\`\`\`jig area A${area}`, 'means: An area.', `extent: governorates ${area}`, '```', '')
  for (let i = 0; i < clauses; i += 1) {
    lines.push(
      '> It is agreed.',
      '',
      `\`\`\`jig clause C.${i}`,
      'cites: ¶',
      `who: each of ${PARTIES.join(', ')}`,
    )
    const kind = i % 8
    if (kind < 5) {
      lines.push(
        'must not: do so',
        `acts: [${ACTS[i % ACTS.length]}]`,
        `area: A${AREAS[Math.floor(i / 8) % AREAS.length]}`,
      )
      if (kind === 1) lines.push('except: [self-defence]')
      if (kind === 2) lines.push('until: Start + 200d')
    } else if (kind === 5) lines.push('must achieve: do it', 'within: 48h')
    else if (kind === 6) lines.push('may: answer', `when: more than 3 breaches of C.${i - 6} in ${window}`)
    else
      lines.push(
        'must achieve: go on',
        i === 7 ? `when: holds calm for ${window}` : `when: done C.${i - 2}`,
        'within: 72h',
      )
    lines.push(
      'shown by: verified by role monitor',
      'if silent: compliant',
      'heard from: actor un',
      '```',
      '',
    )
  }
  const { agreement, problems } = readAgreement(lines.join('\n'), 'big.md')
  if (agreement === undefined) throw new Error(problems.map(({ message }) => message).join('; '))
  return agreement
}

const named = (name) => ({ en: name })
const when = (time, span = 0) => ({ earliest: time, latest: time + span, precision: 'day' })

/**
 * Statements as the parser gives them, one after another. `time` says when the n-th thing happened; `place` where, and by
 * whom. Of what was told only the last reports and incidents are kept, for the statements that speak of them.
 */
function* generate(agreement, total, { time, place } = {}) {
  const pick = numbers(0x9e3779b9)
  const of = (list) => list[pick(list.length)]
  let n = 0
  // Kept as the parser leaves them: an object literal with what is spread into it takes twice the memory.
  const say = (by, body) => {
    n += 1
    return JSON.parse(JSON.stringify({ jig: 1, log: 'bench', by, saidAt: START, ...body }))
  }
  yield say(['office'], { kind: 'role-granted', actor: 'un', name: named('un'), role: 'monitor' })
  for (const party of PARTIES)
    yield say(['office'], {
      kind: 'role-granted',
      actor: party.toLowerCase(),
      name: named(party),
      role: 'party',
      actsFor: party,
    })
  yield say(['office'], { kind: 'agreement-adopted', agreement: 'BIG', package: agreement.digest })
  const reports = []
  const incidents = []
  for (;;) {
    if (n >= total) return
    const onTime = Math.floor((n / total) * SPAN)
    const late = pick(10) === 0 ? pick(30 * 24) * HOUR : 0
    const at = START + (time === undefined ? Math.max(0, onTime - late) : time(n / total))
    const what = pick(1000)
    if (what < 900 || reports.length < 100) {
      const entry = n
      const where = { name: 'a place', governorate: place?.area ?? of(AREAS) }
      const act = place?.act ?? of(ACTS)
      const alleged = place?.party ?? (pick(10) === 0 ? undefined : of(PARTIES))
      const body = { kind: 'incident-reported', act, when: when(at, pick(2) * HOUR), where, means: 'told' }
      const report = say(['paper'], alleged === undefined ? body : { ...body, alleged })
      latest(reports, { entry, report }, 1000)
      yield report
      continue
    }
    const { entry, report } = reports[reports.length - 1 - pick(reports.length)]
    if (what < 930) {
      const incident = `INC-n${n}`
      latest(incidents, { incident, report }, 200)
      yield say(['un'], { kind: 'reports-linked', incident, reports: [entry], proposedBy: 'person' })
    } else if (what < 945 && incidents.length > 0) {
      const { incident, report: of_ } = incidents[incidents.length - 1 - pick(incidents.length)]
      const { act, where, alleged, when: then } = of_
      const clause = [...agreement.clauses.values()].find(
        ({ conduct }) => conduct.acts.includes(act) && conduct.area === `A${where.governorate}`,
      )
      yield say(['un'], {
        kind: 'finding-made',
        incident,
        outcome: of(['confirmed', 'confirmed', 'not-confirmed', 'undetermined']),
        when: then,
        touches: clause ? [{ agreement: 'BIG', clause: clause.id }] : [],
        attribution: [{ to: alleged ?? of(PARTIES), confidence: 'established' }],
      })
    } else if (what < 965) {
      const { kind, act, when: then, where, means, alleged } = report
      const body = {
        kind,
        act,
        when: when(then.earliest - HOUR, HOUR),
        where,
        means,
        ...(alleged === undefined ? {} : { alleged }),
      }
      yield say(['paper'], { kind: 'statement-corrected', entry, because: 'mistaken', instead: body })
    } else if (what < 975) yield say(['paper'], { kind: 'statement-withdrawn', entry, because: 'mistaken' })
    else if (what < 985)
      yield say([of(PARTIES).toLowerCase()], {
        kind: 'reply-made',
        to: entry,
        stance: of(['denies', 'explains']),
      })
    else if (what < 988) yield say(['un'], { kind: 'source-closed', source: 'un', through: at })
    else {
      const clause = `C.${8 * pick(25) + (pick(2) === 0 ? 5 : 7)}`
      const kind = of(['act-declared', 'act-confirmed', 'act-refuted'])
      const party = of(PARTIES)
      yield say([kind === 'act-declared' ? party.toLowerCase() : 'un'], {
        kind,
        agreement: 'BIG',
        clause,
        party,
        when: when(at),
      })
    }
  }
}

/** Adds to a list of which the last few are kept. */
function latest(list, one, keep) {
  if (list.length === keep) list.shift()
  list.push(one)
}

const quantile = (times, q) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? NaN
const shown = (value) => (value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en'))
const line = (what, value, unit) => console.log(`${what.padEnd(66)} ${shown(value).padStart(12)} ${unit}`)
const ms = (work) => {
  const start = performance.now()
  const result = work()
  return [performance.now() - start, result]
}
const heap = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
}

function fold(statements, agreement, each) {
  const engine = createEngine()
  const context = { textOf: () => agreement }
  let index = 0
  for (const statement of statements) {
    const before = each === undefined ? 0 : performance.now()
    addToEngine(engine, { index, statement }, context)
    if (each !== undefined) each[index] = performance.now() - before
    index += 1
  }
  return engine
}

/** Folds a log of which nobody else keeps anything, as a node does, and says how long the folding alone took, in ms. */
function foldAlone(statements, agreement) {
  const engine = createEngine()
  const context = { textOf: () => agreement }
  let [index, took] = [0, 0]
  const foldPart = (part) => {
    const [time] = ms(() => {
      for (const statement of part) addToEngine(engine, { index: index++, statement }, context)
    })
    took += time
  }
  let part = []
  for (const statement of statements) {
    part.push(statement)
    if (part.length < 10_000) continue
    foldPart(part)
    part = []
  }
  foldPart(part)
  return [took, engine]
}

/** Wall-clock times and this process's CPU times, in ms: on a machine that others use, the second says more. */
function timed(times, work) {
  const wall = new Float64Array(times)
  const cpu = new Float64Array(times)
  for (let i = 0; i < times; i += 1) {
    const [began, used] = [performance.now(), process.cpuUsage()]
    work(i)
    const { user, system } = process.cpuUsage(used)
    wall[i] = performance.now() - began
    cpu[i] = (user + system) / 1000
  }
  return { wall, cpu }
}

const asked = ({ at, known }) => ({ agreement: 'BIG', at, known, reading: RECORD_READING })
/** Where every duty stands for every bearer; and the same with every reason, open matter and move, as a screen asks. */
const board = (engine, ask) => statusesOf(engine, asked(ask))
const explained = (engine, ask) => boardOf(engine, asked(ask))
const boards = (engine, asks, of = board) => timed(asks.length, (i) => of(engine, asks[i]))

function shownTimes(what, { wall, cpu }, quantiles = [0.5, 0.99]) {
  for (const q of quantiles) {
    line(`${what}, p${q * 100}`, quantile(wall, q), 'ms')
    line(`${what}, p${q * 100}, CPU`, quantile(cpu, q), 'ms')
  }
}

/**
 * The runtime goes on compiling for about the first thousand boards, and the host's memory is fast in one minute and slow in
 * the next: the first thousand are shown apart, and of those after them the round in the middle by its 99th percentile,
 * beside the best and the worst. Gives the last thousand questions.
 */
function shownInRounds(engine) {
  const what = 'status of all instances as of a random pair'
  const [begins, ...rounds] = Array.from({ length: 6 }, (_, i) => {
    const asks = randomAsks(1000, count, 0x2545f491 + i)
    return { asks, times: boards(engine, asks) }
  })
  shownTimes(`${what}, the first thousand`, begins.times, [0.5, 0.9, 0.99])
  const ordered = rounds.toSorted((a, b) => quantile(a.times.wall, 0.99) - quantile(b.times.wall, 0.99))
  shownTimes(`${what}, the middle thousand of five`, ordered[2].times, [0.5, 0.9, 0.99])
  const [best, worst] = [ordered[0], ordered[4]].map(({ times }) => quantile(times.wall, 0.99))
  line('p99 of the best thousand', best, 'ms')
  line('p99 of the worst thousand', worst, 'ms')
  return rounds[4].asks
}

function randomAsks(n, total, seed = 0x2545f491) {
  const pick = numbers(seed)
  return Array.from({ length: n }, () => ({ at: START + pick(SPAN), known: 100 + pick(total - 100) }))
}

const agreement = text()
const instances = [...agreement.clauses.values()].reduce((sum, { bearers }) => sum + bearers.length, 0)
if (process.argv[3] === 'memory') memory()
else {
  console.log(
    `standings: ${count.toLocaleString('en')} statements, ${instances} clause instances, node ${process.version}`,
  )
  const limit = `--max-old-space-size=${HEAP}`
  spawnSync(process.execPath, ['--expose-gc', limit, process.argv[1], count, 'memory'], { stdio: 'inherit' })
  // Each part is a function of its own, so that its log and its engine are gone before the next one is measured.
  for (const part of [usual, hurtful, peer]) {
    globalThis.gc?.()
    part()
  }
}

/** Written down and read again, as a node reads what comes in: this decides how much memory a statement takes. */
function* parsed(statements) {
  const whole = (time) => new Date(Math.floor(time / 1000) * 1000).toISOString().replace('.000Z', 'Z')
  const times = new Set(['saidAt', 'earliest', 'latest', 'through'])
  const written = (statement) =>
    JSON.parse(JSON.stringify(statement, (key, value) => (times.has(key) ? whole(value) : value)))
  for (const statement of statements) yield parseStatementLine(statementLine(written(statement)))
}

/**
 * What a process holds that has folded the whole log: the record with its statements, and the engine. In a process of its
 * own whose heap may not pass HEAP: the runtime takes more than it needs as long as nobody stops it.
 */
function memory() {
  const [empty, before] = [heap(), process.memoryUsage().rss]
  const engine = fold(parsed(generate(agreement, count)), agreement)
  line('memory after the fold, statements and all: heap', (heap() - empty) / 2 ** 20, 'MiB')
  line(
    `the same, of the whole process (RSS), with a heap of at most ${HEAP} MiB`,
    process.memoryUsage().rss / 2 ** 20,
    'MiB',
  )
  line('of that, before the fold', before / 2 ** 20, 'MiB')
  board(engine, randomAsks(1, count)[0])
  globalThis.gc?.()
  line('RSS with the claims of the first question', process.memoryUsage().rss / 2 ** 20, 'MiB')
}

function usual() {
  const [folding, engine] = foldAlone(generate(agreement, count), agreement)
  line('fold', count / (folding / 1000), 'statements/s')
  const [first] = randomAsks(1, count)
  shownTimes('all instances, the first question after the fold', boards(engine, [first]), [0.5])
  globalThis.gc?.()
  const asks = shownInRounds(engine)
  shownTimes('the same with reasons, open matters and moves', boards(engine, asks, explained))
  shownTimes(
    'status of all instances, now and all known',
    boards(
      engine,
      Array.from({ length: 100 }, () => ({ at: START + SPAN, known: count })),
    ),
  )
  const pick = numbers(0x51ed270b)
  const clauses = [...agreement.clauses.keys()]
  const ofOne = asks.map((ask) => ({ ...asked(ask), clause: clauses[pick(clauses.length)] }))
  shownTimes(
    'why and whose move, one clause as of a random pair',
    timed(ofOne.length, (i) => standingOf(engine, ofOne[i])),
  )
  live(engine)
  single()
}

/** Each statement by itself, into an engine of its own: two at once would lie scattered among each other. */
function single() {
  const times = new Float64Array(count)
  fold(generate(agreement, count), agreement, times)
  line('one statement, p50', quantile(times, 0.5) * 1000, 'µs')
  line('one statement, p99', quantile(times, 0.99) * 1000, 'µs')
  line('one statement, p99.9', quantile(times, 0.999) * 1000, 'µs')
}

/** A node that shows the board after each new statement. */
function live(engine) {
  const context = { textOf: () => agreement }
  const more = [...generate(agreement, 1_000)].filter(({ kind }) => kind === 'incident-reported')
  const begins = count
  shownTimes(
    'a report folded and all statuses asked again',
    timed(300, (i) => {
      addToEngine(engine, { index: begins + i, statement: more[i] }, context)
      board(engine, { at: START + SPAN, known: begins + i + 1 })
    }),
  )
}

function hurtful() {
  console.log('what should hurt')
  const small = Math.min(count, 200_000)
  const backwards = generate(agreement, small, { time: (part) => Math.floor((1 - part) * SPAN) })
  const [backTime, back] = foldAlone(backwards, agreement)
  line(`fold, told backwards (${small.toLocaleString('en')})`, small / (backTime / 1000), 'statements/s')
  board(back, { at: START + SPAN, known: small })
  shownTimes('statuses as of a random pair, told backwards', boards(back, randomAsks(200, small)))
  const place = { area: 'G0', act: 'airstrike', party: 'PA' }
  const [oneTime, one] = foldAlone(generate(agreement, count, { place }), agreement)
  line(
    `fold, all claims against one duty (${count.toLocaleString('en')})`,
    count / (oneTime / 1000),
    'statements/s',
  )
  shownTimes('the first question after the fold', boards(one, randomAsks(1, count)), [0.5])
  shownTimes('statuses as of a random pair, all claims against one duty', boards(one, randomAsks(200, count)))
  for (const window of ['1h', '24h', '30d', '365d']) {
    const windowed = text(window)
    const of = fold(generate(windowed, small), windowed)
    board(of, { at: START, known: small })
    shownTimes(`statuses as of a random pair, windows of ${window}`, boards(of, randomAsks(200, small)))
  }
}

function peer() {
  console.log('the peer: the checker, which goes through the whole log by the definitions')
  const little = [...generate(agreement, 1_000)]
  const fresh = fold(little, agreement)
  const entries = little.map((statement, index) => ({ index, statement }))
  const sample = [...agreement.clauses.values()].filter(({ id }) => /^C\.\d*[0-5]$/.test(id)).slice(0, 20)
  const question = { ...asked({ at: START + SPAN, known: little.length }), party: 'PA' }
  const [certifying, certificates] = ms(() =>
    sample.map(({ id }) => certificateOf(fresh, { is: 'clause', ...question, clause: id })),
  )
  const [checking, verdicts] = ms(() =>
    certificates.map((one_) => checkCertificate(one_, { entries, textOf: () => agreement })),
  )
  line('engine, one certificate on 1,000 statements', certifying / sample.length, 'ms')
  line('checker, one certificate on 1,000 statements', checking / sample.length, 'ms')
  line('ratio checker / engine', checking / certifying, 'times')
  const tally = (is) => verdicts.filter((verdict) => verdict.is === is).length
  console.log(
    `accepted ${tally('holds')}, cannot ${tally('cannot')}, refused ${tally('refused')} of ${verdicts.length}`,
  )
  if (tally('refused') > 0) process.exitCode = 1
}
