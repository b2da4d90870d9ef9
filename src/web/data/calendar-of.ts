import type { AgreementView } from '../../core/api/agreement.ts'
import type { Calendar } from '../../core/time/calendar.ts'

/** Where nothing says which clock people on the ground go by. */
export const UTC: Calendar = { zone: 'UTC', offsetMinutes: 0, transitions: [] }

/**
 * The agreement's own clock, as it carries it: local times on the screen are those of the text and not of whatever
 * zone table this browser has.
 */
export function calendarOf({ zone, offsets }: Pick<AgreementView, 'zone' | 'offsets'>): Calendar {
  return {
    zone,
    offsetMinutes: offsets.find(({ from }) => from === null)?.minutes ?? offsets[0]?.minutes ?? 0,
    transitions: offsets.flatMap(({ from, minutes }) =>
      from === null ? [] : [{ at: from, offsetMinutes: minutes }],
    ),
  }
}
