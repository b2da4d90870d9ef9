import { problems } from '../problem.ts'
import { formatLocal, instantOfLocal } from '../time/local.ts'
import { dayNumber, parseDuration, plus, type Instant } from '../time/instant.ts'
import type { Calendar } from '../time/calendar.ts'
import { reason, type Answered, type NoticeLead } from './answer.ts'
import { textsKnown, type Picture } from './picture.ts'
import type { Ask } from './question.ts'

const MINUTE = 60_000

type Wall = {
  readonly date: { readonly year: number; readonly month: number; readonly day: number }
  readonly time: { readonly hour: number; readonly minute: number }
}

/** `2016-03-24 18:00`; the question's schema has seen to its form. */
function wall(text: string): Wall {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number)
  return { date: { year, month, day }, time: { hour, minute } }
}

function wallMinutes({ date, time }: Wall): number {
  return dayNumber(date.year, date.month, date.day) * 1440 + time.hour * 60 + time.minute
}

/** Whether notice of so many hours was given in time, by time that really passed: a clock put forward gives no hour. */
export function noticeLead(
  picture: Picture,
  ask: Extract<Ask, { is: 'notice-lead' }>,
  known: number,
): Answered {
  const { agreement, leadHours } = ask
  const text = textsKnown(picture, agreement, known).at(-1)
  if (text === undefined) throw problems.agreementUnknown({ agreement })
  const { calendar } = text.agreement
  const rows = ask.cases.map((each) => lead(calendar, leadHours, each))
  const summary = rows.map(({ givenLocal, activityLocal, minutes, inTime }) =>
    reason(inTime ? 'notice-in-time' : 'notice-too-late', {
      given: givenLocal,
      activity: activityLocal,
      hours: Math.floor(minutes / 60),
      minutes: minutes % 60,
      lead: leadHours,
    }),
  )
  return { summary, parts: { is: 'notice-lead', agreement, zone: calendar.zone, leadHours, rows } }
}

function lead(
  calendar: Calendar,
  leadHours: number,
  { givenLocal, activityLocal }: { readonly givenLocal: string; readonly activityLocal: string },
): NoticeLead {
  const [from, to] = [wall(givenLocal), wall(activityLocal)]
  const given: Instant = instantOfLocal(calendar, from.date, from.time)
  const activity: Instant = instantOfLocal(calendar, to.date, to.time)
  const earliest = plus(given, parseDuration(`${leadHours}h`))
  return {
    givenLocal: formatLocal(calendar, given),
    given,
    activityLocal: formatLocal(calendar, activity),
    activity,
    minutes: Math.floor((activity - given) / MINUTE),
    wallMinutes: wallMinutes(to) - wallMinutes(from),
    earliest,
    earliestLocal: formatLocal(calendar, earliest),
    inTime: activity >= earliest,
  }
}
