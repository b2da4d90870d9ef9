import { expect, test } from 'vitest'
import { toBase64 } from '../bytes/base64.ts'
import { signerFromSeed, verifyEd25519 } from '../bytes/ed25519.ts'
import { sha256Hex } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import { emptyRoot, leafHash } from '../log/merkle.ts'
import { openPictureClaim, signPictureClaim } from '../log/picture-claim.ts'
import { verifierKey } from '../log/verifier-key.ts'
import { compareDigest } from './compare-digest.ts'
import { PICTURE_FORMAT, pictureDigest } from './digest.ts'
import { createPicture } from './picture.ts'

const picture = createPicture()
const honest = pictureDigest(picture, 0)
const withheld = async () => undefined
const claimOf = (text: string) => ({ size: 0, format: PICTURE_FORMAT, digest: sha256Hex(utf8(text)) })
const handsOut = (text: string) => async () => utf8(text)

/** The comparison with somebody who published `text` and hands it out. */
const against = (text: string) => compareDigest(picture, claimOf(text), handsOut(text))

test('the picture of nothing is written, and is the same for everybody', async () => {
  expect(honest.text).toBe(`${PICTURE_FORMAT}\nlog -\nsize 0\nat 1970-01-01T00:00:00Z\nincidents 0\n`)
  expect(await against(honest.text)).toEqual({ is: 'same' })
})

test('the first figure in which two pictures part is named, also where one of them has ended', async () => {
  const lines = honest.text.split('\n')
  const changed = lines.with(4, 'incidents 7').join('\n')
  expect(await against(changed)).toEqual({
    is: 'differs',
    computed: honest.digest,
    figure: { line: 5, published: 'incidents 7', computed: 'incidents 0' },
  })
  expect(await against(`${honest.text}more\n`)).toMatchObject({
    figure: { line: 6, published: 'more', computed: '' },
  })
  expect(await against(lines.slice(0, 4).join('\n'))).toMatchObject({
    figure: { line: 5, published: null, computed: 'incidents 0' },
  })
})

test('a line that would fill the reader’s disk is cut', async () => {
  const compared = await against(honest.text.replace('log -', `log ${'x'.repeat(100_000)}`))
  expect(compared.is === 'differs' && compared.figure?.published?.length).toBe(300)
})

test('without the text, or with another text than was digested, no figure is named', async () => {
  const claim = claimOf('a picture of something else\n')
  const differs = { is: 'differs', computed: honest.digest, figure: null }
  expect(await compareDigest(picture, claim, withheld)).toEqual(differs)
  expect(await compareDigest(picture, claim, handsOut('incidents 9\n'))).toEqual(differs)
  expect(await compareDigest(picture, claim, () => Promise.reject(new Error('it does not answer')))).toEqual(
    differs,
  )
})

test('a form that this version cannot make is not compared, and so is nobody’s lie', async () => {
  const claim = { ...claimOf('in another form'), format: 'jig-picture/99' }
  expect(await compareDigest(picture, claim, withheld)).toEqual({ is: 'not-compared' })
})

test('a node’s claim is read back under its key and for this log alone', () => {
  const node = signerFromSeed('north.node', new Uint8Array(32).fill(3))
  const key = verifierKey(node.name, node.publicKey, 'cosignature')
  const other = verifierKey(
    node.name,
    signerFromSeed('x', new Uint8Array(32).fill(4)).publicKey,
    'cosignature',
  )
  const claim = { ...claimOf(honest.text), root: emptyRoot }
  const note = signPictureClaim('jig.example/one', claim, node)
  expect(openPictureClaim(note, 'jig.example/one', key, verifyEd25519)).toEqual(claim)
  expect(openPictureClaim(note, 'jig.example/two', key, verifyEd25519)).toBeUndefined()
  expect(openPictureClaim(note, 'jig.example/one', other, verifyEd25519)).toBeUndefined()
  expect(
    openPictureClaim(note.replace('\n0\n', '\n1\n'), 'jig.example/one', key, verifyEd25519),
  ).toBeUndefined()
  const otherRoot = note.replace(toBase64(emptyRoot), toBase64(leafHash(utf8('another entry'))))
  expect(openPictureClaim(otherRoot, 'jig.example/one', key, verifyEd25519)).toBeUndefined()
  expect(openPictureClaim('no note', 'jig.example/one', key, verifyEd25519)).toBeUndefined()
})
