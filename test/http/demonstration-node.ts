import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildDemonstration,
  DEMONSTRATION_LOG,
  type Demonstration,
} from '../../src/cli/demonstration/build.ts'
import { packageRoot, readDemonstrationFiles } from '../../src/cli/demonstration/files.ts'
import { addToPicture, createPicture, type Picture } from '../../src/core/picture/picture.ts'
import { questionSchema, type Question } from '../../src/core/picture/question.ts'
import { parseInstant } from '../../src/core/time/instant.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { openLedger, type Ledger } from '../../src/server/ledger/ledger.ts'
import type { LogStore } from '../../src/server/ledger/ports.ts'

export const NOW = parseInstant('2026-03-01T12:00:00Z')

let built: Demonstration | undefined
/** The demonstration, built once for a test file. */
export function demonstration(): Demonstration {
  built ??= buildDemonstration(readDemonstrationFiles())
  return built
}

export function demonstrationQuestions(): readonly Question[] {
  const text = readFileSync(join(packageRoot, 'data/syria-2016/questions.json'), 'utf8')
  return questionSchema.array().parse(JSON.parse(text))
}

export type TestNode = AsyncDisposable & {
  readonly ledger: Ledger
  readonly picture: Picture
  readonly questions: readonly Question[]
}

/** A node with the whole demonstration in the given store. */
export async function demonstrationNode(store: LogStore): Promise<TestNode> {
  const { notes, blobs, logSigner } = demonstration()
  const picture = createPicture()
  const texts = new Map<string, Uint8Array>()
  const ledger = await openLedger({
    store,
    keys: { log: logSigner, operator: demonstrationSigner('secretariat') },
    clock: () => NOW,
    log: DEMONSTRATION_LOG,
    stamp: () => 'by-hand',
    fold: {
      add: (entry) => addToPicture(picture, entry, (sha256) => texts.get(sha256)),
      blobAdded: (sha256, bytes) => void texts.set(sha256, bytes),
    },
  })
  for (const blob of blobs) await ledger.putBlob(blob)
  await ledger.submitAll(notes)
  return {
    ledger,
    picture,
    questions: demonstrationQuestions(),
    async [Symbol.asyncDispose]() {
      await ledger[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}
