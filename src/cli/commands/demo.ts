import { toBase64 } from '../../core/bytes/base64.ts'
import { parseNote } from '../../core/log/signed-note.ts'
import { parseTreeHead } from '../../core/log/tree-head.ts'
import { ANOTHER_DEMONSTRATION, loadDemonstration } from '../demonstration/load.ts'
import { EXIT } from '../exit-codes.ts'
import { openLog, type Place } from '../house/open-log.ts'
import { progress } from '../print/progress.ts'
import type { Streams } from '../streams.ts'
import { problems } from '../../core/problem.ts'

/** Loads the demonstration into a store, without serving it, and prints the tree's root: the same on every machine. */
export async function demoCommand(
  place: Place,
  { json }: { readonly json: boolean },
  streams: Streams,
): Promise<number> {
  await using log = await openLog(place, { onTrouble: (error) => streams.err(`jig: ${String(error)}`) })
  if (!log.settings.demonstration) {
    throw problems.storeForeign({ found: log.settings.origin, expected: 'the demonstration' })
  }
  const bar = progress('Loading Syria 2016', streams)
  const added = await loadDemonstration(log, bar.to)
  bar.end()
  if (added === 'another') streams.err(ANOTHER_DEMONSTRATION)
  const { origin, size, root } = parseTreeHead(parseNote(log.ledger.head()).text)
  if (json)
    streams.out(
      JSON.stringify({ origin, size, root: toBase64(root), added: added === 'another' ? 0 : added }),
    )
  else streams.out(`${origin}: ${size} entries, root ${toBase64(root)}`)
  return EXIT.fine
}
