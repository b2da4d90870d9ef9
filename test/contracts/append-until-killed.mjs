// Submits statements one by one to a ledger on the embedded store, and says after each how many are acknowledged.
import { pathToFileURL } from 'node:url'

const [, , dist, folder] = process.argv
const from = (module) => import(pathToFileURL(dist + module).href)
const { openPgliteStore } = await from('server/store/pglite.js')
const { openNewLog } = await from('server/ledger/new-log.js')
const { demonstrationSigner } = await from('server/keys/node-signer.js')
const { signStatement } = await from('core/statement/sign.js')

const operator = demonstrationSigner('secretariat')
const ledger = await openNewLog(
  {
    store: await openPgliteStore({ folder }),
    keys: { log: demonstrationSigner('jig.example/trial-2016'), operator },
    clock: Date.now,
    log: 'trial-2016',
    fold: { add() {} },
    stamp: () => 'by-hand',
  },
  { title: { en: 'A trial' }, demonstration: true },
)
for (let n = 0; ; n++) {
  const said = {
    jig: 1,
    kind: 'document-cited',
    log: 'trial-2016',
    by: ['secretariat'],
    saidAt: '2016-09-13T08:00:00Z',
  }
  await ledger.submit(signStatement({ ...said, about: `document ${n}` }, [operator]))
  process.stdout.write(`${ledger.size()}\n`)
}
