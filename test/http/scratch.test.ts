import { expect, test } from 'vitest'
import { memoryStore } from '../../src/server/store/memory-store.ts'
import { createApp } from '../../src/server/http/app.ts'
import { demonstrationNode } from './demonstration-node.ts'
test('scratch', async () => {
  let t=Date.now(); const tick=(w:string)=>{console.log(w, Date.now()-t); t=Date.now()}
  await using node = await demonstrationNode(memoryStore())
  tick('loaded')
  const app = createApp(node, { version: '0', now: () => performance.now(), addressOf: () => undefined, onFault: (e) => console.log(e) })
  for (const p of ['/checkpoint','/tile/0/000','/tile/entries/000','/api/log','/api/actors','/api/entries?limit=1','/api/entries/3','/api/entries/3/receipt','/api/agreements','/api/agreements/SEP','/api/agreements/SEP/standings','/api/agreements/SEP/standings?at=2016-09-15T18:00:00Z&known=2016-09-17T00:00:00Z','/api/agreements/SEP/clauses/SEP.4/history','/api/incidents?limit=3','/api/incidents','/api/incidents/INC-deir-ez-zor','/api/tallies?from=2016-09-12T16:00:00Z&to=2016-09-19T16:00:00Z','/api/tallies/side-by-side','/api/tallies/side-by-side?from=2016-09-12T16:00:00Z&to=2016-09-19T16:00:00Z','/api/questions','/openapi.json','/healthz','/nope','/api/nope']) {
    const r = await app.fetch(new Request('http://x'+p)); const b = await r.text()
    tick(`${r.status} ${p} ${b.length} ${b.slice(0,160).replaceAll('\n','|')}`)
  }
  const q = await (await app.fetch(new Request('http://x/api/questions'))).json()
  if (q.questions) for (const a of q.questions) { console.log(a.id, JSON.stringify(a.answer.summary).slice(0,2500), a.answer.evidence.length) }
  expect(1).toBe(1)
})
