import type { Sha256 } from '../bytes/sha256.ts'
import { isLogIndex, type LogIndex } from '../log/log-index.ts'
import type { Misbehaviour } from '../log/verdict.ts'
import { checkWholeLog, type LogToCheck, type WholeReport } from '../statement/check-whole-log.ts'
import type { Statement, StatementOf } from '../statement/kinds.ts'
import { compareDigest, type ReadText } from './compare-digest.ts'
import { pictureDigest } from './digest.ts'
import { addToPicture, createPicture, type Picture } from './picture.ts'

/** What became of the digests of the picture that stand in a log. */
export type PicturesChecked = {
  /** What all the entries make: to be compared with what others get of as many entries. */
  readonly digest: Sha256
  /** Digests that the entries before them make as well. */
  readonly same: number
  /** Digests in a form that this version of jig cannot make. */
  readonly notCompared: number
  /** `picture-differs`, and `entry-inadmissible` for a digest of entries that come after it. */
  readonly findings: readonly Misbehaviour[]
}

/** Gives a file by its path below the log's address; rejects where it is not there. */
type Read = (path: string) => Promise<Uint8Array>

/**
 * Folds a whole log and holds every published digest of the picture against what the entries before it make.
 * @param statements all of them, in log order; the log is in order
 * @param read gives the texts of agreements, and those of published pictures where the keeper hands them out
 */
export async function checkPictures(statements: readonly Statement[], read: Read): Promise<PicturesChecked> {
  const picture = createPicture()
  const texts = new Map<string, Uint8Array>()
  const findings: Misbehaviour[] = []
  let same = 0
  let notCompared = 0
  for (const [index, statement] of statements.entries()) {
    if (!isLogIndex(index)) throw new RangeError('a log has fewer than 2^53 entries')
    if (statement.kind === 'agreement-adopted' || statement.kind === 'agreement-amended') {
      texts.set(statement.package, await read(`blob/${statement.package}`))
    }
    addToPicture(picture, { index, statement }, (sha256) => texts.get(sha256))
    if (statement.kind !== 'picture-digested') continue
    const found = await publishedDigest(picture, index, statement, (sha256) => read(`blob/${sha256}`))
    if (found === 'same') same += 1
    else if (found === 'not-compared') notCompared += 1
    else findings.push(found)
  }
  return { digest: pictureDigest(picture, statements.length).digest, same, notCompared, findings }
}

/** Holds one published digest, entry `index`, against a picture that has folded all before it. */
export async function publishedDigest(
  picture: Picture,
  index: LogIndex,
  { through, format, digest }: StatementOf<'picture-digested'>,
  readText: ReadText,
): Promise<'same' | 'not-compared' | Misbehaviour> {
  const size = through + 1
  if (size > index) {
    const because = `it speaks of entry ${through}, which does not stand before it`
    return { holds: false, why: 'entry-inadmissible', index, code: 'reference-missing', because }
  }
  const compared = await compareDigest(picture, { size, format, digest }, readText)
  if (compared.is !== 'differs') return compared.is
  const { computed, figure } = compared
  return { holds: false, why: 'picture-differs', index, size, published: digest, computed, figure }
}

export type LogAndPicturesReport = WholeReport & {
  /** `undefined` where the log is not in order: what its entries mean was then not asked. */
  readonly pictures: PicturesChecked | undefined
}

/**
 * `checkWholeLog`, and then what the entries mean: the picture folded again, and held against every digest of it that
 * was published. A false one is a finding like any other.
 */
export async function checkLogAndPictures(check: LogToCheck): Promise<LogAndPicturesReport> {
  const statements: Statement[] = []
  const onStatement = (statement: Statement): void => void statements.push(statement)
  const report = await checkWholeLog({ ...check, onStatement })
  if (!report.verdict.holds) return { ...report, pictures: undefined }
  const pictures = await checkPictures(statements, check.read)
  const { findings } = pictures
  return { ...report, verdict: findings[0] ?? report.verdict, findings, pictures }
}
