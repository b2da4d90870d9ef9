import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toBase64 } from '../../dist/core/bytes/base64.js'
import { emptyRange, appendLeaf, leafHash, nodeHash, rangeRoot } from '../../dist/core/log/merkle.js'
import { consistencyProof, inclusionProof } from '../../dist/core/log/proof.js'
import { formatReceipt } from '../../dist/core/log/receipt.js'
import { decodeBundle, entriesPath, TILE_WIDTH, tileWidth } from '../../dist/core/log/tiles.js'
import { parseTreeHead, signTreeHead } from '../../dist/core/log/tree-head.js'
import { parseNote } from '../../dist/core/log/signed-note.js'
import { demonstrationSigner } from '../../dist/server/keys/node-signer.js'

/** Proofs made by jig's core over an exported log, for others to check: inclusion, consistency, and a receipt. */
export async function writeProofs(folder, file) {
  const { origin, size } = parseTreeHead(parseNote(readFileSync(join(folder, 'checkpoint'))).text)
  const leaves = []
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const bundle = readFileSync(join(folder, entriesPath(index, tileWidth(0, index, size))))
    leaves.push(...decodeBundle(bundle).map(leafHash))
  }
  const hashAt = (level, index) =>
    level === 0 ? leaves[index] : nodeHash(hashAt(level - 1, 2 * index), hashAt(level - 1, 2 * index + 1))
  const read = async (level, index) => hashAt(level, index)
  const written = (path) => path.map(toBase64)
  const inclusions = []
  for (const index of [0, 1, 255, 256, 1000, size - 2, size - 1])
    inclusions.push({ index, path: written(await inclusionProof(index, size, read)) })
  const consistency = []
  for (const older of [1, 2, 255, 256, 257, 1024, 1300, size - 1, size])
    consistency.push({ older, path: written(await consistencyProof(older, size, read)) })

  const early = 1500
  const root = rangeRoot(leaves.slice(0, early).reduce(appendLeaf, emptyRange))
  const head = signTreeHead({ origin, size: early, root }, demonstrationSigner(origin))
  const path = await inclusionProof(1234, early, read)
  const receipt = Buffer.from(formatReceipt({ index: 1234, path, head })).toString()
  writeFileSync(file, JSON.stringify({ inclusions, consistency, receipt }))
}
