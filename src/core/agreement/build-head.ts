import { problems } from '../problem.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Instant } from '../time/instant.ts'
import type { Agreement, Anchor, Party } from './agreement.ts'
import { anchor } from './anchors.ts'
import type { Fields } from './block-fields.ts'
import { someParty, someTerm } from './examples.ts'
import { knownParty, type Names } from './names.ts'
import { whereIn, type Passage } from './passage.ts'
import { instant, utcInstant } from './times.ts'
import type { Sentence } from './tokens.ts'

/** An example in the text's own zone, where that is known. */
const calendarFix = (zone = 'Asia/Damascus'): string =>
  `write calendar: {zone: ${zone}, offset: "+02:00", changes: ["2016-03-24T22:00:00Z +03:00"]}`
const CHANGES_FIX =
  'write “changes: ["2016-03-24T22:00:00Z +03:00"]”, or leave “changes” out where the clock never changes'
const OFFSET = /^([+-])(\d{2}):([0-5]\d)$/

/**
 * The calendar of the agreement's one zone: its distance from UTC at first, and each change after that with the instant
 * at which it took place. It is read before anything else, because times may be written on its clock.
 */
export function calendarOf(fields: Fields): Calendar | undefined {
  const inner = fields.has('calendar')
    ? fields.inner('calendar', ['zone', 'offset', 'changes'])
    : fields.missing('calendar', calendarFix())
  if (inner === undefined) return undefined
  const zone = inner.prose('zone') ?? inner.missing('zone', calendarFix())
  const offset = inner.prose('offset') ?? inner.missing('offset', calendarFix(zone))
  const minutes = offset === undefined ? undefined : offsetMinutes(offset)
  if (offset !== undefined && minutes === undefined)
    inner.refuse('offset', `“${offset}” is not a distance from UTC`, 'write it like "+02:00"')
  const transitions = transitionsOf(inner)
  return zone === undefined || minutes === undefined
    ? undefined
    : { zone, offsetMinutes: minutes, transitions }
}

/** The changes of the clock in order of time. Whatever is wrong has been reported, their order once for all of them. */
function transitionsOf(inner: Fields): Calendar['transitions'] {
  const given = (inner.list('changes', CHANGES_FIX) ?? []).flatMap((change) => {
    const transition = inner.read(change, transitionOf)
    return transition === undefined ? [] : [{ ...transition, change }]
  })
  const sorted = given.toSorted((a, b) => a.at - b.at)
  const twice = sorted.find(({ at }, i) => at === sorted[i - 1]?.at)
  const early = given.find(({ at }, i) => at < (given[i - 1]?.at ?? at))
  const refuse = (because: string, fix: string, change: Passage): void =>
    inner.report(problems.agreementMalformed({ because, fix, where: whereIn(change) }))
  if (twice !== undefined)
    refuse('two changes of the clock are of one instant', 'keep one of the two', twice.change)
  else if (early !== undefined) {
    const inOrder = sorted.map(({ change }) => `"${change.text}"`).join(', ')
    refuse('the changes of the clock are not in order of time', `write “changes: [${inOrder}]”`, early.change)
  }
  return sorted
    .filter((each, i) => each.at !== sorted[i - 1]?.at)
    .map(({ at, offsetMinutes: now }) => ({ at, offsetMinutes: now }))
}

function transitionOf(sentence: Sentence): Calendar['transitions'][number] {
  const at = utcInstant(sentence)
  // `+` is a sign of the grammar, so “+03:00” comes as two.
  const sign = sentence.takeIf('+') ? '+' : ''
  const example = 'write “2016-03-24T22:00:00Z +03:00”'
  const rest = sentence.word('a distance from UTC', example)
  const now = offsetMinutes(sign + rest.text)
  if (now !== undefined) return { at, offsetMinutes: now }
  throw problems.agreementMalformed({
    because: `“${sentence.passage.text}” names no distance from UTC`,
    fix: example,
    where: whereIn(sentence.passage),
  })
}

function offsetMinutes(text: string): number | undefined {
  const parts = OFFSET.exec(text)
  if (parts === null) return undefined
  const size = Number(parts[2]) * 60 + Number(parts[3])
  if (size > 840) return undefined
  return parts[1] === '-' && size !== 0 ? -size : size
}

type Head = Pick<Agreement, 'title' | 'force' | 'agreed' | 'startsOn'>

/** What the block `jig agreement` says beside its calendar. */
export function headOf(fields: Fields, names: Names): Head | undefined {
  const title = fields.has('name')
    ? fields.named('name')
    : fields.missing('name', 'write name: {en: …, ar: …, ru: …}')
  const force = fields.has('force')
    ? fields.oneOf('force', { 'in force': 'in-force', draft: 'draft' } as const)
    : fields.missing('force', 'write “force: in force” or “force: draft”')
  const agreed = fields.has('agreed')
    ? fields.sentence('agreed', (sentence): Instant => instant(sentence, names))
    : fields.missing('agreed', 'say when the text was agreed or, for a draft, dated')
  const startsOn = fields.sentence('starts', (sentence): Anchor => {
    sentence.takeIf('on')
    return anchor(sentence, names, 'starts')
  })
  if (force === 'in-force' && !fields.has('starts'))
    fields.missing(
      'starts',
      `write “starts: on ${someTerm(names, 'moment')}” with a moment, or an instant from which it binds`,
    )
  if (force === 'draft' && fields.has('starts'))
    fields.refuse('starts', 'a draft never starts', 'leave “starts” out, or write “force: in force”')
  if (title === undefined || force === undefined || agreed === undefined) return undefined
  return { title, force, agreed, startsOn }
}

/** A block `jig party` or `jig excluded`. */
export function partyOf(fields: Fields, id: PartyId, excluded: boolean, names: Names): Party | undefined {
  const given = fields.has('name')
    ? fields.named('name')
    : fields.missing('name', 'write name: {en: …, ar: …, ru: …}')
  // An excluded group is excluded whatever else its block says.
  const name = given ?? (excluded ? { en: id } : undefined)
  const side = fields.oneOf('side', { A: 'A', B: 'B', C: 'C' } as const)
  const answersTo = fields.each('answers to', (sentence) => {
    const word = sentence.word('a party', `name a party, like ${someParty(names)}`)
    return knownParty(names, word.text, sentence.where(word))
  })
  if (name === undefined) return undefined
  return { id, name, excluded, side, answersTo, at: fields.head.at() }
}
