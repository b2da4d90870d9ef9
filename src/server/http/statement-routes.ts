import { formatReceipt } from '../../core/log/receipt.ts'
import type { blobAccepted } from '../../core/api/posted.ts'
import { heldView } from '../../core/api/nodes.ts'
import { write } from '../../core/api/write.ts'
import type { HandedIn } from '../follow/company.ts'
import type { Some } from './handlers.ts'
import type { z } from 'zod'

/** What is handed in. The ledger decides; this only carries. */
export const statementRoutes: Some<'submit' | 'putBlob'> = {
  submit: async ({ ledger, company }, { body }) => {
    if (company?.handOn !== undefined) return handedOn(await company.handOn(body))
    const receipt = await ledger.submit(body)
    const headers = { 'content-type': 'text/plain; charset=utf-8', location: `/api/entries/${receipt.index}` }
    return new Response(Buffer.from(formatReceipt(receipt)), { status: 201, headers })
  },

  putBlob: async ({ ledger, company }, { body }): Promise<z.output<typeof blobAccepted>> => {
    const sha256 = await (company?.handOnBlob?.(body) ?? ledger.putBlob(body))
    return { sha256, bytes: body.length }
  },
}

/** RFC 9110 §15.3.3: 202 says that it was taken and not yet done. */
function handedOn(handed: HandedIn): Response {
  if (handed.is === 'answered') return handed.response
  const { place, heldAt, proof } = handed.held
  return Response.json(write(heldView, { place, heldAt, proof: proof ?? null }), { status: 202 })
}
