/**
 * Who may import whom. A part may import itself and what stands beside it here; anything else fails the build.
 * `core/problem` may be used by every part and is left out of the rows.
 */
const BYTES = ['core/bytes']
const GROUND = ['core/time', 'core/place', 'core/log', ...BYTES]
const SAID = ['core/statement', ...GROUND]
const AGREED = ['core/agreement', ...SAID]
const EVIDENCE = ['core/evidence', ...AGREED]
const THOUGHT = ['core/certificate', 'core/standing', 'core/incident', ...EVIDENCE]
const CORE = [
  'core/rehearsal',
  'core/mfotl',
  'core/api',
  'core/picture',
  'core/words',
  'core/analysis',
  ...THOUGHT,
]

export const DIRECTIONS: Readonly<Record<string, readonly string[]>> = {
  'core/problem': [],
  'core/bytes': [],
  'core/time': BYTES,
  'core/place': BYTES,
  'core/log': ['core/time', ...BYTES],
  'core/statement': GROUND,
  'core/agreement': SAID,
  'core/analysis': AGREED,
  'core/evidence': AGREED,
  // The checker shares nothing with what it checks: not the engine, and not the weighing of evidence either.
  'core/definitions': AGREED,
  'core/certificate': ['core/definitions', ...AGREED],
  'core/standing': ['core/certificate', ...EVIDENCE],
  'core/incident': EVIDENCE,
  'core/words': ['core/analysis', ...THOUGHT],
  'core/rehearsal': ['core/standing', 'core/analysis', ...EVIDENCE],
  'core/mfotl': ['core/standing', ...EVIDENCE],
  'core/picture': THOUGHT,
  'core/api': ['core/picture', 'core/words', 'core/analysis', ...THOUGHT],
  'server/keys': CORE,
  'server/ledger': CORE,
  'server/store': ['server/ledger', ...CORE],
  'server/follow': ['server/ledger', 'server/store', ...CORE],
  'server/http': ['server/ledger', 'server/follow', ...CORE],
  cli: ['server/keys', 'server/ledger', 'server/store', 'server/follow', 'server/http', ...CORE],
  web: CORE,
}

/** Packages that each room may use; core takes only what is pure and runs anywhere. */
export const PACKAGES: Readonly<Record<'core' | 'server' | 'cli' | 'web', readonly RegExp[]>> = {
  core: [/^zod$/, /^@noble\/(hashes|curves)\//, /^yaml$/, /^mdast/],
  server: [/^node:/, /^pg$/, /^@electric-sql\/pglite/, /^hono/, /^@hono\//, /^zod$/],
  cli: [
    /^node:/,
    /^commander$/,
    /^cli-table3$/,
    /^cli-progress$/,
    /^intl-messageformat$/,
    /^zod$/,
    /^@hono\/node-server/,
  ],
  web: [
    /^react/,
    /^wouter/,
    /^maplibre-gl/,
    /^supercluster$/,
    /^intl-messageformat$/,
    /^zod$/,
    /^@fontsource\//,
    /^geojson$/,
  ],
}
