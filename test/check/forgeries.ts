import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { formatVerifierKey, verifierKey } from '../../src/core/log/verifier-key.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { demonstration, headOf, LOG_SIGNER, statement, writeIn, writeLog } from './exported-log.ts'

/** A true log, short enough to be checked many times, long enough for a full tile and a partial one on two levels. */
const SHORT = 600
export const honest = (): readonly Uint8Array[] => demonstration().notes.slice(0, SHORT)
const withMore = (...more: readonly Uint8Array[]): readonly Uint8Array[] => [...honest(), ...more]

export type Forgery = {
  readonly what: string
  /** Writes the copy; gives a head that the reader has from before, where there is one. */
  readonly write: (folder: string) => Uint8Array | undefined
  /** What both must name, among whatever else follows from it. */
  readonly names: readonly string[]
  /** Whether nothing but that may be named. */
  readonly only?: boolean
}

function flip(folder: string, path: string, at: number): void {
  const bytes = readFileSync(join(folder, path))
  bytes[at] = (bytes[at] ?? 0) ^ 0x01
  writeFileSync(join(folder, path), bytes)
}

function cut(folder: string, path: string, bytes: number): void {
  writeFileSync(join(folder, path), readFileSync(join(folder, path)).subarray(0, -bytes))
}

/** Writes the honest log, then lets somebody at its files. */
const spoilt =
  (spoil: (folder: string) => void) =>
  (folder: string): undefined => {
    writeLog(folder, honest())
    spoil(folder)
  }

/** Entries that the log's keeper let in, and signed for. */
const inOnIt =
  (...more: readonly Uint8Array[]) =>
  (folder: string): undefined =>
    writeLog(folder, withMore(...more)) as undefined

const report = { kind: 'document-cited', about: 'a page' }
const thief = demonstrationSigner('nobody-in-particular')
const asSnhr = { ...thief, name: 'snhr' }
const keyText = (name: string, signer = demonstrationSigner(name)): string =>
  formatVerifierKey(verifierKey(name, signer.publicKey, 'ed25519'))
const operator = ['secretariat']
/** The beginning of a log that names two co-chairs. */
const chaired = (): readonly Uint8Array[] => [
  statement({
    kind: 'log-opened',
    by: operator,
    title: { en: 'Two co-chairs' },
    operator: 'secretariat',
    key: keyText('secretariat'),
    demonstration: true,
    coChairs: ['usa.state', 'rus.mfa'],
  }),
  ...['usa.state', 'rus.mfa'].flatMap((actor) => [
    statement({ kind: 'role-granted', by: operator, actor, name: { en: actor }, role: 'guarantor' }),
    statement({ kind: 'key-registered', by: operator, actor, key: keyText(actor), demonstration: true }),
  ]),
]
const revoked = statement({
  kind: 'key-revoked',
  by: operator,
  actor: 'snhr',
  key: keyText('snhr'),
  because: 'lost',
})

/** The same signature lines in another order of bytes: the name and key id of the author, the signature of another. */
function withForeignSignature(entry: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(entry)
  const line = text.lastIndexOf(' ')
  const its = Buffer.from(text.slice(line + 1), 'base64')
  const foreign = Buffer.from(thief.sign(Buffer.from(text.slice(0, text.lastIndexOf('\n\n') + 1))))
  return Buffer.from(
    `${text.slice(0, line + 1)}${Buffer.concat([its.subarray(0, 4), foreign]).toString('base64')}\n`,
  )
}

/** What a keeper, or somebody at the files, may do to a log; each with what both checkers have to name. */
export const FORGERIES: readonly Forgery[] = [
  {
    what: 'a byte of an entry is changed',
    write: spoilt((folder) => flip(folder, 'tile/entries/000', 150)),
    names: ['root-differs', 'tile-differs tile/0/000'],
  },
  {
    what: 'an entry is dropped from its bundle',
    write: spoilt((folder) => writeIn(folder, 'tile/entries/001', bundleWithout(folder, 3))),
    names: ['tile-differs tile/entries/001'],
    only: true,
  },
  {
    what: 'an entry is dropped and all others move up, under the old head',
    write: (folder) => writeLog(folder, honest().toSpliced(300, 1), headOf(honest())) as undefined,
    names: ['withheld tile/entries/002.p/88'],
    only: true,
  },
  {
    what: 'two entries change places',
    write: (folder) => writeLog(folder, swapped(), headOf(honest())) as undefined,
    names: ['root-differs'],
    only: true,
  },
  {
    what: 'two entries change places and the head is signed anew, against a head kept from before',
    write: (folder) => (writeLog(folder, swapped()), headOf(honest().slice(0, 550))),
    names: ['history-rewritten'],
    only: true,
  },
  {
    what: 'the same, and the kept head is as long as the one shown',
    write: (folder) => (writeLog(folder, swapped()), headOf(honest())),
    names: ['split-view'],
  },
  {
    what: 'the log has shrunk',
    write: (folder) => (writeLog(folder, honest().slice(0, 500)), headOf(honest())),
    names: ['log-shrank'],
    only: true,
  },
  {
    what: 'the head’s signature is changed',
    write: spoilt((folder) => writeIn(folder, 'checkpoint', withForeignSignature(headOf(honest())))),
    names: ['signature-invalid'],
    only: true,
  },
  {
    what: 'another key signs the head',
    write: (folder) =>
      writeLog(folder, honest(), headOf(honest(), { ...thief, name: LOG_SIGNER.name })) as undefined,
    names: ['head-unsigned'],
    only: true,
  },
  {
    what: 'the head is that of another log',
    write: (folder) => writeLog(folder, honest(), headOf(honest(), thief)) as undefined,
    names: ['head-malformed tree-head-malformed'],
    only: true,
  },
  {
    what: 'the head’s size is not written as a number is',
    write: spoilt((folder) =>
      writeIn(
        folder,
        'checkpoint',
        new TextDecoder().decode(headOf(honest())).replace('\n600\n', '\n0600\n'),
      ),
    ),
    names: ['head-malformed tree-head-malformed'],
    only: true,
  },
  {
    what: 'the kept head is not this log’s',
    write: (folder) => (writeLog(folder, honest()), headOf(honest(), { ...thief, name: LOG_SIGNER.name })),
    names: ['head-unsigned'],
    only: true,
  },
  {
    what: 'a bundle breaks off',
    write: spoilt((folder) => cut(folder, 'tile/entries/002.p/88', 10)),
    names: ['tile-differs tile/entries/002.p/88'],
    only: true,
  },
  {
    what: 'a hash tile breaks off',
    write: spoilt((folder) => cut(folder, 'tile/0/001', 32)),
    names: ['tile-differs tile/0/001'],
    only: true,
  },
  {
    what: 'a hash in an upper tile is changed',
    write: spoilt((folder) => flip(folder, 'tile/1/000.p/2', 40)),
    names: ['tile-differs tile/1/000.p/2'],
    only: true,
  },
  {
    what: 'a bundle is withheld',
    write: spoilt((folder) => rmSync(join(folder, 'tile/entries/001'))),
    names: ['withheld tile/entries/001'],
    only: true,
  },
  {
    what: 'a hash tile is withheld',
    write: spoilt((folder) => rmSync(join(folder, 'tile/0/001'))),
    names: ['withheld tile/0/001'],
    only: true,
  },
  {
    what: 'the text that an entry adopts is withheld',
    write: spoilt((folder) => rmSync(join(folder, adoptedBlob()))),
    names: [`withheld ${adoptedBlob()}`],
    only: true,
  },
  {
    what: 'the text that an entry adopts is another',
    write: spoilt((folder) => flip(folder, adoptedBlob(), 20)),
    names: [`tile-differs ${adoptedBlob()}`],
    only: true,
  },
  {
    what: 'a stranger’s key signs in an author’s name',
    write: inOnIt(statement({ ...report, by: ['snhr'] }, [asSnhr])),
    names: ['entry-inadmissible signer-unknown 600'],
    only: true,
  },
  {
    what: 'a stranger’s signature stands under an author’s key',
    write: inOnIt(withForeignSignature(statement({ ...report, by: ['snhr'] }))),
    names: ['signature-invalid 600'],
    only: true,
  },
  {
    what: 'somebody speaks who was never registered',
    write: inOnIt(statement({ ...report, by: ['nobody'] })),
    names: ['entry-inadmissible signer-unknown 600'],
    only: true,
  },
  {
    what: 'a key signs after it was revoked',
    write: inOnIt(revoked, statement({ ...report, by: ['snhr'] })),
    names: ['entry-inadmissible key-revoked 601'],
    only: true,
  },
  {
    what: 'one side alone states a policy',
    write: inOnIt(statement({ kind: 'policy-stated', by: ['rus.mfa'], policy: 'quorum none\n' })),
    names: ['entry-inadmissible co-chair-missing 600'],
    only: true,
  },
  {
    what: 'the operator alone states a policy, though there are guarantors',
    write: inOnIt(statement({ kind: 'policy-stated', by: operator, policy: 'quorum none\n' })),
    names: ['entry-inadmissible co-chair-missing 600'],
    only: true,
  },
  {
    what: 'both sides state a policy that says no quorum',
    write: inOnIt(statement({ kind: 'policy-stated', by: ['usa.state', 'rus.mfa'], policy: '# nothing\n' })),
    names: ['entry-inadmissible policy-malformed 600'],
    only: true,
  },
  {
    what: 'one co-chair alone states a policy, in a log that names two',
    write: (folder) =>
      writeLog(folder, [
        ...chaired(),
        statement({ kind: 'policy-stated', by: ['usa.state'], policy: 'quorum none\n' }),
      ]) as undefined,
    names: ['entry-inadmissible co-chair-missing 5'],
    only: true,
  },
  {
    what: 'the operator gives a co-chair another key',
    write: (folder) =>
      writeLog(folder, [
        ...chaired(),
        statement({
          kind: 'key-registered',
          by: operator,
          actor: 'usa.state',
          key: keyText('usa.state', thief),
          demonstration: true,
        }),
      ]) as undefined,
    names: ['entry-inadmissible co-chair-missing 5'],
    only: true,
  },
  {
    what: 'a key is revoked twice',
    write: inOnIt(
      revoked,
      statement({ kind: 'key-revoked', by: operator, actor: 'snhr', key: keyText('snhr'), because: 'again' }),
    ),
    names: ['entry-inadmissible reference-missing 601'],
    only: true,
  },
  {
    what: 'somebody who may not registers a key',
    write: inOnIt(
      statement({
        kind: 'key-registered',
        by: ['snhr'],
        actor: 'snhr.two',
        key: keyText('snhr.two'),
        demonstration: true,
      }),
    ),
    names: ['entry-inadmissible role-wrong 600'],
    only: true,
  },
  {
    what: 'a key is registered under another’s name',
    write: inOnIt(
      statement({
        kind: 'key-registered',
        by: operator,
        actor: 'snhr',
        key: keyText('sohr'),
        demonstration: true,
      }),
    ),
    names: ['entry-inadmissible key-malformed 600'],
    only: true,
  },
  {
    what: 'a source makes a finding',
    write: inOnIt(
      statement({
        kind: 'finding-made',
        by: ['snhr'],
        incident: 'INC-x',
        outcome: 'confirmed',
        touches: [],
        attribution: [],
      }),
    ),
    names: ['entry-inadmissible role-wrong 600'],
    only: true,
  },
  {
    what: 'one party speaks for the other',
    write: inOnIt(
      statement({
        kind: 'end-declared',
        by: ['opp.hnc'],
        agreement: 'SEP',
        party: 'SYR',
        when: { earliest: '2016-09-19T16:00Z', latest: '2016-09-19T16:00Z', precision: 'minute' },
      }),
    ),
    names: ['entry-inadmissible not-for-party 600'],
    only: true,
  },
  {
    what: 'one source closes another',
    write: inOnIt(
      statement({ kind: 'source-closed', by: ['snhr'], source: 'sohr', through: '2016-09-19T16:00:00Z' }),
    ),
    names: ['entry-inadmissible not-for-source 600'],
    only: true,
  },
  {
    what: 'a statement is taken back by another than its author',
    write: inOnIt(
      statement({ ...report, by: ['snhr'] }),
      statement({ kind: 'statement-withdrawn', by: ['sohr'], entry: 600, because: 'it was not true' }),
    ),
    names: ['entry-inadmissible not-the-author 601'],
    only: true,
  },
  {
    what: 'one of two authors takes back what both said',
    write: inOnIt(
      statement({ ...report, by: ['usa.state', 'rus.mfa'] }),
      statement({ kind: 'statement-withdrawn', by: ['rus.mfa'], entry: 600, because: 'we part' }),
    ),
    names: ['entry-inadmissible not-the-author 601'],
    only: true,
  },
  {
    what: 'an entry takes back what is not before it',
    write: inOnIt(statement({ kind: 'statement-withdrawn', by: ['snhr'], entry: 600, because: 'itself' })),
    names: ['entry-inadmissible reference-missing 600'],
    only: true,
  },
  {
    what: 'the same statement stands twice',
    write: (folder) => writeLog(folder, withMore(honest()[500] ?? new Uint8Array())) as undefined,
    names: ['entry-inadmissible duplicate-statement 600'],
    only: true,
  },
  {
    what: 'a statement made for another log is replayed',
    write: inOnIt(statement({ ...report, by: ['snhr'], log: 'elsewhere-2020' })),
    names: ['entry-inadmissible statement-of-another-log 600'],
    only: true,
  },
  {
    what: 'the log is opened again',
    write: (folder) =>
      writeLog(
        folder,
        withMore(
          statement({
            kind: 'log-opened',
            by: operator,
            title: { en: 'Again' },
            operator: 'secretariat',
            key: keyText('secretariat'),
            demonstration: true,
          }),
        ),
      ) as undefined,
    names: ['entry-inadmissible statement-malformed 600'],
    only: true,
  },
  {
    what: 'the log’s clock goes back',
    write: inOnIt(statement({ kind: 'clock-read', by: operator, readAt: '2016-01-01T00:00:00Z' })),
    names: ['entry-inadmissible clock-went-back 600'],
    only: true,
  },
  {
    what: 'an entry is no signed note',
    write: (folder) => writeLog(folder, withMore(Buffer.from('{"jig":1}\n'))) as undefined,
    names: ['entry-inadmissible note-malformed 600'],
    only: true,
  },
  {
    what: 'an entry has a field that its kind does not have',
    write: inOnIt(rewritten((line) => line.replace('"about":"a page",', '"about":"a page","aside":1,'))),
    names: ['entry-inadmissible statement-malformed 600'],
    only: true,
  },
  {
    what: 'an entry lacks a field',
    write: inOnIt(rewritten((line) => line.replace('"about":"a page",', ''))),
    names: ['entry-inadmissible statement-malformed 600'],
    only: true,
  },
  {
    what: 'an entry is not in the one form',
    write: inOnIt(rewritten((line) => line.replace(',', ', '))),
    names: ['entry-inadmissible statement-malformed 600'],
    only: true,
  },
  {
    what: 'an entry has an object in the place of a name',
    write: inOnIt(rewritten((line) => line.replace('"log":"syria-2016"', '"log":{"toString":1}'))),
    names: ['entry-inadmissible statement-malformed 600'],
    only: true,
  },
  {
    what: 'an entry holds a fraction',
    write: inOnIt(rewritten((line) => line.replace('"jig":1', '"jig":1.5'))),
    names: ['entry-inadmissible json-malformed 600'],
    only: true,
  },
  {
    what: 'an entry was said on 30 February',
    write: inOnIt(rewritten((line) => line.replace('2016-09-20T', '2016-02-30T'))),
    names: ['entry-inadmissible statement-malformed 600'],
    only: true,
  },
]

/** A statement that its author signed as it stands, though it is none. */
function rewritten(change: (line: string) => string): Uint8Array {
  const its = new TextDecoder().decode(statement({ ...report, by: ['snhr'] }))
  const text = change(its.slice(0, its.lastIndexOf('\n\n') + 1))
  const last = its.slice(its.lastIndexOf(' ') + 1)
  const sealed = Buffer.concat([
    Buffer.from(last, 'base64').subarray(0, 4),
    demonstrationSigner('snhr').sign(Buffer.from(text)),
  ])
  return Buffer.from(`${text}\n— snhr ${sealed.toString('base64')}\n`)
}

function swapped(): readonly Uint8Array[] {
  const [a = new Uint8Array(), b = new Uint8Array()] = honest().slice(500, 502)
  return honest().toSpliced(500, 2, b, a)
}

function bundleWithout(folder: string, nth: number): Uint8Array {
  const bytes = readFileSync(join(folder, 'tile/entries/001'))
  let at = 0
  for (let i = 0; i < nth; i++) at += 2 + bytes.readUInt16BE(at)
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 2 + bytes.readUInt16BE(at))])
}

function adoptedBlob(): string {
  const named = honest().map(
    (entry) => /"package":"([0-9a-f]{64})"/.exec(new TextDecoder().decode(entry))?.[1],
  )
  const first = demonstration()
    .blobs.map((blob) => sha256Hex(blob))
    .find((digest) => named.includes(digest))
  return `blob/${first}`
}
