import type { AgreementView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { Block } from '../../parts/block.tsx'
import { Code, Name } from '../../parts/refs.tsx'
import { faultsIn } from './faults-in.ts'

type LeftOut = Extract<AgreementView['document'][number], { readonly is: 'left-out' }>

/** A block of the text that the machine does not run, with the words that stand before it and what is wrong with it. */
export function LeftOutRow({
  part,
  problems,
}: {
  readonly part: LeftOut
  readonly problems: AgreementView['problems']
}) {
  const { say } = useSpeech()
  const own = faultsIn(part, problems)
  return (
    <div className="row clause left-out">
      <div className="text">
        <div className="clause-number">
          <Code>{part.id}</Code>
        </div>
        <div>
          {part.text !== undefined && (
            <p className="serif" dir="auto">
              <Name of={part.text} />
            </p>
          )}
          <details className="small">
            <summary>{say('leftOut.block')}</summary>
            <Block>{part.block}</Block>
          </details>
        </div>
      </div>
      <div className="note">
        <div className="bearer">
          <p>{say('leftOut.row', { line: String(part.line) })}</p>
          {own.length > 0 && <p>{say('leftOut.faults')}</p>}
          <Faults of={own} />
        </div>
      </div>
    </div>
  )
}

/** What is wrong with the text, in the words of its reader: the log of another took it so. */
export function TextProblems({ of }: { readonly of: AgreementView['problems'] }) {
  const { say } = useSpeech()
  if (of.length === 0) return null
  return (
    <details className="text-problems">
      <summary>{say('leftOut.title', { n: of.length })}</summary>
      <Faults of={of} />
    </details>
  )
}

function Faults({ of }: { readonly of: AgreementView['problems'] }) {
  return (
    <ul lang="en" dir="ltr" className="plain faults">
      {of.map(({ code, detail, fix, line, column }, i) => (
        // The same fault may stand twice at one place; the order is the reader's.
        <li key={`${code} ${i}`}>
          {line !== undefined && <Code>{`${line}:${column ?? 1}`}</Code>} {detail}
          {fix !== undefined && <span className="muted"> → {fix}</span>}
        </li>
      ))}
    </ul>
  )
}
