import type { z } from 'zod'
import type { reason } from '../../core/api/wire.ts'
import { useCoreWords } from '../words/core-words.ts'
import { EntryRefs } from './refs.tsx'

export type ReasonView = z.output<typeof reason>

/** Reasons as sentences, each with the entries that bear it out. */
export function Reasons({ of }: { readonly of: readonly ReasonView[] }) {
  const words = useCoreWords()
  if (of.length === 0) return null
  return (
    <ul className="plain reasons">
      {of.map((reason, i) => (
        // Two reasons of one code differ in their values and entries only; their order is the engine's.
        <li key={`${reason.code} ${i}`}>
          {words.reason(reason)} <EntryRefs of={reason.entries} />
        </li>
      ))}
    </ul>
  )
}
