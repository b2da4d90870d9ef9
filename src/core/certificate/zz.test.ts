import { test } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { certificateOf } from '../standing/certify.ts'
import { hours } from '../standing/small-world.test-support.ts'
import { at, FIRST, id, moment, report, told, type Said } from '../standing/truce.test-support.ts'
import { entriesOf, whole } from './certificate.test-support.ts'
import { checkCertificate } from './check.ts'
test('time', () => {
  for (const n of [2000, 20000]) {
    const said: Said[] = ['green.mfa', 'white.mfa'].map((by) => ({ kind: 'term-determined', by, agreement: 'TRU', term: 'DayD', value: { is: 'moment', instant: hours(-1) } }))
    for (let i = 0; i < n; i++) said.push(i % 40 === 39 ? { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(i / n * 90) } : report(i % 3 ? 'paper' : 'blue.army', moment(hours(i / n * 90)), { alleged: i % 2 ? 'RED' : 'BLUE' }))
    const engine = told(whole, ...said)
    const entries = entriesOf(said)
    for (const c of ['T.1', 'T.3', 'T.9', 'T.7']) {
      const clause = whole.clauses.get(id(c))!
      let s = process.cpuUsage().user
      const cert = certificateOf(engine, { agreement: id('TRU'), at: at(hours(95)), known: engine.size, reading: RECORD_READING, clause: id(c), party: clause.bearers[0]! })
      const made = process.cpuUsage().user - s
      s = process.cpuUsage().user
      const r = n > 3000 && cert.whyNot.some((w) => w.open.length > 500) ? { is: 'skipped' } : checkCertificate(cert, { entries, textOf: () => whole })
      console.log(n, c, cert.status, cert.whyNot.map((w) => w.open.length), 'made ms', made / 1000, r.is, 'checked ms', (process.cpuUsage().user - s) / 1000)
    }
  }
}, 500000)
