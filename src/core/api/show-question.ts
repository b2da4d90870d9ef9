import type { Record } from '../evidence/said.ts'
import type { Answer, Parts } from '../picture/answer.ts'
import { answerQuestion } from '../picture/ask.ts'
import { lastClock, type Picture } from '../picture/picture.ts'
import type { Question } from '../picture/question.ts'
import { showIncident, showNotice } from './show-incident.ts'
import { showSideBySide } from './show-tallies.ts'
import type { AnswerParts, AnswerView, QuestionsView } from './question.ts'
import type { Frozen } from './write.ts'

function showParts(record: Record, parts: Parts, known: number): Frozen<AnswerParts> {
  switch (parts.is) {
    case 'incident':
      return { is: 'incident', incident: showIncident(record, parts.incident) }
    case 'notices':
      return { ...parts, notices: parts.notices.map((notice) => showNotice(record, notice)) }
    case 'tallies':
      return { ...parts, table: showSideBySide(parts.table, known) }
    default:
      return parts
  }
}

function showAnswer(record: Record, answer: Answer, known: number): Frozen<AnswerView> {
  const { question, summary, evidence, parts } = answer
  return {
    id: question.id,
    question: question.question,
    ask: question.ask.is,
    answer: { summary, evidence, parts: showParts(record, parts, known) },
  }
}

/** The questions with their answers, as known when the log had `known` entries. */
export function showQuestions(
  picture: Picture,
  questions: readonly Question[],
  known: number,
): Frozen<QuestionsView> {
  const answers = questions.map((question) => answerQuestion(picture, question, known))
  return {
    known,
    at: lastClock(picture, known)?.readAt ?? null,
    questions: answers.map((answer) => showAnswer(picture.record, answer, known)),
  }
}
