import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useSpeech } from '../app/language.tsx'
import { Refused, Unreadable } from '../data/fetch-view.ts'
import type { Resource } from '../data/use-resource.ts'
import { isKey } from '../words/say.ts'
import { Code } from './refs.tsx'

/** Nothing to show, and why, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      {children !== undefined && <p>{children}</p>}
    </div>
  )
}

export function Loading() {
  const { say } = useSpeech()
  return (
    <p className="loading" role="status">
      {say('state.loading')}
    </p>
  )
}

/** A refusal or failure: what happened, where, and what would be right. */
export function ProblemPanel({ failure, again }: { readonly failure: Error; readonly again?: () => void }) {
  const { say, language } = useSpeech()
  return (
    <div className="problem" role="alert">
      <h3>{problemTitle(failure, say)}</h3>
      {failure instanceof Refused && (
        <>
          {language !== 'en' && <InOwnWords code={failure.problem.code} />}
          {/* The server's own words are English whatever the reader's language is. */}
          <p lang="en" dir="ltr">
            {failure.problem.detail}
          </p>
          {failure.problem.fix !== undefined && (
            <p lang="en" dir="ltr">
              {failure.problem.fix}
            </p>
          )}
          <p className="muted">
            <Code>{failure.problem.code}</Code>
          </p>
        </>
      )}
      {failure instanceof Unreadable && (
        <p>{say(failure.why === 'unreachable' ? 'state.unreachableHelp' : 'state.notUnderstoodHelp')}</p>
      )}
      {again !== undefined && !isWrongQuestion(failure) && (
        <Button className="button" onPress={again}>
          {say('state.again')}
        </Button>
      )}
    </div>
  )
}

/** A question that cannot be read is refused however often it is asked; what is not known yet may be known later. */
function isWrongQuestion(failure: Error): boolean {
  return failure instanceof Refused && failure.problem.status === 400
}

/** A part of the app is no longer on the server, as after an update: nothing has failed, and a reload mends it. */
export function PartGonePanel({ reload }: { readonly reload: () => void }) {
  const { say } = useSpeech()
  return (
    <div className="problem" role="alert">
      <h3>{say('state.partGone')}</h3>
      <p>{say('state.partGoneHelp')}</p>
      <Button className="button" onPress={reload}>
        {say('state.reload')}
      </Button>
    </div>
  )
}

/** What the refusal means, in the reader's language, where the screens can meet it. */
function InOwnWords({ code }: { readonly code: string }) {
  const { say } = useSpeech()
  const key = `problem.${code}`
  return isKey(key) ? <p>{say(key)}</p> : null
}

function problemTitle(failure: Error, say: ReturnType<typeof useSpeech>['say']): string {
  if (failure instanceof Refused) return say('state.refused')
  if (failure instanceof Unreadable)
    return say(failure.why === 'unreachable' ? 'state.unreachable' : 'state.notUnderstood')
  return say('state.broken')
}

/** A resource in one of its states; while a newer answer is on its way the last one stays on the screen. */
export function Shown<T>({
  of,
  children,
}: {
  readonly of: Resource<T>
  readonly children: (value: T) => ReactNode
}) {
  if (of.failure !== undefined) return <ProblemPanel failure={of.failure} again={of.again} />
  if (of.value === undefined) return <Loading />
  return (
    <div className="shown" aria-busy={of.loading}>
      {children(of.value)}
    </div>
  )
}
