import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { problems } from '../../core/problem.ts'
import { codeOf } from './system-errors.ts'

/** Asks for the passphrase that opens a key; what for is said to the person. */
export type AskPassphrase = (what: string) => Promise<string>

/**
 * The passphrase from JIG_PASSPHRASE_FILE or JIG_PASSPHRASE, else from whoever sits at the terminal. Never from an
 * argument: those can be read by every process of the machine.
 */
export function passphraseFrom(env: NodeJS.ProcessEnv): AskPassphrase {
  return async (what) => {
    const file = env['JIG_PASSPHRASE_FILE']
    if (file !== undefined) {
      try {
        return (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
      } catch (error) {
        throw problems.fileUnreadable({ file, because: codeOf(error) })
      }
    }
    const given = env['JIG_PASSPHRASE']
    if (given !== undefined) return given
    if (!process.stdin.isTTY) {
      throw problems.passphraseWrong({ file: what, fix: 'set JIG_PASSPHRASE_FILE or JIG_PASSPHRASE' })
    }
    return promptHidden(`Passphrase for ${what}: `)
  }
}

async function promptHidden(question: string): Promise<string> {
  let muted = false
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!muted) process.stderr.write(chunk)
      done()
    },
  })
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  const answer = lines.question(question)
  muted = true
  try {
    return await answer
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
