import { sha256Hex, type Sha256 } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import { readingsOf } from '../evidence/readings.ts'
import { orderAsOf } from '../incident/order.ts'
import { recount } from '../incident/recount.ts'
import { publishedTallies, rulesOf } from '../incident/tally.ts'
import { isProblem } from '../problem.ts'
import { boardOf } from '../standing/board.ts'
import type { Board, Onset, Standing } from '../standing/standing.ts'
import type { AgreementId } from '../statement/fields.ts'
import { formatInstant, isInstant, parseInstant, type Instant } from '../time/instant.ts'
import { askingOf } from './asking.ts'
import { lastClock, textsKnown, type Picture } from './picture.ts'

/** The form of the text, and the rules by which its figures come about. Whoever changes either gives it another number. */
export const PICTURE_FORMAT = 'jig-picture/2'

/** The picture at one size of the log, in figures: the text, and the SHA-256 under which it is published. */
export type PictureDigest = {
  /** Entries that were known. */
  readonly size: number
  /** One figure a line (docs/formats/picture-digest.md). */
  readonly text: string
  readonly digest: Sha256
}

/** The days over which incidents are counted, up to the log's clock. */
const COUNTED_DAYS = 28
const DAY = 86_400_000
const EPOCH = parseInstant('1970-01-01T00:00:00Z')

/**
 * The figures of the picture as known when the log had `size` entries, at the event time that the log's clock showed by
 * then. A pure function of those entries and the texts that they name: whoever folds the same log gets the same bytes.
 */
export function pictureDigest(picture: Picture, size: number): PictureDigest {
  const at = lastClock(picture, size)?.readAt ?? EPOCH
  const lines = [
    PICTURE_FORMAT,
    `log ${picture.registry.log ?? '-'}`,
    `size ${size}`,
    `at ${formatInstant(at)}`,
    `incidents ${orderAsOf(picture.incidents, size).length}`,
    ...tallyLines(picture, size, at),
    ...[...picture.agreements.keys()].toSorted().flatMap((id) => agreementLines(picture, id, size, at)),
  ]
  const text = `${lines.join('\n')}\n`
  return { size, text, digest: sha256Hex(utf8(text)) }
}

/** What was published under each counting rule, and jig’s own count by the same rule over the last days. */
function tallyLines(picture: Picture, size: number, at: Instant): readonly string[] {
  const from = at - COUNTED_DAYS * DAY
  const window = { from: isInstant(from) ? from : EPOCH, until: at }
  const asking = askingOf(picture, size)
  const published = publishedTallies(picture.record, { known: size })
  return [...rulesOf(picture.record, size).values()].flatMap(({ rule }) => {
    const series = published.find(({ ruleId }) => ruleId === rule.id)
    const { total } = recount(picture.incidents, rule, window, asking)
    return [
      `tally ${rule.id} published ${series?.daily.length ?? 0} daily ${series?.cumulative.length ?? 0} running`,
      `tally ${rule.id} counted ${total.least} ${total.most ?? '-'}`,
    ]
  })
}

function agreementLines(
  picture: Picture,
  agreement: AgreementId,
  known: number,
  at: Instant,
): readonly string[] {
  const text = textsKnown(picture, agreement, known).at(-1)
  if (text === undefined) return []
  const adopted = `agreement ${agreement} entry ${text.adoptedBy}`
  try {
    const boards = readingsOf(text.agreement).map((reading) =>
      boardOf(picture.engine, { agreement, at, known, reading }),
    )
    return [adopted, ...boards.flatMap(boardLines)]
  } catch (error) {
    // Its one text known takes effect later than the log’s clock.
    if (!isProblem(error) || error.code !== 'agreement-unknown') throw error
    return [adopted]
  }
}

function boardLines({ agreement, reading, standings, exchanges, states, clocks, ends }: Board): string[] {
  const head = `${agreement} ${reading}`
  return [
    ...standings.flatMap((standing) => standingLines(standing).map((line) => `${head} ${line}`)),
    ...exchanges.map(({ exchange, status }) => `${head} exchange ${exchange} ${status}`),
    ...states.map(({ state, holds }) => `${head} state ${state} ${holds.lo} ${holds.hi}`),
    ...clocks.map(({ owner, starts, ends: end }) => `${head} clock ${owner} ${time(starts)} ${time(end)}`),
    ...ends.map(
      ({ entry, clock, amountsTo }) => `${head} end ${entry} by-clock-of ${clock.owner} ${amountsTo}`,
    ),
  ]
}

/** One line, and one more for each occurrence that is shown of a duty that is owed again and again. */
function standingLines(standing: Standing): readonly string[] {
  const { clause, party, status, performed, activated, due, ends, late, breaches } = standing
  const whole = [
    `clause ${clause} ${party} ${status}`,
    `performed ${performed.lo} ${performed.hi}`,
    `activated ${onset(activated)}`,
    `due ${time(due)} ends ${time(ends)}`,
    `late ${late ? 'yes' : 'no'}`,
    `breaches ${breaches.found} ${breaches.alleged}`,
  ]
  const occurrences = (standing.occurrences ?? []).map(
    (one) =>
      `occurrence ${clause} ${party} ${one.number} ${one.status} begins ${onset(one.begins)} due ${time(one.due)}`,
  )
  return [whole.join(' '), ...occurrences]
}

function onset({ certain, possible }: Onset): string {
  return `${time(certain)} ${time(possible)}`
}

function time(instant: Instant | undefined): string {
  return instant === undefined ? '-' : formatInstant(instant)
}
