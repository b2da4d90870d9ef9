import { parentPort, workerData } from 'node:worker_threads'
import { openStoreInThisThread } from './pglite-database.ts'
import { answerCalls } from './store-messages.ts'

// The thread in which PGlite runs: a query there blocks, and must not keep the node from answering.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pglite.ts starts this thread
const { folder } = workerData as { readonly folder: string }
const port = parentPort
if (port !== null) {
  const store = await openStoreInThisThread(folder)
  // Ends this thread alone, and at once: the next query would spin in it for ever.
  answerCalls(port, store, () => process.exit(1))
  port.postMessage('open')
}
