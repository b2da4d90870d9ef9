import { addSaid, emptyRecord } from '/work/main/src/core/evidence/said.ts'
import { addToIncidents, createIncidents } from '/work/main/src/core/incident/fold.ts'
import { incidentsOf } from '/work/main/src/core/incident/list.ts'
import { incident } from '/work/main/src/core/incident/incident.ts'
import { recount } from '/work/main/src/core/incident/recount.ts'
import { proposeLinks } from '/work/main/src/core/incident/linking.ts'
import { asking, says, inc, at } from '/work/main/src/core/incident/record.test-support.ts'
import { parseInstant } from '/work/main/src/core/time/instant.ts'
import { test } from 'vitest'
test('perf', () => {
const N = 100_000
const base = parseInstant('2016-02-27T00:00:00Z')
let seed = 7; const rnd = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
const all: any[] = []
const acts = ['airstrike','shelling','attack','armed-clash']
for (let i = 0; i < N; i++) {
  if (i % 50 === 49) { all.push(says('sohr', { kind:'reports-linked', incident:`INC-g${i}`, reports:[i-1,i-2,i-3], proposedBy:'machine'})); continue }
  const e = base + Math.floor(rnd()*200*86400000/3600000)*3600000
  all.push(says(['sohr','snhr','rus.general-staff','ucdp'][i%4]!, { kind:'incident-reported', act: acts[i%4], when:{earliest:new Date(e).toISOString(), latest:new Date(e+86399999).toISOString(), precision:'day'}, where:{name:'v'+(i%500), latE7: 330000000+Math.floor(rnd()*40000000), lonE7:360000000+Math.floor(rnd()*50000000), radius:1000, governorate:'Aleppo'}, means:'told', alleged: ['SYR','OPP'][i%2], harm:{killed:{least:1,most:2}} }))
}
const record = emptyRecord(); const inx = createIncidents(record)
let t = performance.now()
all.forEach((statement, i) => addSaid(record, { index: i as any, statement }))
console.log('addSaid', (performance.now()-t).toFixed(0)); t = performance.now()
all.forEach((statement, i) => addToIncidents(inx, { index: i as any, statement }))
console.log('addToIncidents', (performance.now()-t).toFixed(0))
const timed = (name: string, f: () => unknown) => { const ts:number[]=[]; for (let i=0;i<5;i++){ const t=performance.now(); f(); ts.push(performance.now()-t)} console.log(name, ts.map(x=>x.toFixed(1)).join(' ')) }
const q = { ...asking(N), limit: 100 }
timed('first page', () => incidentsOf(inx, q))
timed('filter time', () => incidentsOf(inx, {...q, filter:{from: parseInstant('2016-09-10T00:00:00Z'), to: parseInstant('2016-09-11T00:00:00Z')}}))
timed('filter scope', () => incidentsOf(inx, {...q, filter:{scope:'within'}}))
timed('filter status disputed', () => incidentsOf(inx, {...q, filter:{status:'disputed'}}))
timed('filter text', () => incidentsOf(inx, {...q, filter:{text:'v77'}}))
const grow = (n: number) => { let k = N; for (let i=0;i<n;i++) {} }
let size = N
timed('after one more entry', () => { const st = says('sohr', { kind:'incident-reported', act:'shelling', when:{earliest:'2016-05-05T00:00:00Z', latest:'2016-05-05T01:00:00Z', precision:'hour'}, where:{name:'x'}, means:'told'}); addSaid(record,{index:size as any, statement: st}); addToIncidents(inx,{index:size as any, statement:st}); size++; incidentsOf(inx, {...asking(size), limit:100}) })
timed('as of half', () => incidentsOf(inx, {...q, known: N/2}))
timed('one', () => incident(inx, inc('INC-g49'), asking(N)))
timed('links', () => proposeLinks(inx, at(1000), N, 10))
const rule: any = { id:'r', owner:'sohr', counts:'people-killed', conductOf:null, acts:null, excludedGroups:false, arrests:false, outsideScope:false, dayStarts:'19:00', zone:'x', offsetMinutes:180, evidence:'own-word', name:{en:'r'} }
timed('recount week', () => recount(inx, rule, {from: parseInstant('2016-09-12T16:00:00Z'), until: parseInstant('2016-09-19T16:00:00Z')}, asking(N)))
timed('recount all', () => recount(inx, rule, {from: parseInstant('2016-02-27T00:00:00Z'), until: parseInstant('2016-10-19T16:00:00Z')}, asking(N)))
}, 200000)
