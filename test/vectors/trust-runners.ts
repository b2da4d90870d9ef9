import { z } from 'zod'
import { fromBase64, toBase64 } from '../../src/core/bytes/base64.ts'
import { verifyEd25519 } from '../../src/core/bytes/ed25519.ts'
import { isHash, type Hash } from '../../src/core/bytes/sha256.ts'
import { fromUtf8, utf8 } from '../../src/core/bytes/utf8.ts'
import { formatCosignRequest, parseCosignRequest } from '../../src/core/log/cosign-request.ts'
import { verdictRecord } from '../../src/core/log/finding.ts'
import { quorumMet } from '../../src/core/log/policy.ts'
import { verifyConsistency } from '../../src/core/log/proof.ts'
import { formatReceipt, parseReceipt, verifyReceipt } from '../../src/core/log/receipt.ts'
import { parseNote } from '../../src/core/log/signed-note.ts'
import { parseTlogPolicy } from '../../src/core/log/tlog-policy-2026-11.ts'
import { parseTreeHead } from '../../src/core/log/tree-head.ts'
import { parseVerifierKey } from '../../src/core/log/verifier-key.ts'
import { proveVerdict } from '../../src/core/statement/prove-verdict.ts'
import { refusal, runner, stated } from './outcome.ts'

export const policy = runner(
  {
    text: z.string(),
    accepted: z.boolean(),
    line: z.number().optional(),
    quorum: z.string().optional(),
    cosigners: z.array(z.string()).optional(),
    met: z.array(z.strictObject({ given: z.array(z.string()), trusted: z.boolean() })).optional(),
  },
  (v) => {
    const { text, accepted, line, quorum, cosigners, met } = v
    if (!accepted) {
      const { code, where } = refusal(() => parseTlogPolicy(utf8(text)))
      return { got: { code, ...where }, want: { code: 'policy-malformed', line } }
    }
    const read = parseTlogPolicy(utf8(text))
    return {
      got: {
        quorum: read.quorum,
        cosigners: read.cosigners.map(({ name }) => name),
        met: met?.map(({ given }) => ({ given, trusted: quorumMet(read, given) })),
      },
      want: { quorum, cosigners, met },
    }
  },
)

export const cosignRequest = runner(
  {
    text: z.string(),
    accepted: z.boolean(),
    line: z.number().optional(),
    oldSize: z.number().optional(),
    hashes: z.number().optional(),
    oldRoot: z.string().optional(),
    leads: z.boolean().optional(),
  },
  (v) => {
    if (!v.accepted) {
      const { code, where } = refusal(() => parseCosignRequest(utf8(v.text)))
      return {
        got: { code, ...stated(where, v) },
        want: { code: 'proof-malformed', ...stated({ line: v.line }, v) },
      }
    }
    const request = parseCosignRequest(utf8(v.text))
    const { oldSize, path, head } = request
    return {
      got: {
        oldSize,
        hashes: path.length,
        written: fromUtf8(formatCosignRequest(request)),
        leads:
          v.oldRoot &&
          verifyConsistency(
            { size: oldSize, root: hashOf(v.oldRoot) },
            parseTreeHead(parseNote(head).text),
            path,
          ),
      },
      want: { oldSize: v.oldSize, hashes: v.hashes, written: v.text, leads: v.leads },
    }
  },
)

function hashOf(text: string): Hash {
  const hash = fromBase64(text)
  if (isHash(hash)) return hash
  throw new Error(`${toBase64(hash)} is no hash`)
}

export const receipt = runner(
  {
    receipt: z.string(),
    entry: z.string(),
    logKey: z.string(),
    cosigners: z.array(z.string()),
    needed: z.number(),
    holds: z.boolean(),
    answer: z.string().optional(),
  },
  (v) => {
    const want = { holds: v.holds, answer: v.answer }
    const malformed = refusal(() => parseReceipt(utf8(v.receipt)))
    if (malformed.code !== 'accepted') return { got: { holds: false, answer: malformed.code }, want }
    const read = parseReceipt(utf8(v.receipt))
    const cosigners = { keys: v.cosigners.map(parseVerifierKey), needed: v.needed }
    const verdict = verifyReceipt(utf8(v.entry), read, parseVerifierKey(v.logKey), verifyEd25519, cosigners)
    return {
      got: {
        holds: verdict.holds,
        answer: verdict.holds ? undefined : verdict.why,
        written: fromUtf8(formatReceipt(read)),
      },
      want: { ...want, written: v.receipt },
    }
  },
)

export const verdict = runner({ record: verdictRecord, is: z.string() }, ({ record, is }) => {
  const key = parseVerifierKey(record.logKey)
  return { got: proveVerdict(record, key, verifyEd25519).is, want: is }
})
