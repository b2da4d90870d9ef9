// MonPoly reads our formulas, signatures and traces. It is looked for on the path as `monpoly`. What is read of its answers was
// seen of its first public sources (github.com/remolueoend/monpoly at 5f87f4c3), and is printed by those of today too.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readAgreement } from '../../dist/core/agreement/read-agreement.js'
import { mfotlOf } from '../../dist/core/mfotl/export.js'
import { isProblem } from '../../dist/core/problem.js'

const ROOT = new URL('../../', import.meta.url)

export const hasMonpoly = ({ run }) => run('monpoly', ['-version']).status !== null

/** The instants at which MonPoly finds a formula true, called as the export says; `undefined` where it refuses. */
export function instantsByMonpoly({ signature, formula, trace, command }, tools) {
  const { fine, text } = call({ signature, formula, trace, command }, tools)
  if (!fine || text.includes('NOT monitorable')) return undefined
  // It prints times rounded to twelve digits. Which line of the trace it speaks of is exact.
  const times = [...trace.matchAll(/^@(\d+)/gm)].map(([, time]) => Number(time))
  return [...text.matchAll(/^@\S+ \(time point (\d+)\)/gm)].map(([, point]) => times[point])
}

/** Each formula of the texts in this repository that MonPoly cannot read or monitor. */
export function refusedByMonpoly(tools) {
  const all = everyFormula()
  const refused = all.filter((one) => {
    const { fine, text } = call({ ...one, trace: '', command: `${one.command} -check` }, tools)
    return !fine || !text.includes('formula is monitorable')
  })
  return { refused, of: all.length }
}

function call({ command, signature, formula, trace }, { at, run }) {
  const [program, ...args] = command.split(' ')
  for (const [flag, text] of Object.entries({ '-sig': signature, '-formula': formula, '-log': trace }))
    writeFileSync(at(args[args.indexOf(flag) + 1]), text)
  return run(program, args, { cwd: at('.') })
}

function everyFormula() {
  const files = readdirSync(new URL('agreements', ROOT)).filter((name) => name.endsWith('.md'))
  return [...files.map((name) => `agreements/${name}`), 'docs/example-agreement.md'].flatMap((file) => {
    const { agreement } = readAgreement(readFileSync(new URL(file, ROOT), 'utf8'), file)
    return [...agreement.clauses.values()].flatMap((clause) =>
      clause.bearers.flatMap((party) => exportOf(agreement, clause.id, party)),
    )
  })
}

/** Both formulas of a duty; none where the clause has no formula. */
function exportOf(agreement, clause, party) {
  try {
    const made = mfotlOf(agreement, clause, party)
    return [made, { ...made, formula: made.active }]
  } catch (error) {
    if (isProblem(error) && error.code === 'formula-missing') return []
    throw error
  }
}
