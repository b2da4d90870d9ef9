import { z } from 'zod'
import type { Dates } from '../../core/analysis/dates.ts'
import type { Remark } from '../../core/analysis/remark.ts'
import type { Problem } from '../../core/problem.ts'
import type { Vacuity } from '../../core/rehearsal/vacuity.ts'
import { fixTexts, remarkText } from '../print/remarks.ts'
import type { Speech } from '../words.ts'

const place = z.strictObject({
  line: z.int().min(1).describe('counted from 1'),
  column: z.int().min(1).describe('counted from 1'),
})
const repair = z.strictObject({
  code: z.string().describe('stable'),
  detail: z.string().describe('the same in words, in the language asked for'),
})
const remark = z.strictObject({
  kind: z.string().describe('stable; docs/writing-checks.md explains each'),
  severity: z.enum(['error', 'warning', 'note']),
  clauses: z.array(z.string()).describe('the clauses, exchanges and powers that it is about'),
  at: place.describe('where to change the text'),
  values: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .describe('what the sentence was made of; lengths of time in milliseconds'),
  detail: z.string().describe('the sentence, in the language asked for'),
  fix: z.array(repair).min(1).describe('candidate repairs, the likeliest first'),
})
const problem = z.strictObject({
  code: z.string().describe('stable; docs/problems.md explains each'),
  detail: z.string(),
  where: z
    .looseObject({ line: z.int().optional(), column: z.int().optional() })
    .optional()
    .describe('where in the file'),
  fix: z.string().optional().describe('what would be right'),
})
const agreement = z.strictObject({
  id: z.string(),
  leftOut: z.int().min(0).describe('blocks that could not be read, or rest on one that could not'),
  clauses: z.int().min(0),
  choices: z.int().min(0).describe('choices that the text forced on whoever encoded it'),
  disputed: z.int().min(0).describe('how many of them are disputed'),
  digest: z.string().describe('SHA-256 of the text, hexadecimal: which version was checked'),
})
const begins = z.strictObject({
  clause: z.string(),
  earliest: z.int().describe('milliseconds after the start, if everything is done at once'),
  latest: z
    .int()
    .optional()
    .describe(
      'milliseconds after the start, if every deadline is used in full; left out where something before it has none',
    ),
  due: z
    .int()
    .optional()
    .describe(
      'milliseconds after the start by which it has to be done, for its own deadline and all that rests on it',
    ),
  slack: z
    .int()
    .min(0)
    .optional()
    .describe('milliseconds that it can be put off: due less the earliest it can be done'),
  isCritical: z.boolean().describe('whether it is on the chain of clauses that takes longest'),
})
const run = z.strictObject({
  is: z.enum(['all-done', 'nothing-said', 'silent-and-closed', 'promises-broken', 'does-nothing']),
  who: z.string().optional().describe('who does nothing'),
})
const replays = z.strictObject({
  runs: z.array(run),
  rows: z.array(
    z.strictObject({
      clause: z.string(),
      party: z.string(),
      statuses: z.array(z.string()).describe('at the end of each run, in the order of the runs'),
    }),
  ),
  unmoved: z.array(z.string()).describe('clauses that stand the same in every run'),
})
const file = z.strictObject({
  file: z.string().describe('as it was named'),
  agreement: agreement.optional().describe('left out where nothing could be read'),
  problems: z.array(problem).describe('what was refused'),
  remarks: z.array(remark).describe('in the order of the text'),
  begins: z.array(begins).describe('when each clause that can begin does, in the order of the text'),
  replays: replays.optional().describe('left out for drafts, and for texts too long to replay in passing'),
})

/** What `jig check --json` prints. Keys are only ever added; `report` changes if one changes its meaning. */
export const checkReport = z.strictObject({ report: z.literal('jig-check-1'), files: z.array(file) })
export type CheckReport = z.infer<typeof checkReport>

/** A file that was checked, before it is put into words. */
export type Checked = {
  readonly file: string
  readonly agreement: z.infer<typeof agreement> | undefined
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
  readonly begins: readonly Dates[]
  readonly replays: Vacuity | undefined
}

export function reportOf(checked: readonly Checked[], speech: Speech): CheckReport {
  return { report: 'jig-check-1', files: checked.map((one) => fileReport(one, speech)) }
}

function fileReport(
  { file: name, agreement: read, problems, remarks, begins: dates, replays: replayed }: Checked,
  speech: Speech,
): CheckReport['files'][number] {
  return {
    file: name,
    ...(read === undefined ? {} : { agreement: read }),
    problems: problems.map(({ code, message, where, fix }) => ({
      code,
      detail: message,
      ...(where === undefined ? {} : { where: { ...where } }),
      ...(fix === undefined ? {} : { fix }),
    })),
    remarks: remarks.map((one) => ({
      ...one,
      clauses: [...one.clauses],
      values: { ...one.values },
      detail: remarkText(one, speech),
      fix: one.fix.map((code, at) => ({ code, detail: fixTexts(one, speech)[at] ?? code })),
    })),
    begins: dates.map((one) => ({ ...one })),
    ...(replayed === undefined ? {} : { replays: replaysReport(replayed) }),
  }
}

const replaysReport = ({ runs, rows, unmoved }: Vacuity): z.infer<typeof replays> => ({
  runs: runs.map((one) => ({ ...one })),
  rows: rows.map(({ clause, party, statuses }) => ({ clause, party, statuses: [...statuses] })),
  unmoved: [...unmoved],
})
