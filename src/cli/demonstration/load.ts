import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { equalBytes } from '../../core/bytes/bytes.ts'
import { questionSchema, type Question } from '../../core/picture/question.ts'
import type { OpenLog } from '../house/open-log.ts'
import { buildDemonstration } from './build.ts'
import { packageRoot, readDemonstrationFiles } from './files.ts'

/** What is said where the folder holds the demonstration as other files gave it. */
export const ANOTHER_DEMONSTRATION =
  'This folder holds the demonstration as another version of jig made it, and stays as it is; ' +
  'choose another folder with --data to load the one of this version.'

/**
 * Brings the whole demonstration into its log. What is there already is left: a load that was cut short goes on where it
 * stopped, since the same files give the same entries on every machine.
 * @returns how many entries were added, or `another` where other files made what is there
 */
export async function loadDemonstration(
  { ledger, withOwnClock }: Pick<OpenLog, 'ledger' | 'withOwnClock'>,
  onProgress?: (done: number, of: number) => void,
): Promise<number | 'another'> {
  const { notes, blobs } = buildDemonstration(readDemonstrationFiles())
  const there = ledger.size()
  const last = Math.min(there, notes.length) - 1
  const [stored] = last < 0 ? [] : await ledger.entries(last, 1)
  const made = notes[last]
  if (stored !== undefined && made !== undefined && !equalBytes(stored, made)) return 'another'
  const missing = notes.slice(there)
  if (missing.length === 0) return 0
  for (const blob of blobs) await ledger.putBlob(blob)
  await withOwnClock(() => ledger.submitAll(missing, (done) => onProgress?.(there + done, notes.length)))
  return missing.length
}

/** The questions that the demonstration is asked: `data/syria-2016/questions.json`. */
export function demonstrationQuestions(root: string = packageRoot): readonly Question[] {
  const text = readFileSync(join(root, 'data/syria-2016/questions.json'), 'utf8')
  return questionSchema.array().parse(JSON.parse(text))
}
