#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommanderError } from 'commander'
import { packageRoot } from './demonstration/files.ts'
import { EXIT, guarded } from './exit-codes.ts'
import { passphraseFrom } from './house/passphrase.ts'
import { program } from './program.ts'
import { processStreams } from './streams.ts'

// The one place that knows this process: its streams, environment, signals, files. Everything below is handed these.
const streams = processStreams(process.stdout, process.stderr, process.env)
const { version }: { version: string } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))

/** Resolves at the first Ctrl-C or request to end; a second one ends the process at once. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

// A reader that has seen enough (`jig … | head`) closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.fine)
  throw error
})

let exitCode: number = EXIT.fine
const jig = program({
  env: process.env,
  streams,
  version,
  stopped,
  passphrase: passphraseFrom(process.env),
  webFolder: join(packageRoot, 'dist', 'web'),
  run: async (command) => {
    exitCode = await guarded(command, streams)
  },
})

try {
  await jig.parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.usage
  else {
    streams.err(
      `jig: a fault of its own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    exitCode = EXIT.fault
  }
}
process.exitCode = exitCode
