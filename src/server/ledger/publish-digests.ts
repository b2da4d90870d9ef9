import type { Signer } from '../../core/bytes/ed25519.ts'
import { utf8 } from '../../core/bytes/utf8.ts'
import { isLogIndex } from '../../core/log/log-index.ts'
import { PICTURE_FORMAT, pictureDigest } from '../../core/picture/digest.ts'
import { lastClock, type Picture } from '../../core/picture/picture.ts'
import { actorId } from '../../core/statement/fields.ts'
import { signStatement } from '../../core/statement/sign.ts'
import { formatInstant, type Duration } from '../../core/time/instant.ts'
import type { Ledger } from './ledger.ts'
import type { Clock } from './ports.ts'

export type DigestOptions = {
  readonly ledger: Pick<Ledger, 'submit' | 'putBlob' | 'onPublished'>
  /** What the ledger folds into. */
  readonly picture: Picture
  readonly log: string
  /** Signs the digests. */
  readonly operator: Signer
  readonly clock: Clock
  /** Time between two digests, by the log's own clock. */
  readonly every: Duration
  /** Told where a digest could not be published; the next batch tries again. */
  readonly onTrouble: (error: unknown) => void
}

/**
 * Publishes a digest of the picture now and then: after a batch, once the log's clock stands at least `every` later
 * than it did at the digest before. The text of the picture is kept beside the log as a blob, so that whoever gets
 * another digest can see in which figure.
 */
export function publishDigests(options: DigestOptions): AsyncDisposable {
  const { ledger, picture, every, onTrouble } = options
  let running: Promise<void> | undefined
  const off = ledger.onPublished(() => {
    if (running !== undefined || !isDue(picture, every)) return
    running = publishOne(options)
      .catch(onTrouble)
      .finally(() => (running = undefined))
  })
  return {
    async [Symbol.asyncDispose]() {
      off()
      await running
    },
  }
}

function isDue(picture: Picture, every: Duration): boolean {
  const now = lastClock(picture)
  if (now === undefined) return false
  const before = picture.record.ofKind.get('picture-digested')?.at(-1)
  const then = before === undefined ? undefined : lastClock(picture, before)
  return then === undefined || now.readAt - then.readAt >= every
}

async function publishOne({ ledger, picture, log, operator, clock }: DigestOptions): Promise<void> {
  const { size, text, digest } = pictureDigest(picture, picture.size)
  const through = size - 1
  if (!isLogIndex(through)) throw new RangeError('an empty log has no picture')
  // The text first: a digest whose text nobody can get would only say that something differs, and not what.
  await ledger.putBlob(utf8(text))
  await ledger.submit(
    signStatement(
      {
        jig: 1,
        kind: 'picture-digested',
        log,
        by: [actorId.parse(operator.name)],
        saidAt: formatInstant(clock()),
        through,
        format: PICTURE_FORMAT,
        digest,
      },
      [operator],
    ),
  )
}
