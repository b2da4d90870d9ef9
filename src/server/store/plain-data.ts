import { Deserializer, Serializer } from 'node:v8'

/**
 * Plain data (objects, arrays, maps, sets, typed arrays, numbers, texts) as bytes, by the structured clone algorithm: what
 * was one object in two places is one object again. Only the same version of Node is sure to read it.
 * @throws DataCloneError where a function is among the data
 */
export function asPlainData(value: unknown): Buffer {
  // Not `serialize`: what that wrote is read as views over the whole file, and the file would stay in memory with them.
  const writer = new Serializer()
  writer.writeHeader()
  writer.writeValue(value)
  return writer.releaseBuffer()
}

/** @throws Error where the bytes are not such data */
export function fromPlainData(bytes: Uint8Array): unknown {
  const reader = new Deserializer(bytes)
  reader.readHeader()
  return reader.readValue()
}
