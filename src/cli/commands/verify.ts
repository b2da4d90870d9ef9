import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { toBase64 } from '../../core/bytes/base64.ts'
import { formatVerifierKey, parseVerifierKey } from '../../core/log/verifier-key.ts'
import { checkLogAndPictures, type LogAndPicturesReport } from '../../core/picture/check-pictures.ts'
import { signaturePool } from '../../server/ledger/signatures.ts'
import { EXIT } from '../exit-codes.ts'
import { logSource } from '../reading/log-source.ts'
import { readGiven } from '../reading/statement-file.ts'
import { progress } from '../print/progress.ts'
import { trustJson, trustLines } from '../print/trust-lines.ts'
import type { Streams } from '../streams.ts'

export type VerifyOptions = {
  /** The log's key, had from somewhere else than the log's own keeper. */
  readonly key: string | undefined
  /** A tree head kept from an earlier visit. */
  readonly kept: string | undefined
  /** Where to keep this visit's tree head. */
  readonly keep: string | undefined
  readonly json: boolean
}

/**
 * Checks a whole log: every entry's hash, every author's signature, the root, that a kept head is its beginning, and that
 * every digest of the picture that it publishes follows from the entries.
 */
export async function verifyCommand(
  urlOrFolder: string,
  options: VerifyOptions,
  streams: Streams,
): Promise<number> {
  const source = await logSource(urlOrFolder)
  const logKey = options.key === undefined ? await source.claimedKey() : parseVerifierKey(options.key)
  const kept = options.kept === undefined ? undefined : await readGiven(options.kept)
  const head = await source.read('checkpoint')
  await using signatures = signaturePool(availableParallelism())
  const bar = progress('Checking entries', streams)
  const report = await checkLogAndPictures({
    read: source.read,
    head,
    logKey,
    verifyMany: (jobs) => signatures.verifyMany(jobs),
    kept,
    onProgress: ({ entries, of }) => bar.to(entries, of),
  })
  bar.end()
  if (options.keep !== undefined && report.verdict.holds) await writeFile(options.keep, head)
  const key = formatVerifierKey(logKey)
  if (options.json)
    streams.out(JSON.stringify({ ...jsonOf(report), key, keyIsClaimed: options.key === undefined }))
  else sayReport(report, key, options, streams)
  return report.verdict.holds ? EXIT.fine : EXIT.no
}

/** Findings that a person is shown; whoever finds so much wrong needs no more. */
const MOST_SHOWN = 10

function jsonOf(report: LogAndPicturesReport) {
  const { verdict, findings, head, entries, signatures, pictures } = report
  return {
    intact: verdict.holds,
    findings,
    head: head && { ...head, root: toBase64(head.root) },
    entries,
    signatures,
    ...trustJson(report),
    pictures: pictures && { digest: pictures.digest, same: pictures.same, notCompared: pictures.notCompared },
  }
}

function pictureLines({ pictures }: LogAndPicturesReport): readonly string[] {
  if (pictures === undefined) return []
  const { digest, same, notCompared } = pictures
  const own = `Picture ${digest}`
  if (same + notCompared === 0) return [own, 'The log publishes no digest of the picture to compare with.']
  return [
    own,
    `Folded again, the entries make the picture of ${same} published ${same === 1 ? 'digest' : 'digests'}.`,
    ...(notCompared === 0 ? [] : [`${notCompared} more are in a form that this version cannot make.`]),
  ]
}

function sayReport(
  report: LogAndPicturesReport,
  key: string,
  options: VerifyOptions,
  { out, err }: Streams,
): void {
  const { verdict, findings, head, entries, signatures } = report
  if (verdict.holds && head !== undefined) {
    out(
      `The log ${head.origin} is complete and unchanged: ${entries} entries, ${signatures} signatures checked.`,
    )
    out(`Root ${toBase64(head.root)}`)
    for (const line of [...pictureLines(report), ...trustLines(report)]) out(line)
  } else {
    out(`The log is NOT intact: ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}.`)
    for (const { holds: _, why, ...evidence } of findings.slice(0, MOST_SHOWN)) {
      out(`  ${why} ${JSON.stringify(evidence)}`)
    }
    if (findings.length > MOST_SHOWN) out(`  and ${findings.length - MOST_SHOWN} more; --json shows them all`)
  }
  if (options.key === undefined) {
    err(`Checked with the key that the log's keeper gives: ${key}`)
    err('Compare it with what others were told, and give it next time with --key.')
  }
  if (options.kept === undefined)
    err('Keep the tree head with --keep FILE; next time --kept FILE shows that nothing was rewritten.')
}
