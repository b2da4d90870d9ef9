/**
 * Writes `root.json`: size and root of the demonstration's log as the built code makes it from the committed files.
 *
 *   npm run build:code && node data/syria-2016/pin-root.mjs
 */
import { writeFileSync } from 'node:fs'
import { toHex } from '../../dist/core/bytes/hex.js'
import { buildDemonstration } from '../../dist/cli/demonstration/build.js'
import { readDemonstrationFiles } from '../../dist/cli/demonstration/files.js'

const { size, root } = buildDemonstration(readDemonstrationFiles())
const text = `${JSON.stringify({ size, root: toHex(root) }, null, 2)}\n`
writeFileSync(new URL('root.json', import.meta.url), text)
process.stdout.write(text)
