import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { problems } from '../../core/problem.ts'

/** What the demonstration is made of: the committed texts and data, nothing else. The same files give the same log. */
export type DemonstrationFiles = {
  /** `data/syria-2016/actors.json`: who speaks. */
  readonly actors: string
  /** `data/syria-2016/events.jsonl`: what they said, one statement a line. */
  readonly events: string
  /** `data/syria-2016/ucdp-events.csv`: the events of UCDP in the two periods. */
  readonly ucdp: string
  /** The agreements' Markdown, by path from the package's root: `agreements/….md`. */
  readonly agreements: ReadonlyMap<string, Uint8Array>
}

/** The package's root. `src/cli/demonstration` and `dist/cli/demonstration` are equally deep. */
export const packageRoot = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * Reads the demonstration's files below `root`.
 * @throws Problem `file-unreadable`
 */
export function readDemonstrationFiles(root: string = packageRoot): DemonstrationFiles {
  const text = (path: string): string =>
    reading(join(root, path), () => readFileSync(join(root, path), 'utf8'))
  const folder = join(root, 'agreements')
  const names = reading(folder, () => readdirSync(folder)).filter((name) => name.endsWith('.md'))
  return {
    actors: text('data/syria-2016/actors.json'),
    events: text('data/syria-2016/events.jsonl'),
    ucdp: text('data/syria-2016/ucdp-events.csv'),
    agreements: new Map(
      names
        .toSorted()
        .map((name) => [
          `agreements/${name}`,
          Uint8Array.from(reading(join(folder, name), () => readFileSync(join(folder, name)))),
        ]),
    ),
  }
}

function reading<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw problems.fileUnreadable({ file, because: error instanceof Error ? error.message : String(error) })
  }
}
