import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const HOUSE = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

export type SourceFile = {
  /** Path from the house's root, such as `src/core/log/merkle.ts`. */
  readonly path: string
  readonly text: string
  /** What it imports: a path from the house's root, or a package's name. */
  readonly imports: readonly string[]
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name)
    if (item.isDirectory()) return filesBelow(path)
    return /\.tsx?$/.test(item.name) && !item.name.endsWith('.d.ts') ? [path] : []
  })
}

/** Every TypeScript file below a folder of the house, with what it imports. */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return filesBelow(join(HOUSE, folder))
    .toSorted()
    .map((file) => {
      const text = readFileSync(file, 'utf8')
      const imports = [...text.matchAll(IMPORT)].map((match) => {
        const given = match[1] ?? match[2] ?? match[3] ?? ''
        return given.startsWith('.') ? relative(HOUSE, resolve(dirname(file), given)) : given
      })
      return { path: relative(HOUSE, file), text, imports }
    })
}

/** The part of the house a file belongs to: `core/log`, `server/store`, `cli`, `web`. */
export function partOf(path: string): string {
  const [, room = '', folder = ''] = path.split('/')
  return room === 'core' || room === 'server' ? `${room}/${folder.replace(/\.ts$/, '')}` : room
}
