/** A file with its path as the reader's folder has it. */
export type PlacedFile = { readonly path: string; readonly file: File }

/** A copy of a log that the reader picked. */
export type PickedLog = { readonly read: (path: string) => Promise<Uint8Array> }

/**
 * The log among picked files: where the uppermost `checkpoint` stands. A data folder of jig may be picked as well as an
 * exported copy. `undefined` where there is none.
 */
export function logAmong(files: readonly PlacedFile[]): PickedLog | undefined {
  const heads = files.filter(({ path }) => path === 'checkpoint' || path.endsWith('/checkpoint'))
  const [first] = heads.toSorted((a, b) => a.path.split('/').length - b.path.split('/').length)
  if (first === undefined) return undefined
  const root = first.path.slice(0, -'checkpoint'.length)
  const byPath = new Map(files.map(({ path, file }) => [path, file]))
  return {
    async read(path) {
      const file = byPath.get(root + path)
      if (file === undefined) throw new Error(`there is no file ${path}`)
      return new Uint8Array(await file.arrayBuffer())
    },
  }
}

/** The files of a folder chosen with the file chooser. */
export function chosenFiles(list: FileList | null): readonly PlacedFile[] {
  return [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
}

/** The files of folders that were dropped. The entries must be taken at once: the browser forgets them afterwards. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly PlacedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  return (await Promise.all(entries.map((entry) => filesBelow(entry, '')))).flat()
}

async function filesBelow(entry: FileSystemEntry, above: string): Promise<readonly PlacedFile[]> {
  const path = `${above}${entry.name}`
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    return [{ path, file }]
  }
  if (!isDirectory(entry)) return []
  const found: PlacedFile[] = []
  const reader = entry.createReader()
  for (;;) {
    // A reader gives a hundred at a time and must be asked again until it gives none.
    // eslint-disable-next-line no-await-in-loop
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return found
    // eslint-disable-next-line no-await-in-loop
    found.push(...(await Promise.all(some.map((one) => filesBelow(one, `${path}/`)))).flat())
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
