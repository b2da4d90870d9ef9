import { memoryStore } from '../../src/server/store/memory-store.ts'
import { logStoreContract } from './log-store.ts'

logStoreContract('memory', async () => memoryStore())
