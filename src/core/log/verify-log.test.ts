import { describe, expect, test } from 'vitest'
import { signerFromSeed, verifyEd25519 } from '../bytes/ed25519.ts'
import { utf8 } from '../bytes/utf8.ts'
import type { LogCheck, SignatureJob } from './log-check.ts'
import { leafHash } from './merkle.ts'
import { tilesGrown } from './tile-growth.ts'
import { encodeBundle, entriesPath, TILE_WIDTH, tilePath, tileWidth } from './tiles.ts'
import { appendLeaf, emptyRange, rangeRoot } from './merkle.ts'
import { signTreeHead } from './tree-head.ts'
import { verifierKey } from './verifier-key.ts'
import { verifyLog } from './verify-log.ts'

const ORIGIN = 'jig.example/trial'
const log = signerFromSeed(ORIGIN, new Uint8Array(32).fill(5))

/** The files of a log of so many entries, and a head over the first `signed` of them. */
function served(entries: readonly Uint8Array[], signed = entries.length) {
  const files = new Map<string, Uint8Array>()
  for (let index = 0; index * TILE_WIDTH < entries.length; index++) {
    const bundle = entries.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH)
    files.set(entriesPath(index, bundle.length), encodeBundle(bundle))
  }
  const leaves = entries.map(leafHash)
  for (const { level, index, width, bytes } of tilesGrown(0, leaves, () => undefined)) {
    files.set(tilePath(level, index, width), bytes)
  }
  const root = rangeRoot(leaves.slice(0, signed).reduce(appendLeaf, emptyRange))
  return { files, head: signTreeHead({ origin: ORIGIN, size: signed, root }, log) }
}

const entriesOf = (count: number) => Array.from({ length: count }, (_, n) => utf8(`entry ${n}`))
/** A job whose signature fits unless the entry is among the bad ones. */
const job = (index: number): SignatureJob => ({
  signer: `author ${index}`,
  keyId: '00000000',
  publicKey: new Uint8Array(),
  message: new Uint8Array(),
  signature: new Uint8Array(),
})

function check(
  { files, head }: ReturnType<typeof served>,
  more: Partial<LogCheck> = {},
): ReturnType<typeof verifyLog> {
  return verifyLog({
    readTile: async (path) => files.get(path) ?? Promise.reject(new Error(`there is no ${path}`)),
    head,
    logKey: verifierKey(ORIGIN, log.publicKey, 'ed25519'),
    verify: verifyEd25519,
    verifyMany: async (jobs) => jobs.map(() => true),
    readEntry: (index) => [job(index)],
    hashTiles: true,
    ...more,
  })
}

describe('checking a whole log', () => {
  test('reads on while the signatures of earlier bundles are still being checked', async () => {
    const answers: (() => void)[] = []
    const report = await check(served(entriesOf(5 * TILE_WIDTH)), {
      verifyMany: (jobs) =>
        new Promise((resolve) => {
          answers.push(() => resolve(jobs.map(() => true)))
          // Nothing is answered before every bundle has been handed over, and then the last one first.
          if (answers.length === 5) for (const answer of answers.toReversed()) answer()
        }),
    })
    expect(report).toMatchObject({ verdict: { holds: true }, entries: 1280, signatures: 1281 })
  })

  test('names what is wrong in log order, whichever thread answers first', async () => {
    const bad = [3, 300, 600, 601, 1000]
    const report = await check(served(entriesOf(1100)), {
      verifyMany: async (jobs) => {
        const first = Number(jobs[0]?.signer.split(' ')[1])
        for (let wait = first; wait < 1100; wait += TILE_WIDTH) await Promise.resolve()
        return jobs.map(({ signer }) => !bad.includes(Number(signer.split(' ')[1])))
      },
    })
    expect(report.findings.map((finding) => ('index' in finding ? finding.index : finding))).toEqual(bad)
  })

  test('fails with the first failure where signatures cannot be checked at all', async () => {
    const verifyMany = (): Promise<never> => Promise.reject(new Error('the checker is closed'))
    await expect(check(served(entriesOf(2000)), { verifyMany })).rejects.toThrow('the checker is closed')
  })

  test('takes the full tile in the place of a partial one that was removed when the log grew', async () => {
    const grown = served(entriesOf(2 * TILE_WIDTH), TILE_WIDTH + 40)
    expect(tileWidth(0, 1, TILE_WIDTH + 40)).toBe(40)
    expect(grown.files.has(entriesPath(1, 40))).toBe(false)
    grown.files.set(tilePath(1, 0, 1), grown.files.get(tilePath(1, 0, 2))?.slice(0, 32) ?? new Uint8Array())
    expect(await check(grown)).toMatchObject({ verdict: { holds: true }, entries: 296 })
  })

  test('takes no bundle that is wider than it may be under its own path', async () => {
    const one = served(entriesOf(300))
    one.files.set(entriesPath(1, 44), encodeBundle(entriesOf(300).slice(256).concat(utf8('one more'))))
    expect((await check(one)).verdict).toMatchObject({ why: 'tile-differs', path: entriesPath(1, 44) })
  })

  test('a tile that is nowhere is withheld, under the path that the head asks for', async () => {
    const less = served(entriesOf(300))
    less.files.delete(entriesPath(1, 44))
    expect((await check(less)).verdict).toMatchObject({ why: 'withheld', path: entriesPath(1, 44) })
  })
})
