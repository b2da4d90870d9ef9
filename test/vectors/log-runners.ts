import { ed25519 as noble } from '@noble/curves/ed25519.js'
import { createPublicKey, verify as nodeVerify } from 'node:crypto'
import { z } from 'zod'
import {
  acceptableKey,
  acceptableSignature,
  signerFromSeed,
  verifyEd25519,
  type VerifySignature,
} from '../../src/core/bytes/ed25519.ts'
import { fromHex, toHex } from '../../src/core/bytes/hex.ts'
import { cosignatureBy, cosignTreeHead } from '../../src/core/log/cosignature.ts'
import { formatNote, isSignedBy, parseNote, signNote } from '../../src/core/log/signed-note.ts'
import { entriesPath, parseTilePath, tilePath } from '../../src/core/log/tiles.ts'
import { formatTreeHead, parseTreeHead } from '../../src/core/log/tree-head.ts'
import { formatVerifierKey, parseVerifierKey } from '../../src/core/log/verifier-key.ts'
import { isInstant } from '../../src/core/time/instant.ts'
import { refusal, runner, seeds, signers, stated } from './outcome.ts'

/** The rule as a server follows it: the pre-checks, then OpenSSL. */
const openSsl: VerifySignature = (key, message, signature) =>
  acceptableKey(key) && acceptableSignature(signature) && bareOpenSsl(key, message, signature)

/** OpenSSL alone: what would be accepted without the pre-checks. */
const bareOpenSsl: VerifySignature = (key, message, signature) => {
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
  return nodeVerify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
}

const hex = z.string()

export const ed25519 = runner(
  {
    publicKey: hex,
    message: hex,
    signature: hex,
    accepted: z.boolean(),
    seed: hex.optional(),
    bareEquationHolds: z.boolean().optional(),
    cofactoredHolds: z.boolean().optional(),
  },
  (v) => {
    const [key, message, signature] = [fromHex(v.publicKey), fromHex(v.message), fromHex(v.signature)]
    const signer = v.seed === undefined ? undefined : signerFromSeed('x', fromHex(v.seed))
    const made = signer && { publicKey: toHex(signer.publicKey), signature: toHex(signer.sign(message)) }
    return {
      got: {
        core: verifyEd25519(key, message, signature),
        openSsl: openSsl(key, message, signature),
        made,
        // That others really would accept these is what makes the case worth having.
        bare: v.bareEquationHolds === undefined ? undefined : bareOpenSsl(key, message, signature),
        cofactored: v.cofactoredHolds === undefined ? undefined : noble.verify(signature, message, key),
      },
      want: {
        core: v.accepted,
        openSsl: v.accepted,
        made: signer && { publicKey: v.publicKey, signature: v.signature },
        bare: v.bareEquationHolds,
        cofactored: v.cofactoredHolds,
      },
    }
  },
)

export const signedNote = runner(
  {
    hex,
    accepted: z.boolean(),
    text: z.string().optional(),
    signers: z.array(z.string()).optional(),
    key: z.string().optional(),
    verifies: z.boolean().optional(),
    seeds: seeds.optional(),
  },
  (v) => {
    if (!v.accepted) return { got: refusal(() => parseNote(fromHex(v.hex))).code, want: 'note-malformed' }
    const note = parseNote(fromHex(v.hex))
    const key = v.key === undefined ? undefined : parseVerifierKey(v.key)
    return {
      got: {
        text: note.text,
        signers: note.signatures.map((line) => line.name),
        written: toHex(formatNote(note)),
        verifies: key && isSignedBy(note, key, verifyEd25519),
        signed: v.seeds && toHex(formatNote(signNote(note.text, signers(v.seeds)))),
      },
      want: {
        text: v.text,
        signers: v.signers,
        written: v.hex,
        verifies: v.verifies,
        signed: v.seeds && v.hex,
      },
    }
  },
)

export const verifierKey = runner(
  {
    text: z.string(),
    accepted: z.boolean(),
    keyName: z.string().optional(),
    algorithm: z.string().optional(),
    keyId: z.number().optional(),
  },
  (v) => {
    if (!v.accepted) return { got: refusal(() => parseVerifierKey(v.text)).code, want: 'key-malformed' }
    const key = parseVerifierKey(v.text)
    return {
      got: { name: key.name, algorithm: key.algorithm, keyId: key.keyId, written: formatVerifierKey(key) },
      want: { name: v.keyName, algorithm: v.algorithm, keyId: v.keyId, written: v.text },
    }
  },
)

export const treeHead = runner({ text: z.string(), accepted: z.boolean() }, (v) =>
  v.accepted
    ? { got: formatTreeHead(parseTreeHead(v.text)), want: v.text }
    : { got: refusal(() => parseTreeHead(v.text)).code, want: 'tree-head-malformed' },
)

export const cosignature = runner(
  {
    key: z.string(),
    hex,
    is: z.string(),
    seconds: z.number().optional(),
    seed: hex.optional(),
    signed: hex.optional(),
  },
  (v) => {
    const key = parseVerifierKey(v.key)
    const at = v.seconds === undefined ? undefined : v.seconds * 1000
    const made =
      v.seed !== undefined && v.signed !== undefined && isInstant(at)
        ? toHex(cosignTreeHead(fromHex(v.signed), signerFromSeed(key.name, fromHex(v.seed)), at))
        : undefined
    return {
      got: { found: cosignatureBy(parseNote(fromHex(v.hex)), key, verifyEd25519), made },
      want: { found: at === undefined ? { is: v.is } : { is: v.is, at }, made: v.seed && v.hex },
    }
  },
)

export const tilePaths = runner(
  {
    path: z.string(),
    accepted: z.boolean(),
    kind: z.string().optional(),
    level: z.number().optional(),
    index: z.number().optional(),
    width: z.number().optional(),
  },
  (v) => {
    if (!v.accepted) return { got: refusal(() => parseTilePath(v.path)).code, want: 'tile-path-malformed' }
    const read = parseTilePath(v.path)
    const { kind, level, index, width } = read
    const path = kind === 'hash' ? tilePath(level, index, width) : entriesPath(index, width)
    return { got: { ...stated(read, v), path }, want: stated(v, { ...read, path }) }
  },
)
