import { formatReceipt } from '../../core/log/receipt.ts'
import type { blobAccepted } from '../../core/api/posted.ts'
import type { Some } from './handlers.ts'
import type { z } from 'zod'

/** What is handed in. The ledger decides; this only carries. */
export const statementRoutes: Some<'submit' | 'putBlob'> = {
  submit: async ({ ledger }, { body }) => {
    const receipt = await ledger.submit(body)
    const headers = { 'content-type': 'text/plain; charset=utf-8', location: `/api/entries/${receipt.index}` }
    return new Response(Buffer.from(formatReceipt(receipt)), { status: 201, headers })
  },

  putBlob: async ({ ledger }, { body }): Promise<z.output<typeof blobAccepted>> => {
    const sha256 = await ledger.putBlob(body)
    return { sha256, bytes: body.length }
  },
}
