import { createServer } from 'node:net'
import { problems } from '../../core/problem.ts'
import { ANOTHER_DEMONSTRATION, loadDemonstration, demonstrationQuestions } from '../demonstration/load.ts'
import { EXIT } from '../exit-codes.ts'
import { openLog, systemClock, type Place } from '../house/open-log.ts'
import { progress } from '../print/progress.ts'
import { serve, type Listening } from '../../server/http/serve.ts'
import { StaticFiles } from '../../server/http/static-files.ts'
import { policyAt } from '../../core/statement/policies.ts'
import { gatherCosignatures } from '../../server/follow/gather.ts'
import { diskFiles } from '../../server/follow/node-files.ts'
import { nodeFolder } from '../house/follow-folder.ts'
import { readPolicy } from '../house/read-policy.ts'
import { expectShortLives } from '../house/short-lived.ts'
import type { Duration } from '../../core/time/instant.ts'
import type { Streams } from '../streams.ts'
import { cosignLines } from './follow-lines.ts'

export type ServeCommandOptions = {
  readonly port: number
  readonly host: string
  readonly cors: string | undefined
  /** Proxies whose word on who asks is taken. */
  readonly trustedProxies: readonly string[] | undefined
  /** A policy file: the cosigners that are asked after each new head. */
  readonly policy?: string | undefined
  /** How often a digest of the picture is published, by the log's own clock; `undefined` for never. */
  readonly digests: Duration | undefined
  /** The folder of the built web app. */
  readonly web: string
  readonly version: string
  /** Resolves when the operator wants the server to stop. */
  readonly stopped: Promise<unknown>
}

/** Serves the API and the web app until it is told to stop. The first start loads the demonstration. */
export async function serveCommand(
  place: Place,
  options: ServeCommandOptions,
  streams: Streams,
): Promise<number> {
  expectShortLives()
  const onTrouble = (error: unknown): void =>
    streams.err(`jig: ${error instanceof Error ? error.message : String(error)}`)
  const policy = await readPolicy(options.policy)
  await freePort(options)
  const reading = progress('Reading the log', streams)
  await using log = await openLog(place, { onProgress: reading.to, onTrouble })
  reading.end()
  if (log.settings.demonstration) {
    const loading = progress('Loading the demonstration, Syria 2016', streams)
    const loaded = await loadDemonstration(log, loading.to)
    loading.end()
    if (loaded === 'another') streams.err(ANOTHER_DEMONSTRATION)
  }
  const { picture } = log
  if (options.digests !== undefined) log.publishDigests(options.digests)
  await using gathering = await gatherCosignatures({
    ledger: log.ledger,
    policy,
    files: diskFiles(nodeFolder(place.data)),
    clock: systemClock,
    picture,
    onTrouble,
    onEvent: cosignLines(streams),
    onFinding: ({ finding, from }) => streams.err(`FOUND: ${finding.why}, handed in by ${from}`),
  })
  const { ledger, company } = gathering
  const stated = policyAt(picture.registry, ledger.size())
  if (options.policy !== undefined && stated !== undefined)
    streams.err(
      `The log states its own policy, by entry ${stated.entry}; ${options.policy} no longer counts.`,
    )
  const questions = log.settings.demonstration ? demonstrationQuestions() : []
  await using listening: Listening = await serve(
    { ledger, picture, questions, company },
    { ...options, files: new StaticFiles(options.web), onFault: (error) => streams.err(faultText(error)) },
  )
  streams.out(`jig serves ${ledger.origin} (${ledger.size()} entries) at ${listening.url}`)
  if (log.settings.demonstration) streams.out('A reconstruction from public sources. Stop with Ctrl-C.')
  await options.stopped
  streams.err('Stopping.')
  return EXIT.fine
}

/**
 * Looks whether the port is free before the store is opened and filled, so that the refusal comes at once.
 * @throws Problem `port-in-use`
 */
async function freePort({ port, host }: ServeCommandOptions): Promise<void> {
  if (port === 0) return
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? problems.portInUse({ port }) : error),
    )
    probe.listen({ port, host }, () => resolve())
  })
  await new Promise((resolve) => probe.close(resolve))
}

function faultText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
