import type { LogIndex } from '../statement/fields.ts'
import type { Answer, Answered, Parts } from './answer.ts'
import { noticeLead } from './ask-lead.ts'
import { counts } from './ask-counts.ts'
import { incidentAnswer, noticesAnswer } from './ask-incident.ts'
import { clauseEver, endsAnswer, exchangeAnswer } from './ask-standing.ts'
import type { Picture } from './picture.ts'
import type { Question } from './question.ts'

/**
 * Answers a question from the picture, as known when the log had `known` entries.
 * @throws Problem `agreement-unknown`, `clause-unknown`, `not-found` where the record has nothing of what is asked about
 */
export function answerQuestion(picture: Picture, question: Question, known: number): Answer {
  const answered = answer(picture, question, known)
  return { question, ...answered, evidence: evidenceOf(answered) }
}

function answer(picture: Picture, { ask }: Question, known: number): Answered {
  switch (ask.is) {
    case 'ends':
      return endsAnswer(picture, ask, known)
    case 'incident':
      return incidentAnswer(picture, ask, known)
    case 'clause-ever':
      return clauseEver(picture, ask, known)
    case 'exchange':
      return exchangeAnswer(picture, ask, known)
    case 'tallies':
      return counts(picture, ask, known)
    case 'notices':
      return noticesAnswer(picture, ask, known)
    case 'notice-lead':
      return noticeLead(picture, ask, known)
  }
}

function evidenceOf({ summary, parts }: Answered): readonly LogIndex[] {
  const entries = new Set([...summary.flatMap((reason) => reason.entries), ...entriesIn(parts)])
  return [...entries].toSorted((one, other) => one - other)
}

function entriesIn(parts: Parts): readonly LogIndex[] {
  switch (parts.is) {
    case 'ends':
      return [...parts.clocks.flatMap(({ entries }) => entries), ...parts.ends.map(({ entry }) => entry)]
    case 'incident': {
      const { reports, findings, replies, corrections, notices } = parts.incident
      return [...reports, ...findings, ...replies, ...corrections, ...notices].map(({ entry }) => entry)
    }
    case 'clause-ever':
      return parts.readings.flatMap(({ standings }) =>
        standings.flatMap(({ why, whyNot }) => [...why, ...whyNot].flatMap(({ entries }) => entries)),
      )
    case 'exchange':
      return parts.exchange.missing.flatMap(({ entries }) => entries)
    case 'tallies': {
      // With each number the entry that states its rule: a number without its rule says nothing.
      const { columns, rows } = parts.table.table
      const cells = rows.flatMap((row) => row.cells)
      const shown = cells.filter(({ daily, cumulative }) => daily.length + cumulative.length > 0)
      return columns
        .filter(({ stated }) => shown.some(({ rule }) => rule === stated.rule.id))
        .map(({ stated }) => stated.entry)
    }
    case 'notices':
      return parts.notices.flatMap(({ entry, to }) => [
        entry,
        ...to.flatMap(({ acknowledged }) => acknowledged?.entry ?? []),
      ])
    case 'notice-lead':
      return []
  }
}
