// Builds what a reader checks a log with and needs nothing of us for: dist/check/jig-verify.mjs, as it stands in the
// source, and dist/check/check.html, one file with everything inside.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../', import.meta.url))
const out = `${root}dist/check/`
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

async function script() {
  const [{ output }] = [
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      plugins: [fewerWords],
      build: {
        write: false,
        lib: { entry: at('tools/verify/page/main.ts'), formats: ['iife'], name: 'check' },
      },
    }),
  ].flat()
  // The end of a script element ends it even inside a string of the script.
  return output[0].code.replaceAll('</script', String.raw`<\/script`)
}

const STYLES = ['look/tokens.css', 'look/base.css', 'look/parts.css', 'screens/log/log.css'].map(
  (path) => `src/web/${path}`,
)
const style = [...STYLES, 'tools/verify/page/page.css'].map(text).join('\n')
const code = await script()
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
