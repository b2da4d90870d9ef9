import { EXIT } from '../exit-codes.ts'
import { entriesText, reasonText } from '../print/phrases.ts'
import { sayReconstruction, type Reader } from './ask.ts'

/** The questions of the demonstration, each with its answer and the entries that the answer rests on. */
export async function questionsCommand(
  id: string | undefined,
  { known }: { readonly known: string | undefined },
  reader: Reader,
): Promise<number> {
  const { pictures, speech, streams } = reader
  const { json, view } = await pictures.ask('questions', {}, { known })
  if (reader.json) {
    streams.out(JSON.stringify(json))
    return EXIT.fine
  }
  await sayReconstruction(reader)
  const questions = view.questions.filter((each) => id === undefined || each.id === id)
  if (questions.length === 0) {
    streams.out(speech.label('nothing'))
    return EXIT.no
  }
  for (const { id: name, question, answer } of questions) {
    streams.out(`${speech.named(question)}  [${name}]`)
    for (const reason of answer.summary) streams.out(`  · ${reasonText(reason, speech)}`)
    if (answer.evidence.length > 0) {
      streams.out(`  ${speech.label('evidence', { entries: entriesText(answer.evidence) })}`)
    }
    streams.out('')
  }
  return EXIT.fine
}
