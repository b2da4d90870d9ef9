/** Hexadecimal digits eight at a time, to be read aloud. */
export function inEights(hex: string): string {
  return hex.replaceAll(/(.{8})(?=.)/g, '$1 ')
}
