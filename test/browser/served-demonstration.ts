import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MAIN = new URL('../../dist/cli/main.js', import.meta.url).pathname
const PAGE = new URL('../../dist/web/index.html', import.meta.url).pathname

export type Served = AsyncDisposable & { readonly url: string }

/** The real server with the demonstration, on a free port and in a folder of its own. */
export async function serveDemonstration(): Promise<Served> {
  for (const built of [MAIN, PAGE]) {
    if (!existsSync(built)) throw new Error(`${built} is not there: run \`npm run build\` first`)
  }
  const data = await mkdtemp(join(tmpdir(), 'jig-browser-'))
  const server = spawn(process.execPath, [MAIN, 'serve', '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const address = / at (http:\/\/\S+)/.exec(said)?.[1]
      if (address !== undefined) resolve(address.replace('localhost', '127.0.0.1'))
    }
    server.stdout.on('data', listen)
    server.stderr.on('data', listen)
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
  })
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      server.kill('SIGTERM')
      const late = setTimeout(() => server.kill('SIGKILL'), 5000)
      await ended
      clearTimeout(late)
      await rm(data, { recursive: true, force: true })
    },
  }
}
