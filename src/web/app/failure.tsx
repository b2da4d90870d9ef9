import { Component, type ReactNode } from 'react'
import { PartGonePanel, ProblemPanel } from '../parts/states.tsx'

/** What came instead of a part of the app that the server no longer has: it was built anew since this page was opened. */
const goneParts = new WeakSet<Error>()
addEventListener('vite:preloadError', ({ payload }) => void goneParts.add(payload))

/** Catches what a screen threw while drawing, so that the reader sees a sentence and not an empty page. */
export class Failure extends Component<
  { readonly children: ReactNode },
  { readonly error: Error | undefined }
> {
  override state: { readonly error: Error | undefined } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    const reload = () => location.reload()
    return (
      <main className="page">
        {goneParts.has(error) ? (
          <PartGonePanel reload={reload} />
        ) : (
          <ProblemPanel failure={error} again={reload} />
        )}
      </main>
    )
  }
}
