import type { Pictures } from '../reading/pictures.ts'
import type { Streams } from '../streams.ts'
import type { Speech } from '../words.ts'

/** What every command that reads is given: where to ask, in which words to answer, and whether a machine reads it. */
export type Reader = {
  readonly pictures: Pictures
  readonly speech: Speech
  readonly json: boolean
  readonly streams: Streams
}

/** The line over every figure: from when it is, how much was known, whose evidence counts, and that it is no original. */
export async function sayReconstruction({ pictures, speech, json, streams }: Reader): Promise<void> {
  if (json) return
  const { view } = await pictures.ask('log', {})
  if (view.demonstration) streams.err(speech.label('reconstruction'))
}
