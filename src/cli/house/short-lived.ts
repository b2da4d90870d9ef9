import { setFlagsFromString } from 'node:v8'

/**
 * For a process that answers questions about a large log for as long as it runs: what a question makes is thrown away with
 * it. V8 watches which places in the code make objects that stay; while a log is folded, most do, and from then on it puts
 * whatever is made there straight among the old ones, also what lives for a millisecond. Those pile up until the whole
 * memory is gone through, and each small collection copies what they point to. Without that guess a small collection of a
 * process with a million statements takes a fifth of the time, and memory stays level (decision 28).
 *
 * To be called before the log is read.
 */
export function expectShortLives(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}
