import type { Agreement } from '../agreement/agreement.ts'
import { addToEngine, createEngine, type Engine } from './engine.ts'
import { entry, finding, id, PREAMBLE, type Said } from './truce.test-support.ts'

/** The same text as that of another agreement. */
export const as = (name: string, text: Agreement): Agreement => ({ ...text, id: id(name) })

/** What is said, or a text that is adopted or amended: by itself, or with the moment from which it takes effect. */
export type SaidOrText = Said | Agreement | { readonly text: Agreement; readonly from: string }

/** A log in which several agreements are adopted and amended. The text `TRU` is adopted first, as in other tests. */
export function toldOf(text: Agreement, ...said: readonly SaidOrText[]): Engine {
  const engine = createEngine()
  const texts = new Map([['0'.repeat(64), text]])
  const all = [...PREAMBLE, ...said]
  for (const [index, one] of all.entries()) {
    const statement = 'kind' in one ? one : adopting(one, texts)
    addToEngine(engine, entry(index, statement), { textOf: (digest) => texts.get(digest) })
  }
  return engine
}

function adopting(given: Exclude<SaidOrText, Said>, texts: Map<string, Agreement>): Said {
  const text = 'text' in given ? given.text : given
  const digest = texts.size.toString(16).padStart(64, '0')
  texts.set(digest, text)
  const adoption = { by: ['green.mfa', 'white.mfa'], agreement: text.id, package: digest }
  return 'text' in given
    ? { ...adoption, kind: 'agreement-amended', from: given.from }
    : { ...adoption, kind: 'agreement-adopted' }
}

/** A finding that RED breached a clause of another agreement. */
export const findingOn = (agreement: string, incident: string, name: string, of: object = {}): Said =>
  finding('mission', incident, name, { touches: [{ agreement, clause: name }], ...of })
