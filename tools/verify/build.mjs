// Builds what a reader checks a log with and needs nothing of us for: dist/check/jig-verify.mjs, as it stands in the
// source; dist/check/jig-core.mjs, which it uses for the meaning of entries where it lies beside it; and
// dist/check/check.html, one file with everything inside.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, loadConfigFromFile } from 'vite'

const root = fileURLToPath(new URL('../../', import.meta.url))
const out = process.argv[2] ?? `${root}dist/check/`
const at = (path) => `${root}${path}`
const text = (path) => readFileSync(at(path), 'utf8')

/** Of the app's words only those of its log screen. */
const WORDS = /^(check|wrong|receipt)\./
const fewerWords = {
  name: 'fewer-words',
  enforce: 'pre',
  load(id) {
    if (!/\/src\/web\/words\/(en|ar|ru)\.json$/.test(id)) return null
    const all = JSON.parse(readFileSync(id, 'utf8'))
    return JSON.stringify(Object.fromEntries(Object.entries(all).filter(([key]) => WORDS.test(key))))
  },
}

// Packages are resolved as for the app, so that the same code reads agreements everywhere.
const { resolve } = (await loadConfigFromFile({ command: 'build', mode: 'production' }, at('vite.config.ts')))
  .config

/** One file of code from an entry file and all that it imports. */
async function bundled(entry, format) {
  const [{ output }] = [
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      plugins: [fewerWords],
      resolve,
      build: { write: false, lib: { entry: at(entry), formats: [format], name: 'check' } },
    }),
  ].flat()
  return output[0].code
}

const STYLES = ['look/tokens.css', 'look/base.css', 'look/parts.css', 'screens/log/log.css'].map(
  (path) => `src/web/${path}`,
)
const style = [...STYLES, 'tools/verify/page/page.css'].map(text).join('\n')
// The end of a script element ends it even inside a string of the script.
const code = (await bundled('tools/verify/page/main.ts', 'iife')).replaceAll(
  '</script',
  String.raw`<\/script`,
)
const digest = (of) => `'sha256-${createHash('sha256').update(of).digest('base64')}'`
// No address at all may be asked for: that nothing leaves the page is held by the browser, not only said.
const policy = `default-src 'none'; script-src ${digest(code)}; style-src ${digest(style)}; base-uri 'none'; form-action 'none'`
const parts = { POLICY: policy, STYLE: style, SCRIPT: code }

mkdirSync(out, { recursive: true })
writeFileSync(
  `${out}check.html`,
  text('tools/verify/page/page.html').replaceAll(
    /POLICY|\s*(STYLE|SCRIPT)\s*/g,
    (part) => parts[part.trim()],
  ),
)
copyFileSync(at('tools/verify/jig-verify.mjs'), `${out}jig-verify.mjs`)
writeFileSync(`${out}jig-core.mjs`, await bundled('tools/verify/core.ts', 'es'))
