import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/cli/demonstration/files.ts'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { utf8 } from '../../src/core/bytes/utf8.ts'
import { leafHash, nodeHash } from '../../src/core/log/merkle.ts'
import { parseLogIndex } from '../../src/core/log/log-index.ts'
import { formatReceipt } from '../../src/core/log/receipt.ts'
import { PICTURE_FORMAT } from '../../src/core/picture/digest.ts'
import { chromiumPath, openBrowser, withoutChromium } from '../browser/chromium.ts'
import { demonstration, headOf, statement, writeLog } from './exported-log.ts'
import { honest } from './forgeries.ts'
import { runIndependent, scratch } from './run-checkers.ts'

const PAGE = join(packageRoot, 'dist/check/check.html')

describe.skipIf(chromiumPath === undefined)(`check.html, opened from disk${withoutChromium}`, () => {
  let browser: Browser
  beforeAll(async () => {
    execFileSync(process.execPath, [join(packageRoot, 'tools/verify/build.mjs')])
    browser = await openBrowser(false)
  })
  afterAll(async () => browser?.close())

  type Opened = { readonly page: Page; readonly complaints: string[]; readonly asked: string[] }
  async function open(locale = 'en-GB'): Promise<Opened> {
    const context = await browser.newContext({ locale, offline: true })
    const page = await context.newPage()
    const complaints: string[] = []
    const asked: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(pathToFileURL(PAGE).href)
    return { page, complaints, asked }
  }
  const pick = async ({ page }: Opened, folder: string): Promise<void> => {
    await page.locator('#folder').setInputFiles(folder)
    await page.locator('.panel.good, .panel.bad').waitFor()
  }

  test('checks the whole demonstration, asks for nothing but itself, and gives the root that jig-verify.mjs gives', async () => {
    using folder = scratch()
    using alone = scratch()
    writeLog(folder.path, demonstration().notes)
    const opened = await open()
    await pick(opened, folder.path)
    expect(await opened.page.locator('.panel.good h1').innerText()).toBe('The log is complete and unchanged')
    expect(await opened.page.locator('.check-steps .overdue').count()).toBe(0)
    expect(await opened.page.locator('.check-steps .met').count()).toBe(6)
    expect(await opened.page.locator('.demonstration').innerText()).toContain(
      'reconstruction from public sources',
    )
    const root = /Root +([0-9a-f ]+)/.exec(runIndependent(alone.path, [folder.path]).out)?.[1]
    expect(root).toMatch(/^([0-9a-f]{8} ?){8}$/)
    expect(await opened.page.locator('dd code').allInnerTexts()).toContain(root)
    expect(opened.complaints).toEqual([])
    expect(
      opened.asked.filter((address) => !address.startsWith('file:') && !address.startsWith('blob:')),
    ).toEqual([])
  })

  test('names what is wrong, with its evidence', async () => {
    using folder = scratch()
    writeLog(
      folder.path,
      honest().toSpliced(500, 2, ...honest().slice(500, 502).toReversed()),
      headOf(honest()),
    )
    const opened = await open()
    await pick(opened, folder.path)
    expect(
      await opened.page.locator('.findings li').evaluateAll((all) => all.map((one) => one.dataset['why'])),
    ).toEqual(['root-differs'])
    expect(await opened.page.locator('.findings pre').textContent()).toContain('"computedRoot"')
    expect(await opened.page.locator('.check-steps .overdue').count()).toBe(1)
  })

  test('names a published picture that does not follow from the entries', async () => {
    using folder = scratch()
    const lie = statement({
      kind: 'picture-digested',
      by: ['secretariat'],
      through: honest().length - 1,
      format: PICTURE_FORMAT,
      digest: sha256Hex(utf8('another picture')),
    })
    writeLog(folder.path, [...honest(), lie])
    const opened = await open()
    await pick(opened, folder.path)
    expect(
      await opened.page.locator('.findings li').evaluateAll((all) => all.map((one) => one.dataset['why'])),
    ).toEqual(['picture-differs'])
    expect(await opened.page.locator('.check-steps .overdue').innerText()).toContain('What the entries mean')
    expect(opened.complaints).toEqual([])
  })

  test('calls nothing in order that it did not come to', async () => {
    using folder = scratch()
    writeLog(folder.path, honest())
    rmSync(join(folder.path, 'tile/entries/001'))
    const opened = await open()
    await pick(opened, folder.path)
    expect(await opened.page.locator('.check-steps .met').count()).toBe(0)
    expect(await opened.page.locator('.check-steps .overdue').count()).toBe(1)
  })

  test('sees that the log shrank since a head that the reader kept', async () => {
    using folder = scratch()
    using beside = scratch()
    const kept = join(beside.path, 'tree-head.txt')
    writeFileSync(kept, headOf(honest()))
    writeLog(folder.path, honest().slice(0, 500))
    const opened = await open()
    await opened.page.locator('#own-head').setInputFiles(kept)
    await pick(opened, folder.path)
    expect(
      await opened.page.locator('.findings li').evaluateAll((all) => all.map((one) => one.dataset['why'])),
    ).toEqual(['log-shrank'])
  })

  test('checks a receipt against the statement that it is for', async () => {
    using folder = scratch()
    const two = demonstration().notes.slice(0, 2)
    const [first, second] = two
    if (first === undefined || second === undefined) throw new Error('two entries')
    writeLog(folder.path, two)
    const paths = ['entry', 'other', 'receipt'].map((name) => join(folder.path, name))
    const [entry = '', other = '', receipt = ''] = paths
    writeFileSync(entry, second)
    writeFileSync(other, first)
    writeFileSync(
      receipt,
      formatReceipt({ index: parseLogIndex('1'), path: [leafHash(first)], head: headOf(two) }),
    )
    expect(nodeHash(leafHash(first), leafHash(second))).toHaveLength(32)
    const opened = await open()
    await pick(opened, folder.path)
    await opened.page.locator('.receipt-check summary').click()
    await opened.page.locator('#receipt-file').setInputFiles(receipt)
    await opened.page.locator('#receipt-entry').setInputFiles(entry)
    await opened.page.locator('.receipt-check button').click()
    await opened.page.locator('.receipt-good').waitFor()
    await opened.page.locator('#receipt-entry').setInputFiles(other)
    await opened.page.locator('.receipt-check button').click()
    await opened.page.locator('.receipt-answer [data-why="entry-differs"]').waitFor()
    expect(opened.complaints).toEqual([])
  })

  test('is forbidden by the browser to ask for any address', async () => {
    const { page, complaints } = await open()
    const tried = await page.evaluate(async () =>
      fetch('http://127.0.0.1:9/').then(
        () => 'went out',
        () => 'stayed in',
      ),
    )
    expect(tried).toBe('stayed in')
    expect(complaints.join('\n')).toMatch(/violates the .*Content Security Policy directive/)
  })

  test('says that a folder holds no log', async () => {
    using folder = scratch()
    writeFileSync(join(folder.path, 'a file'), 'of something else')
    const opened = await open()
    await pick(opened, folder.path)
    expect(await opened.page.locator('.panel.bad p').innerText()).toContain('“checkpoint” is missing')
  })

  test.each(['ar', 'ru', 'en'] as const)('speaks %s, accessibly', async (language) => {
    using folder = scratch()
    writeLog(folder.path, honest().slice(0, 100))
    const opened = await open(language)
    const { page } = opened
    await pick(opened, folder.path)
    const words = JSON.parse(
      readFileSync(join(packageRoot, `src/web/words/${language}.json`), 'utf8'),
    ) as Record<string, string>
    expect(await page.locator('.panel.good h1').innerText()).toBe(words['check.good'])
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  })

  test('every word of the page is said in all three languages', () => {
    const keys = ['en', 'ar', 'ru'].map((language) => {
      const text = readFileSync(join(packageRoot, `tools/verify/page/words/${language}.json`), 'utf8')
      return Object.entries(JSON.parse(text) as Record<string, string>)
        .filter(([, said]) => said !== '')
        .map(([key]) => key)
    })
    expect(keys[1]).toEqual(keys[0])
    expect(keys[2]).toEqual(keys[0])
  })
})
