// A log of any length, made straight into a store and its exported files, without the cost of handing it in: one
// thread signs, and nothing is verified, since we sign it ourselves.
import { leafHash } from '../../dist/core/log/merkle.js'
import { formatVerifierKey, verifierKey } from '../../dist/core/log/verifier-key.js'
import { signTreeHead } from '../../dist/core/log/tree-head.js'
import { signStatement } from '../../dist/core/statement/sign.js'
import { demonstrationSigner } from '../../dist/server/keys/node-signer.js'
import { logOpenedNote } from '../../dist/server/ledger/new-log.js'
import { emptyTree, grown, treeFromStore } from '../../dist/server/ledger/tree.js'

export const LOG = 'bench'
export const ORIGIN = 'jig.example/bench'
export const keys = { log: demonstrationSigner(ORIGIN), operator: demonstrationSigner('secretariat') }
const source = demonstrationSigner('snhr')
const BATCH = 256

const say = (signer, said) =>
  signStatement({ saidAt: '2016-09-13T08:00:00Z', ...said, jig: 1, log: LOG, by: [signer.name] }, [signer])

function beginning({ operator }) {
  const key = formatVerifierKey(verifierKey('snhr', source.publicKey, 'ed25519'))
  return [
    [
      'log-opened',
      logOpenedNote(
        LOG,
        operator,
        { title: { en: 'Bench' }, demonstration: true },
        Date.parse('2016-09-13T07:00:00Z'),
      ),
    ],
    [
      'role-granted',
      say(operator, { kind: 'role-granted', actor: 'snhr', name: { en: 'SNHR' }, role: 'monitor' }),
    ],
    ['key-registered', say(operator, { kind: 'key-registered', actor: 'snhr', key, demonstration: true })],
  ]
}

/** The `n`-th report, of about 700 bytes. */
export function report(n) {
  return say(source, {
    kind: 'incident-reported',
    act: 'shelling',
    when: { earliest: '2016-09-12T17:00:00Z', latest: '2016-09-12T18:00:00Z', precision: 'hour' },
    where: { name: `Village ${n}`, latE7: 361_000_000, lonE7: 371_000_000, radius: 1000 },
    means: 'told',
    alleged: 'SYR',
    harm: { killed: { least: 1, most: 3 } },
    words: { lang: 'en', text: 'Shells fell on the market street in the evening; two houses burnt.' },
  })
}

/** Grows the log in `store` to `size` entries, from wherever it stands. @returns its head */
export async function growTo(store, size, { log, operator } = keys) {
  let head = await store.readHead()
  let tree = head === undefined ? emptyTree : await treeFromStore(store, head.size)
  const first = beginning({ operator })
  while (tree.range.size < size) {
    const at = tree.range.size
    const bodies = first.slice(at)
    while (bodies.length < BATCH && at + bodies.length < size)
      bodies.push(['incident-reported', report(at + bodies.length)])
    const entries = bodies.map(([kind, body]) => {
      return {
        body,
        leaf: leafHash(body),
        kind,
        author: kind === 'incident-reported' ? 'snhr' : operator.name,
      }
    })
    const growth = grown(
      tree,
      entries.map(({ leaf }) => leaf),
    )
    const next = { size: growth.tree.range.size, root: growth.root }
    const signed = { ...next, note: signTreeHead({ origin: log.name, ...next }, log) }
    await store.append({ entries, tiles: growth.tiles, expected: head, next: signed })
    tree = growth.tree
    head = signed
  }
  return head
}
