import { problems } from '../problem.ts'
import type { Wording } from './agreement.ts'
import type { Fields } from './block-fields.ts'
import { whereIn } from './passage.ts'

/** The words before a block, not yet joined with what its keys say about them. */
export type Quoted = Wording['text'] | undefined

/** The words a block stands for, with where they are cited from. Whatever is wrong has been reported. */
export function wordingOf(fields: Fields, block: string, quoted: Quoted): Wording | undefined {
  const cites = fields.prose('cites') ?? fields.missing('cites', 'name the paragraph, like “cites: ¶3(c)”')
  const source = fields.prose('source')
  if (source !== undefined && !/^https?:\/\/\S+$/.test(source))
    fields.refuse('source', `“${source}” is not an address`, 'write an address that begins with https://')
  if (quoted === undefined) {
    const fix = 'put the words (or a paraphrase) in a block quote directly before the block: “> …”'
    return fields.report(problems.wordingMissing({ block, fix, where: whereIn(fields.head) }))
  }
  return cites === undefined ? undefined : { text: quoted, cites, source }
}
