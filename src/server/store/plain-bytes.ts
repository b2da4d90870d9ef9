/** The same bytes as a bare Uint8Array: a Buffer compares, prints and slices differently, and should not leave this folder. */
export function plainBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

/** The same bytes as a Buffer. pg sends one as binary; a bare Uint8Array it would write out as text. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
