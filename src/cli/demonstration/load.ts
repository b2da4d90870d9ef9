import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { questionSchema, type Question } from '../../core/picture/question.ts'
import type { Ledger } from '../../server/ledger/ledger.ts'
import { buildDemonstration } from './build.ts'
import { packageRoot, readDemonstrationFiles } from './files.ts'

/**
 * Brings the whole demonstration into its log. What is there already is left: a load that was cut short goes on where it
 * stopped, since the same files give the same entries on every machine.
 * @returns how many entries were added
 */
export async function loadDemonstration(
  ledger: Ledger,
  onProgress?: (done: number, of: number) => void,
): Promise<number> {
  const { notes, blobs } = buildDemonstration(readDemonstrationFiles())
  const there = ledger.size()
  const missing = notes.slice(there)
  if (missing.length === 0) return 0
  for (const blob of blobs) await ledger.putBlob(blob)
  await ledger.submitAll(missing, (done) => onProgress?.(there + done, notes.length))
  return missing.length
}

/** The questions that the demonstration is asked: `data/syria-2016/questions.json`. */
export function demonstrationQuestions(root: string = packageRoot): readonly Question[] {
  const text = readFileSync(join(root, 'data/syria-2016/questions.json'), 'utf8')
  return questionSchema.array().parse(JSON.parse(text))
}
