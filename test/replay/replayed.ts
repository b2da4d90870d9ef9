import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { buildDemonstration, type Demonstration } from '../../src/cli/demonstration/build.ts'
import { packageRoot, readDemonstrationFiles } from '../../src/cli/demonstration/files.ts'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { isLogIndex } from '../../src/core/log/log-index.ts'
import { answerQuestion } from '../../src/core/picture/ask.ts'
import type { Answer } from '../../src/core/picture/answer.ts'
import { addToPicture, createPicture, type Picture } from '../../src/core/picture/picture.ts'
import { questionSchema } from '../../src/core/picture/question.ts'
import { parseStatement } from '../../src/core/statement/parse.ts'

export type Replayed = {
  readonly demonstration: Demonstration
  readonly picture: Picture
  /** The answer to one of the demonstration's questions, by its id, from everything that is known. */
  readonly answer: (id: string) => Answer
}

/** The whole demonstration, built from its files and folded: what every node that follows the log arrives at. */
export function replay(): Replayed {
  const demonstration = buildDemonstration(readDemonstrationFiles())
  const blobs = new Map(demonstration.blobs.map((bytes) => [sha256Hex(bytes), bytes]))
  const picture = createPicture()
  for (const [index, note] of demonstration.notes.entries()) {
    if (!isLogIndex(index)) throw new RangeError('too many entries')
    addToPicture(picture, { index, statement: parseStatement(note).statement }, (sha256) => blobs.get(sha256))
  }
  const questions = z
    .array(questionSchema)
    .parse(JSON.parse(readFileSync(join(packageRoot, 'data/syria-2016/questions.json'), 'utf8')))
  return {
    demonstration,
    picture,
    answer(id) {
      const question = questions.find((candidate) => candidate.id === id)
      if (question === undefined) throw new Error(`there is no question ${id}`)
      return answerQuestion(picture, question, picture.size)
    },
  }
}
