import { parseVerifierKey } from '../../core/log/verifier-key.ts'
import { verdictRecord, type VerdictRecord } from '../../core/log/finding.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../../core/log/merkle.ts'
import { pictureDigest } from '../../core/picture/digest.ts'
import { problems } from '../../core/problem.ts'
import type { CopyAt } from '../../core/statement/prove-picture.ts'
import { proveVerdict, type Proof } from '../../core/statement/prove-verdict.ts'
import { verifyWithNode } from '../../server/ledger/signature-rule.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { foldedIn, type FoldedLog } from '../reading/folder.ts'
import { readGivenText } from '../reading/statement-file.ts'
import type { Streams } from '../streams.ts'

export type VerdictOptions = {
  /** The log's key, had from somewhere else than the file. */
  readonly key: string | undefined
  /** A folder with a copy of the log: findings about the picture are proved by folding it again. */
  readonly log: string | undefined
  readonly json: boolean
}

const WORDS = {
  proven: 'PROVEN by what lies in the file',
  unproven: 'NOT PROVEN: the evidence does not bear it out',
  'beyond-proof': 'NOT TO BE PROVEN by a file',
} as const satisfies Record<Proof['is'], string>

/** Checks the evidence of kept findings again: of one file, or of what /api/verdicts answers. */
export async function verdictCommand(
  file: string,
  options: VerdictOptions,
  { out, err }: Streams,
): Promise<ExitCode> {
  const records = recordsIn(file, await readGivenText(file))
  await using copy = options.log === undefined ? undefined : await foldedIn(options.log)
  const copyAt = copy && (await rootsAndDigests(copy))
  let all = true
  for (const record of records) {
    const key = parseVerifierKey(options.key ?? record.logKey)
    const proof = proveVerdict(record, key, verifyWithNode, copyAt)
    all &&= proof.is === 'proven'
    if (options.json) out(JSON.stringify({ why: record.finding.why, origin: record.origin, ...proof }))
    else {
      out(
        `${record.finding.why} of ${record.origin}, handed out by ${record.from}, seen ${record.seenAt} by ${record.seenBy}`,
      )
      out(`  ${WORDS[proof.is]}: ${proof.because}`)
    }
  }
  if (options.key === undefined)
    err('Checked with the key in the file. Compare it with what others were told, or give --key.')
  return all ? EXIT.fine : EXIT.no
}

async function rootsAndDigests({ ledger, picture }: FoldedLog): Promise<CopyAt> {
  const leaves = (await ledger.entries(0, ledger.size())).map(leafHash)
  return (size) =>
    size > leaves.length
      ? undefined
      : {
          root: rangeRoot(leaves.slice(0, size).reduce((range, leaf) => appendLeaf(range, leaf), emptyRange)),
          digest: pictureDigest(picture, size).digest,
        }
}

/** @throws Problem `file-unreadable` */
function recordsIn(file: string, text: string): readonly VerdictRecord[] {
  try {
    const content: unknown = JSON.parse(text)
    const listed =
      typeof content === 'object' && content !== null && 'verdicts' in content ? content.verdicts : [content]
    const read = verdictRecord.array().safeParse(listed)
    if (read.success) return read.data
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw problems.fileUnreadable({
    file,
    because: 'it is no finding of a jig node',
    fix: 'name a file of the folder node/verdicts, or the answer of /api/verdicts',
  })
}
