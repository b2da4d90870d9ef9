import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { threeNodes, threePolicy } from '../../dist/cli/three/nodes.js'
import { cosignTreeHead } from '../../dist/core/log/cosignature.js'
import { formatNote, parseNote } from '../../dist/core/log/signed-note.js'
import { parseInstant } from '../../dist/core/time/instant.js'
import { demonstrationSigner } from '../../dist/server/keys/node-signer.js'

const AT = parseInstant('2016-10-04T12:00:00Z')

/**
 * Writes, beside each other, the policy of the three nodes and the demonstration's head as its cosigners might have left
 * it: `[name, whether the policy is satisfied]`, each in a file of that name.
 */
export function writeCosigned(folder, at) {
  const head = new Uint8Array(readFileSync(join(folder, 'checkpoint')))
  const cosigned = (...names) =>
    names.reduce((note, name) => cosignTreeHead(note, demonstrationSigner(name), AT), head)
  const ours = parseNote(cosigned('usa.node'))
  const damaged = {
    ...ours,
    signatures: ours.signatures.map((line, i) =>
      i === 0 ? line : { ...line, signature: line.signature.with(7, 1 ^ line.signature[7]) },
    ),
  }
  const heads = [
    ['cosigned by both', true, cosigned('usa.node', 'rus.node')],
    ['cosigned by one, as the policy asks', true, cosigned('rus.node')],
    ['cosigned by nobody', false, head],
    ['cosigned by a stranger', false, cosigned('syr.node')],
    ['cosigned at another time than was signed', false, formatNote(damaged)],
  ]
  writeFileSync(at('policy.txt'), threePolicy(threeNodes('folder', 7016)))
  for (const [name, , bytes] of heads) writeFileSync(at(name), bytes)
  return heads.map(([name, satisfied]) => [name, satisfied])
}
