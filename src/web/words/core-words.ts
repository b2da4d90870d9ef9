import { useMemo } from 'react'
import type { ReasonView } from '../parts/reasons.tsx'
import { useSpeech } from '../app/language.tsx'
import { useLog } from '../data/log-context.tsx'
import { sentenceOf, type Phrase } from '../../core/api/condition-phrases.ts'
import { conditionWords } from '../../core/words/condition.ts'
import { incidentWords, type IncidentWordKey } from '../../core/words/incident.ts'
import { questionWords, type QuestionWord } from '../../core/words/question.ts'
import type { Named } from '../../core/statement/fields.ts'
import type { StandingView } from '../../core/api/agreement.ts'
import type { IncidentView } from '../../core/api/incident.ts'
import { isInstant, type Instant } from '../../core/time/instant.ts'
import { writeTime, zoneName } from '../parts/time-words.ts'
import { readMoment } from '../parts/read-moment.ts'
import { lengthInWords } from './length.ts'
import { format, isKey, type Values } from './say.ts'
import { standingText } from './standing-text.ts'

/** The words of core's codes in the reader's language, with names in place of identifiers. */
export type CoreWords = {
  /** A party, an actor, or everybody who has a role. */
  readonly who: (id: string) => string
  readonly status: (status: string) => string
  readonly exchange: (status: string) => string
  /** So many breaches, found by the standard that is asked for or alleged only. */
  readonly breaches: (which: 'found' | 'alleged', count: number) => string
  readonly amountsTo: (end: string) => string
  readonly scopeReason: (reason: string) => string
  /** What a move asks for, as words for `subject`. */
  readonly move: (what: string, subject: string) => string
  /** That so many of those who are asked for the same are enough. */
  readonly stillTakes: (count: number) => string
  /** In which form a power has to be used. */
  readonly inForm: (form: NonNullable<StandingView['next'][number]['form']>) => string
  readonly reason: (reason: ReasonView) => string
  /** A condition of the text as one sentence. */
  readonly condition: (phrases: readonly Phrase[]) => string
  /** `known` names what only this answer speaks of: its rules, its incidents. */
  readonly answer: (reason: ReasonView, known: (id: string) => Named | undefined) => string
  readonly incident: (key: IncidentWordKey, values?: Values) => string
  readonly incidentStatus: (status: string) => string
  readonly grade: (grade: IncidentView['grade']) => string
  readonly act: (act: string) => string
  /** Why two counting rules differ; `rule` is the one of which it is true. */
  readonly difference: (reason: string, rule: string) => string
}

export function useCoreWords(): CoreWords {
  const { language, numerals, say, nameOf } = useSpeech()
  const { partyName, actorName, readingName, termName, calendar } = useLog()
  return useMemo(() => {
    const ofIncident = (key: string, values?: Values): string => {
      const texts: Readonly<Record<string, string>> = incidentWords[language]
      const text = texts[key]
      return text === undefined ? key.replace(/^[^.]*\./, '') : format(text, language, numerals, values)
    }
    const standing = (group: string, code: string, values?: Values): string => {
      const text = standingText(language, group, code)
      return text === undefined ? code.replaceAll('-', ' ') : format(text, language, numerals, values)
    }
    const who = (id: string): string => {
      const named = partyName(id) ?? actorName(id)
      const role = `role.${id}`
      return named !== undefined ? nameOf(named) : isKey(role) ? say(role) : id
    }
    /** Identifiers become names, instants become times: a code's values are written for machines. */
    const spoken = (values: Values, known: (id: string) => Named | undefined = () => undefined): Values =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
          if (typeof value === 'number') return [name, numberInWords(name, value)]
          if (name === 'who') return [name, who(value)]
          const own = name === 'reading' ? readingName(value) : TERMS.has(name) ? termName(value) : undefined
          if (own !== undefined) return [name, nameOf(own)]
          const named = value.split(', ').map((id) => known(id) ?? partyName(id) ?? actorName(id))
          if (named.every((each) => each !== undefined))
            return [name, named.map(nameOf).join(say('list.comma'))]
          // A text about a clock chooses its words by this very value.
          if (value === 'text' && name === 'clock') return [name, value]
          if (value === 'text') return [name, say('clocks.text')]
          const moment = INSTANT.test(value) ? readMoment(calendar, value) : undefined
          if (moment === undefined) return [name, value]
          return [name, momentInWords(moment)]
        }),
      )
    const momentInWords = (moment: Instant): string => {
      const { date, clock } = writeTime(language, calendar, moment)
      return say('time.written', {
        date,
        clock,
        zone: say('time.zone', { zone: zoneName(language, calendar) }),
      })
    }
    const numberInWords = (name: string, value: number): string | number => {
      if (MOMENTS.has(name) && isInstant(value)) return momentInWords(value)
      return LENGTHS.has(name) ? lengthInWords(say, value) : value
    }
    return {
      who,
      status: (status) => standing('status', status),
      exchange: (status) => standing('exchange', status),
      breaches: (which, count) => standing('breaches', which, { count }),
      amountsTo: (end) => standing('end', end),
      scopeReason: (reason) => standing('scope', reason),
      move: (what, subject) =>
        standing('move', what, { subject, clause: subject, term: subject, what: subject }),
      stillTakes: (count) => standing('move', 'still-takes', { count }),
      inForm: ({ told, reasons }) =>
        [
          ...(told === undefined ? [] : [standing('move', 'told', spoken({ within: told }))]),
          ...(reasons === undefined ? [] : [standing('move', 'reasons')]),
        ].join(say('list.comma')),
      reason: ({ code, values }) => standing('reason', code, spoken(values)),
      condition: (phrases) =>
        sentenceOf(phrases, ({ code, values }) =>
          format(conditionWords[language][code], language, numerals, spoken(values)),
        ),
      answer: ({ code, values }, known) => {
        const texts: Readonly<Record<string, string>> = questionWords[language] satisfies Record<
          QuestionWord,
          string
        >
        // An answer about an incident repeats why it lies inside or outside an agreement: those codes are of the scope.
        const text = texts[code] ?? standingText(language, 'scope', code)
        return text === undefined
          ? standing('reason', code, spoken(values, known))
          : format(text, language, numerals, spoken(values, known))
      },
      incident: ofIncident,
      incidentStatus: (status) => ofIncident(`status.${status}`),
      grade: (grade) => ofIncident(`grade.${grade}`),
      act: (act) => ofIncident(`act.${act}`),
      difference: (reason, rule) => ofIncident(`difference.${reason}`, { rule }),
    }
  }, [language, numerals, say, nameOf, partyName, actorName, readingName, termName, calendar])
}

// core/words/standing.ts says which values are instants and which are lengths of time, both in milliseconds.
const MOMENTS = new Set(['at', 'due', 'from', 'until', 'ends', 'through', 'possible'])
const LENGTHS = new Set(['for', 'within'])
const TERMS = new Set(['state', 'term', 'moment'])
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
