/** Fetches a file of the log by its path below the log's address, as a check in a worker reads it. @throws Error */
export async function fetchFile(path: string): Promise<Uint8Array> {
  const response = await fetch(`/${path}`)
  if (!response.ok) throw new Error(`${response.status} for /${path}`)
  return new Uint8Array(await response.arrayBuffer())
}
