import { execFileSync } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import { verdictCommand } from '../../src/cli/commands/verdict.ts'
import { packageRoot } from '../../src/cli/demonstration/files.ts'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { utf8 } from '../../src/core/bytes/utf8.ts'
import type { VerdictRecord } from '../../src/core/log/finding.ts'
import { isLogIndex } from '../../src/core/log/log-index.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../../src/core/log/merkle.ts'
import { signPictureClaim } from '../../src/core/log/picture-claim.ts'
import { formatVerifierKey, verifierKey } from '../../src/core/log/verifier-key.ts'
import { PICTURE_FORMAT, pictureDigest } from '../../src/core/picture/digest.ts'
import { addToPicture, createPicture } from '../../src/core/picture/picture.ts'
import { parseStatement } from '../../src/core/statement/parse.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { demonstration, LOG_SIGNER, statement, writeIn, writeLog } from './exported-log.ts'
import { honest } from './forgeries.ts'
import { findingsOfCore, runIndependent, scratch } from './run-checkers.ts'

/** A true log, just long enough to have agreements and what was said about them. */
const SHORT = 150
const log = honest().slice(0, SHORT)

/** What its entries make. */
function truth() {
  const blobs = new Map(demonstration().blobs.map((bytes) => [sha256Hex(bytes), bytes]))
  const picture = createPicture()
  for (const [index, note] of log.entries()) {
    if (!isLogIndex(index)) throw new RangeError('too many entries')
    addToPicture(picture, { index, statement: parseStatement(note).statement }, (sha256) => blobs.get(sha256))
  }
  return pictureDigest(picture, SHORT)
}

const digested = (through: number, digest: string, format = PICTURE_FORMAT): Uint8Array =>
  statement({ kind: 'picture-digested', by: ['secretariat'], through, format, digest })
const last = SHORT - 1

describe('a digest of the picture, published', () => {
  const built = scratch()
  beforeAll(() => {
    execFileSync(process.execPath, [join(packageRoot, 'tools/verify/build.mjs'), `${built.path}/`])
  })
  afterAll(() => built[Symbol.dispose]())

  /** jig-verify.mjs with jig's own rules beside it. */
  function withCore(folder: string) {
    using alone = scratch()
    copyFileSync(join(built.path, 'jig-core.mjs'), join(alone.path, 'jig-core.mjs'))
    const { out, exit } = runIndependent(alone.path, [folder, '--json'])
    const words = runIndependent(alone.path, [folder]).out
    return { exit, words, ...(JSON.parse(out) as { findings: readonly object[]; pictures: object | null }) }
  }

  test('falsely: named by jig verify and by jig-verify.mjs, with the figure where the text lies beside the log', async () => {
    using folder = scratch()
    const { text, digest: computed } = truth()
    const lie = text.replace(/^incidents .*$/m, 'incidents 0')
    const published = sha256Hex(utf8(lie))
    writeLog(folder.path, [...log, digested(last, published)])
    const named = { why: 'picture-differs', index: SHORT, size: SHORT, published, computed }
    expect(await findingsOfCore(folder.path)).toMatchObject([{ ...named, figure: null }])
    writeIn(folder.path, `blob/${published}`, lie)
    const figure = { line: 5, published: 'incidents 0', computed: /^incidents .*$/m.exec(text)?.[0] }
    expect(await findingsOfCore(folder.path)).toMatchObject([{ ...named, figure }])
    const independent = withCore(folder.path)
    expect(independent.findings).toMatchObject([{ ...named, figure }])
    expect(independent.exit).toBe(1)
    expect(independent.words).toContain(
      `Entry ${SHORT}: the published picture does not follow from the entries`,
    )
  })

  test('truly: compared, and said so', async () => {
    using folder = scratch()
    writeLog(folder.path, [...log, digested(last, truth().digest)])
    expect(await findingsOfCore(folder.path)).toEqual([])
    const { exit, words, pictures } = withCore(folder.path)
    expect(exit).toBe(0)
    expect(pictures).toMatchObject({ same: 1, notCompared: 0 })
    expect(words).toMatch(/Meaning computed with jig’s own rules: 1 published digest/)
    expect(words).toMatch(/^Picture {2}([0-9a-f]{8} ?){8}$/m)
  })

  test('without jig’s rules beside it, jig-verify.mjs says that meaning was not checked', () => {
    using folder = scratch()
    using alone = scratch()
    writeLog(folder.path, [...log, digested(last, sha256Hex(utf8('a lie')))])
    const { out, exit } = runIndependent(alone.path, [folder.path])
    expect(exit).toBe(0)
    expect(out).toContain('Meaning not checked: jig-core.mjs does not lie beside this program.')
  })

  test('in a form of another version: not compared, and no finding', async () => {
    using folder = scratch()
    writeLog(folder.path, [...log, digested(last, sha256Hex(utf8('?')), 'jig-picture/99')])
    expect(await findingsOfCore(folder.path)).toEqual([])
    expect(withCore(folder.path).pictures).toMatchObject({ same: 0, notCompared: 1 })
  })

  test('of entries that come after it: it should not stand', async () => {
    using folder = scratch()
    writeLog(folder.path, [...log, digested(SHORT + 100, truth().digest)])
    const named = [{ why: 'entry-inadmissible', code: 'reference-missing', index: SHORT }]
    expect(await findingsOfCore(folder.path)).toMatchObject(named)
    expect(withCore(folder.path).findings).toMatchObject(named)
  })

  test('in a log that is not in order, its meaning is not asked', async () => {
    using folder = scratch()
    const stranger = statement({ kind: 'document-cited', about: 'a page', by: ['nobody-in-particular'] })
    writeLog(folder.path, [...log, stranger, digested(last, sha256Hex(utf8('a lie')))])
    expect((await findingsOfCore(folder.path)).map(({ why }) => why)).toEqual(['entry-inadmissible'])
    expect(withCore(folder.path).pictures).toBeUndefined()
  })
})

test('a node’s false claim is proved to a third person by its file and a copy of the log', async () => {
  using folder = scratch()
  writeLog(folder.path, log)
  const node = demonstrationSigner('north.node')
  const published = sha256Hex(utf8('another picture'))
  const root = rangeRoot(
    log
      .slice(0, SHORT)
      .map(leafHash)
      .reduce((range, leaf) => appendLeaf(range, leaf), emptyRange),
  )
  const record = {
    jig: 'verdict',
    version: 1,
    seenAt: '2016-09-20T12:00:00Z',
    seenBy: 'south.node',
    from: 'http://north.example',
    origin: LOG_SIGNER.name,
    logKey: formatVerifierKey(verifierKey(LOG_SIGNER.name, LOG_SIGNER.publicKey, 'ed25519')),
    finding: {
      holds: false,
      why: 'node-picture-differs',
      node: node.name,
      key: formatVerifierKey(verifierKey(node.name, node.publicKey, 'ed25519')),
      claim: signPictureClaim(
        LOG_SIGNER.name,
        { size: SHORT, root, format: PICTURE_FORMAT, digest: published },
        node,
      ),
      size: SHORT,
      published,
      computed: truth().digest,
      figure: null,
    },
    entries: [],
  } satisfies VerdictRecord
  const file = join(folder.path, 'verdict.json')
  const said: string[] = []
  const streams = {
    out: (line: string) => void said.push(line),
    err: () => undefined,
    bytes: () => undefined,
    columns: 120,
    isTerminal: false,
    errIsTerminal: false,
    colour: false,
  }
  const checked = async (what: VerdictRecord, copy: string | undefined) => {
    writeFileSync(file, JSON.stringify(what))
    const exit = await verdictCommand(file, { key: record.logKey, log: copy, json: true }, streams)
    return [exit, (JSON.parse(said.pop() ?? '') as { is: string }).is]
  }
  expect(await checked(record, folder.path)).toEqual([0, 'proven'])
  expect(await checked(record, undefined)).toEqual([1, 'beyond-proof'])
  // Whoever kept the finding cannot make it say more than the node signed.
  const more = { ...record, finding: { ...record.finding, size: SHORT - 1 } }
  expect(await checked(more, folder.path)).toEqual([1, 'unproven'])
})
