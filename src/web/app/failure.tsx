import { Component, type ReactNode } from 'react'
import { ProblemPanel } from '../parts/states.tsx'

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
    if (this.state.error === undefined) return this.props.children
    return (
      <main className="page">
        <ProblemPanel failure={this.state.error} again={() => location.reload()} />
      </main>
    )
  }
}
