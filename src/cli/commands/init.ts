import { formatVerifierKey } from '../../core/log/verifier-key.ts'
import { EXIT } from '../exit-codes.ts'
import { initLog, type NewLog, type Place } from '../house/open-log.ts'
import type { Streams } from '../streams.ts'

/** Opens a new empty log with fresh keys. */
export async function initCommand(
  place: Place,
  fresh: NewLog,
  { json }: { readonly json: boolean },
  { out, err }: Streams,
): Promise<number> {
  const { origin, log, operator, logKey } = await initLog(place, fresh, (error) =>
    err(`jig: ${String(error)}`),
  )
  const key = formatVerifierKey(logKey)
  if (json) out(JSON.stringify({ origin, log, operator, logKey: key }))
  else {
    out(`The log ${log} is open in ${place.data}; its operator is ${operator}.`)
    out(`Its key, for everybody who is to check it: ${key}`)
  }
  return EXIT.fine
}
