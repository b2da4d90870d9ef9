import { calls, type Begins, type Told as Plain } from './oracle-forms.test-support.ts'

/**
 * A slow and simple second opinion on breaches of another agreement: for each hour it asks which text of that agreement was
 * in force then, as known. It shares no code with the engine. Its world: `OTH`, once adopted, forbids RED to shell (O.1) from
 * hour 0 on; an amendment drops O.1, or brings it back, from some hour on. A finding needs a monitor.
 */
export type Told =
  | Plain
  | { readonly is: 'adopted'; readonly forbids: boolean }
  | { readonly is: 'amended'; readonly forbids: boolean; readonly from: number }

export type Placed = Told & { readonly place: number }

type Text = { readonly forbids: boolean; readonly from: number }

function textAt(log: readonly Told[], hour: number): Text | undefined {
  let found: Text | undefined
  for (const one of log) {
    if (one.is === 'adopted') found = { forbids: one.forbids, from: -Infinity }
    if (one.is === 'amended' && one.from <= hour) found = one
  }
  return found
}

function isForbidden(log: readonly Told[], hour: number): boolean {
  return hour >= 0 && textAt(log, hour)?.forbids === true
}

/** Whether any text that is in force at some hour has O.1: else nothing is known of what is meant. */
export function isKnown(log: readonly Told[]): boolean {
  for (let hour = -200; hour < 400; hour += 1) if (textAt(log, hour)?.forbids === true) return true
  return false
}

/** What of the log counts against O.1 under the text of its own hour, and everything that is no word about RED. */
export function againstIt(log: readonly Placed[]): readonly (Plain & { readonly place: number })[] {
  return log.flatMap((one): readonly (Plain & { readonly place: number })[] => {
    if (one.is === 'adopted' || one.is === 'amended') return []
    if (one.is === 'found') return isForbidden(log, one.hour) ? [one] : []
    if (one.is !== 'alleged') return [one]
    for (let hour = one.hour; hour <= one.until; hour += 1) if (isForbidden(log, hour)) return [one]
    return []
  })
}

/** Whether one text forbade it in every hour in which it may have happened. */
function isAllForbidden(log: readonly Told[], hour: number, until: number): boolean {
  for (let h = hour; h <= until; h += 1) {
    if (!isForbidden(log, h) || textAt(log, h)?.from !== textAt(log, hour)?.from) return false
  }
  return true
}

/** When each breach calls for an answer, by its place. */
export function callsElsewhere(
  log: readonly Placed[],
  asked: { readonly alleged: boolean; readonly since: number },
): ReadonlyMap<number, Begins> {
  // What does not count was left out: of the rest, what one text did not forbid all the time may be no breach.
  const lies = (from: number, until: number) => (isAllForbidden(log, from, until) ? 'inside' : 'astride')
  return calls(againstIt(log), { ...asked, lies })
}
