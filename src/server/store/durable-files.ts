import { fdatasyncSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

// Emscripten's error numbers (WASI errno), which differ from Linux's.
const EIO = 29

/** As much of Emscripten's file system as the repair touches. */
type Emscripten = {
  readonly NODEFS?: NodeFiles
  readonly FS: { readonly filesystems: { readonly NODEFS: NodeFiles } }
}
type NodeFiles = { readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number } }

/**
 * PGlite's files in a folder, with an fsync that reaches the disk. As shipped PGlite 0.5 has none (its issue 1107): a
 * power cut lost some thousand acknowledged commits. It leans on the inside of one exact version, so a test counts the
 * calls of `onSync` over a commit.
 */
export class DurableFiles extends NodeFS {
  readonly #onSync: () => void

  constructor(folder: string, onSync: () => void = () => {}) {
    super(folder)
    this.#onSync = onSync
  }

  override async init(...[pglite, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const started = await super.init(pglite, options)
    started.emscriptenOpts.preRun?.push((module: unknown) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- PGlite's types leave out its own module
      const { NODEFS, FS } = module as Emscripten
      const files = NODEFS ?? FS.filesystems.NODEFS
      files.stream_ops.fsync = ({ nfd }) => {
        try {
          fdatasyncSync(nfd)
          this.#onSync()
          return 0
        } catch {
          // PostgreSQL must hear of it, and stops: after a failed fsync the file's state is not known.
          return EIO
        }
      }
    })
    return started
  }
}

/** PGlite's own parameters without `-F`, which turns fsync off. Its fdatasync is a stub, so the method must be `fsync`. */
export const DURABLE_START: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
]
