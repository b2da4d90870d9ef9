import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where a Chromium is on this machine; `undefined` where there is none. */
export const chromiumPath = process.env['JIG_CHROMIUM'] ?? PLACES.find((path) => existsSync(path))

/** Put into the name of a suite that does not run, so that the reader of the results sees what was left out and why. */
export const withoutChromium = chromiumPath === undefined ? ' — SKIPPED: no Chromium on this machine' : ''

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const WEBGL = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
const NO_WEBGL = ['--disable-gpu', '--disable-3d-apis']

/** A browser of this machine, with WebGL drawn in software or with none at all. */
export async function openBrowser(webgl: boolean): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('there is no Chromium on this machine')
  return chromium.launch({ executablePath: chromiumPath, args: [...QUIET, ...(webgl ? WEBGL : NO_WEBGL)] })
}
