import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { SIZE_MEDIA_TYPE } from '../../core/log/cosign-request.ts'
import { problems } from '../../core/problem.ts'
import { answerBytes } from './answer.ts'
import type { Some } from './handlers.ts'
import type { Node } from './node.ts'

const NOTE = 'text/plain; charset=utf-8'

function companyOf({ company }: Node) {
  if (company !== undefined) return company
  throw problems.notFound({ what: 'cosigner' })
}

/** How the node stands among others: cosigning, and what it found. */
export const companyRoutes: Some<'addCheckpoint' | 'offerCosignature' | 'nodes' | 'verdicts'> = {
  addCheckpoint: async (node, { body }) => {
    const answer = await companyOf(node).cosign(body)
    if (answer.is === 'cosigned') return answerBytes(answer.lines, NOTE, 'not')
    // C2SP tlog-witness, “add-checkpoint”: the size alone, in its own media type, tells where to begin; another root of the
    // size cosigned last is a conflict too, and no beginning anywhere would end it.
    if (answer.is === 'other-root') {
      const words = `another root of ${answer.size} entries is cosigned already\n`
      return new Response(words, { status: 409, headers: { 'content-type': NOTE } })
    }
    return new Response(`${answer.size}\n`, { status: 409, headers: { 'content-type': SIZE_MEDIA_TYPE } })
  },

  offerCosignature: async (node, { body }) => {
    await companyOf(node).offered(body)
    return answerBytes(node.ledger.head(), NOTE, 'not')
  },

  nodes: ({ ledger, company }) =>
    company?.nodes() ?? {
      name: null,
      role: 'log',
      origin: ledger.origin,
      size: ledger.size(),
      head: fromUtf8(ledger.head()),
      quorum: 'none',
      policyEntry: null,
      trusted: true,
      cosigners: [],
      follows: null,
      picture: null,
      outbox: null,
      verdicts: 0,
    },

  verdicts: ({ company }) => ({ verdicts: company?.verdicts() ?? [] }),
}
