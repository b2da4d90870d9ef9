import type { Agreement } from '../agreement/agreement.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import type { Player } from './cast.ts'
import { coneOf } from './cone.ts'
import type { Departure } from './departure.ts'
import { isInDefault, type Failing } from './failing.ts'
import type { Happening, Play } from './play.ts'

/** One line of a story, as a code with its values; words stand in `words/rehearsal.ts`. */
export type StoryLine = {
  /** Milliseconds after the start of the agreement; negative before it. */
  readonly after: number
  readonly code: string
  readonly who: readonly Player[]
  readonly subject: ClauseId | TermId | PartyId
}

/** The shortest story in which an agreement fails in one way. */
export type Story = Failing & {
  /** Those of whom one alone is enough, or all of whom it takes. */
  readonly who: readonly Player[]
  readonly together: boolean
  readonly departures: readonly Departure[]
  /** What would mend it: a code of the words under `fix`. */
  readonly fix: string
  readonly lines: readonly StoryLine[]
}

/** Tells a failing: only what bears on it, in order, what several did at one instant in one line. */
export function storyOf(text: Agreement, play: Play, failing: Failing): Story {
  const lead = failing.clauses[0]
  const about = coneOf(text, [failing.change, ...(lead === undefined ? [] : [lead])])
  const lines: StoryLine[] = []
  for (const one of play.happenings) {
    if (!bears(one, about, play)) continue
    const code = one.left === undefined ? (one.eachTime ? `${one.what}-each` : one.what) : `omits-${one.left}`
    const after = one.at - play.start
    const same = lines.findIndex(
      (line) => line.after === after && line.code === code && line.subject === one.subject,
    )
    const line = lines[same]
    if (line === undefined) lines.push({ after, code, who: [one.who], subject: one.subject })
    else if (!line.who.includes(one.who)) lines[same] = { ...line, who: [...line.who, one.who] }
  }
  const departing = [...new Set(play.departures.map(({ who }) => who))]
  const late = failing.kind === 'deadlock' ? departing.filter((who) => isInDefault(text, play, who)) : []
  const ending = late.length > 0 ? 'deadlock-late' : isOpenEnd(text, failing) ? 'stall-open' : failing.kind
  return {
    ...failing,
    who: departing,
    together: departing.length > 1,
    departures: play.departures,
    fix: late.length > 0 ? 'deadlock-late' : fixOf(text, failing, play.departures),
    lines: [
      ...lines,
      {
        after: endOf(play, failing) - play.start,
        code: `end-${ending}`,
        who: late.length > 0 ? late : departing,
        subject: failing.change,
      },
    ],
  }
}

/** A lapse ends the play when the period does; everything else is seen at the end. */
function endOf({ board, end }: Play, { kind, clauses }: Failing): number {
  if (kind !== 'lapse') return end
  const ends = board.standings.flatMap((one) =>
    clauses.includes(one.clause) && one.ends !== undefined ? [one.ends] : [],
  )
  return Math.min(end, ...ends)
}

/** Whether what is lost is the end of something: nobody sets the moment on which it ends. */
function isOpenEnd({ clauses }: Agreement, { kind, change, clauses: lost }: Failing): boolean {
  if (kind !== 'stall') return false
  return lost.every((id) => {
    const until = clauses.get(id)?.window.until
    return until?.is === 'moment' && until.moment === change
  })
}

/** What would mend it, as a code; each says something that the text does not do already. */
function fixOf(text: Agreement, failing: Failing, departures: readonly Departure[]): string {
  const { kind, change } = failing
  const clause = [...text.clauses.values()].find(({ id }) => id === change)
  switch (kind) {
    case 'stall':
      if (isOpenEnd(text, failing)) return 'open-end'
      if (departures.some((one) => one.is === 'omits' && one.what === 'close')) return 'unclosed'
      // A term that nobody decides is mended in another way than a duty that nobody does.
      return [...text.terms.keys()].some((id) => id === change) ? 'undecided' : kind
    case 'breach-without-fault':
      if (clause === undefined) return kind
      if (clause.when === undefined && clause.repeats?.is !== 'for-each')
        return startsOnDate(text) ? 'due-before-agreed' : 'due-before-start'
      return clause.window.by === undefined ? 'known-too-late' : kind
    case 'unsettled':
      if (clause === undefined) return kind
      if (departures.some((one) => one.is === 'omits' && one.what === 'close')) return 'unclosed'
      if (new Set(departures.map(({ who }) => who)).size > 1) return 'nobody-speaks'
      if (clause.duty !== 'achieve')
        return clause.ifSilent === 'unknown' ? 'silence-means-nothing' : 'one-speaks'
      // What its bearer says it did stays open whatever silence means: only another's word settles it.
      return 'one-speaks'
    default:
      return kind
  }
}

/** Whether the text binds from a date that it names: then nobody can set its beginning too late for a deadline. */
function startsOnDate({ startsOn, terms }: Agreement): boolean {
  if (startsOn?.is !== 'moment') return true
  const term = terms.get(startsOn.moment)
  return term?.is === 'moment' && term.fixed !== undefined
}

/** What was left out or broken is always told of those who depart; of the rest, only what the failing waits for. */
function bears(
  { what, who, subject, left }: Happening,
  about: ReadonlySet<string>,
  { departures }: Play,
): boolean {
  if (what === 'closes') return false
  if (what === 'breaks' || what === 'waits') return true
  if (what === 'omits') {
    return departures.some(
      (one) =>
        one.is === 'omits' &&
        one.who === who &&
        (one.what === undefined
          ? about.has(subject)
          : one.what === left && (one.subject === undefined || one.subject === subject)),
    )
  }
  return about.has(subject)
}

/** Stories that differ only in who keeps still, told once, with all of whom one alone is enough. */
export function merged(stories: readonly Story[]): readonly Story[] {
  const groups = new Map<string, Story>()
  for (const story of stories) {
    const { kind, change, clauses, departures } = story
    const [first] = departures
    const what = first?.is === 'omits' ? first.what : first?.is
    const alike = departures.length === 1 ? what : JSON.stringify(departures)
    const key = `${kind}|${change}|${alike}|${clauses.join(',')}`
    const before = groups.get(key)
    if (before === undefined) groups.set(key, story)
    else groups.set(key, { ...before, who: [...new Set([...before.who, ...story.who])] })
  }
  return [...groups.values()]
}
