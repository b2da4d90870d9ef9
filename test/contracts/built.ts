import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A compiled module of the server room, for what only runs compiled: worker threads, second processes. */
export function built(module: string): string {
  return fileURLToPath(new URL(`../../dist/server/${module}`, import.meta.url))
}

/** Why tests on the compiled code cannot be run; `undefined` where they can. */
export function whyNotBuilt(): string | undefined {
  return existsSync(built('store/pglite-worker.js')) ? undefined : 'not built: npm run build:code'
}
