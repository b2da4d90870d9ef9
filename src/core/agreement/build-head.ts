import { problems } from '../problem.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Instant } from '../time/instant.ts'
import type { Agreement, Anchor, Party } from './agreement.ts'
import type { Fields } from './block-fields.ts'
import { knownParty, type Names } from './names.ts'
import { whereIn } from './passage.ts'
import { anchor, instant, utcInstant } from './times.ts'

const CALENDAR_FIX =
  'write calendar: {zone: Asia/Damascus, offset: "+02:00", changes: ["2016-03-24T22:00:00Z +03:00"]}'
const OFFSET = /^([+-])(\d{2}):([0-5]\d)$/

/**
 * The calendar of the agreement's one zone: its distance from UTC at first, and each change after that with the instant
 * at which it took place. It is read before anything else, because times may be written on its clock.
 */
export function calendarOf(fields: Fields): Calendar | undefined {
  const inner = fields.has('calendar')
    ? fields.inner('calendar', ['zone', 'offset', 'changes'])
    : fields.missing('calendar', CALENDAR_FIX)
  if (inner === undefined) return undefined
  const zone = inner.prose('zone') ?? inner.missing('zone', CALENDAR_FIX)
  const offset = inner.prose('offset') ?? inner.missing('offset', CALENDAR_FIX)
  const minutes = offset === undefined ? undefined : offsetMinutes(offset)
  if (offset !== undefined && minutes === undefined)
    inner.refuse('offset', `“${offset}” is not a distance from UTC`, 'write it like "+02:00"')
  const transitions: Calendar['transitions'][number][] = []
  for (const change of inner.list('changes') ?? []) {
    const found = inner.read(change, (sentence) => {
      const at = utcInstant(sentence)
      // `+` is a sign of the grammar, so “+03:00” comes as two.
      const sign = sentence.takeIf('+') ? '+' : ''
      const rest = sentence.word('a distance from UTC', 'write “2016-03-24T22:00:00Z +03:00”')
      const offsetMinutesNow = offsetMinutes(sign + rest.text)
      const last = transitions.at(-1)?.at ?? -1
      if (offsetMinutesNow !== undefined && at > last) return { at, offsetMinutes: offsetMinutesNow }
      throw problems.agreementMalformed({
        because:
          offsetMinutesNow === undefined
            ? `“${change.text}” names no distance from UTC`
            : 'the changes of the clock are not in order of time',
        fix: CALENDAR_FIX,
        where: whereIn(change),
      })
    })
    if (found !== undefined) transitions.push(found)
  }
  return zone === undefined || minutes === undefined
    ? undefined
    : { zone, offsetMinutes: minutes, transitions }
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
    return anchor(sentence, names)
  })
  if (force === 'in-force' && !fields.has('starts'))
    fields.missing('starts', 'write “starts: on DayD”, or an instant from which it binds')
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
  const answersTo = (fields.list('answers to') ?? []).flatMap((passage) => {
    const found = fields.read(passage, (sentence) => {
      const word = sentence.word('a party', 'name a party, like RUS')
      return knownParty(names, word.text, sentence.where(word))
    })
    return found === undefined ? [] : [found]
  })
  if (name === undefined) return undefined
  return { id, name, excluded, side, answersTo, at: fields.head.at() }
}
