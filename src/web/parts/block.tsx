import { useSpeech } from '../app/language.tsx'

/** Text exactly as it is stored, in lines as wide as the page. */
export function Block({ children }: { readonly children: string }) {
  return (
    <pre className="block" dir="ltr" lang="en">
      <code>{children}</code>
    </pre>
  )
}

/** The block of the document that the machine runs, folded up under that name. */
export function FoldedBlock({ children }: { readonly children: string }) {
  const { say } = useSpeech()
  return (
    <details className="small no-print folded-block">
      <summary>{say('clause.tab.runs')}</summary>
      <Block>{children}</Block>
    </details>
  )
}
