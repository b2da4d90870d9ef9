import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateView } from '../../src/core/api/certificate.ts'
import { canonicalJson } from '../../src/core/statement/write.ts'
import { chromiumPath, openBrowser, withoutChromium } from './chromium.ts'
import { expectAccessible, openPage } from './open-page.ts'
import { serveDemonstration, type Served } from './served-demonstration.ts'

/** Links the reports of Deir ez-Zor to one incident. */
const LINKED = 1719
const CLAUSE = '/agreements/COH?at=2016-09-18T12:00:00Z&clause=COH.A3&party=USA&lang=en'

describe.skipIf(chromiumPath === undefined)(
  `what a standing rests on, in a real browser${withoutChromium}`,
  () => {
    let served: Served
    let browser: Browser

    beforeAll(async () => {
      ;[served, browser] = await Promise.all([serveDemonstration(), openBrowser(false)])
    })
    afterAll(async () => {
      await browser?.close()
      await served?.[Symbol.asyncDispose]()
    })

    const open = (path: string) => openPage(browser, `${served.url}${path}`)
    /** Puts another certificate in the place of the server's. */
    const forged = (page: Page, forge: (certificate: Record<string, unknown>) => Record<string, unknown>) =>
      page.route('**/certificate?*', async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, json: forge(Object(await response.json())) })
      })

    test.each(['en', 'ar', 'ru'])('what an entry changed stands on its page, in %s', async (lang) => {
      const { page, complaints } = await open(`/log/${LINKED}?lang=${lang}`)
      const moved = page.getByRole('row', { name: /COH\.A3/ }).first()
      await moved.waitFor()
      const statuses = await moved.locator('.status').count()
      expect(statuses).toBe(2)
      expect(await moved.locator('.status').first().getAttribute('class')).toContain('disputed')
      expect(await moved.locator('.status').last().getAttribute('class')).toContain('breached')
      await page.locator('.proof-good').waitFor()
      await expectAccessible(page)
      expect(complaints).toEqual([])
      await moved.getByRole('link').first().click()
      await expect.poll(() => page.url()).toContain('clause=COH.A3')
      await page.context().close()
    })

    test('a certificate is saved in the form in which jig check-certificate reads it', async () => {
      const { page } = await open(CLAUSE)
      const saving = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Save the certificate' }).click()
      const file = await saving
      expect(file.suggestedFilename()).toBe('certificate-COH.A3-USA.json')
      const text = await readFile(await file.path(), 'utf8')
      expect(text).toBe(`${canonicalJson(JSON.parse(text))}\n`)
      expect(certificateView.parse(JSON.parse(text))).toMatchObject({ clause: 'COH.A3', party: 'USA' })
      await page.context().close()
    })

    test('a certificate is checked in the reader’s browser, against a log that is checked first', async () => {
      const { page, complaints } = await open(CLAUSE)
      await page.getByRole('button', { name: 'Check it here' }).click()
      await page.getByText(/True of the log: .* from 2,081 checked entries/).waitFor()
      await expectAccessible(page)
      expect(complaints).toEqual([])
      await page.context().close()
    })

    test.each([
      ['an exchange', '#clause-SEP\\.3\\.e', 'certificate-SEP.3.e.json'],
      ['a state', '#term-adherence', 'certificate-adherence.json'],
    ])('the certificate of %s is folded up beside it, saved and checked alike', async (_, row, name) => {
      const { page, complaints } = await open('/agreements/SEP?at=2016-09-15T18:00:00Z&lang=en')
      const beside = page.locator(row)
      await beside.locator('summary', { hasText: 'Certificate' }).click()
      const saving = page.waitForEvent('download')
      await beside.getByRole('button', { name: 'Save the certificate' }).click()
      expect((await saving).suggestedFilename()).toBe(name)
      await beside.getByRole('button', { name: 'Check it here' }).click()
      await beside.getByText(/True of the log: .* from 2,081 checked entries/).waitFor()
      await expectAccessible(page)
      expect(complaints).toEqual([])
      await page.context().close()
    })

    test('a certificate that is not true of the log is refused, and the checker says why', async () => {
      const { page } = await open(CLAUSE)
      await forged(page, (certificate) => ({ ...certificate, changed: { entry: 0, from: 'active' } }))
      await page.getByRole('button', { name: 'Check it here' }).click()
      await page.getByText('Not true of the log').waitFor()
      expect(await page.locator('.certificate-bad').textContent()).toContain('that entry changed nothing')
      await page.context().close()
    })

    test('a certificate of something else than what is shown proves nothing', async () => {
      const { page } = await open(CLAUSE)
      await forged(page, (certificate) => ({ ...certificate, at: '2016-09-01T00:00:00Z' }))
      await page.getByRole('button', { name: 'Check it here' }).click()
      const bad = page.locator('.certificate-bad')
      await bad.waitFor()
      expect(await bad.textContent()).toContain('of another standing than the one shown here')
      await page.context().close()
    })

    test('a block that no machine runs is shown with its words, and says so', async () => {
      const { page } = await open('/?lang=en')
      // jig's own log takes no text with a fault; what a node answers that follows another's log is put in its place.
      await page.route('**/api/agreements/COH', async (route) => {
        const response = await route.fetch()
        const view: unknown = await response.json()
        const block = {
          is: 'left-out',
          kind: 'clause',
          id: 'COH.X',
          text: { en: 'Nobody runs this.' },
          line: 12,
          block: 'who: SYR\nmust not: fire\narea: north',
        }
        const fault = { code: 'reference-missing', detail: 'there is no area “north”', line: 14, column: 3 }
        await route.fulfill({ response, json: { ...Object(view), document: [block], problems: [fault] } })
      })
      await page.goto(`${served.url}/agreements/COH?lang=en`)
      const row = page.locator('.row.left-out')
      await row.waitFor()
      // In its place: the words, and beside them what is wrong; the block itself a press away.
      expect(await row.textContent()).toMatch(
        /COH\.X.*Nobody runs this\..*12.*14:3 there is no area “north”/s,
      )
      await row.locator('summary').click()
      await row.getByText('area: north').waitFor()
      await page.locator('.text-problems summary').click()
      await page.locator('.text-problems').getByText('there is no area “north”').waitFor()
      await expectAccessible(page)
      await page.context().close()
    })

    test('a refusal is said in the reader’s language before the server’s own words', async () => {
      const { page } = await open('/log/999999?lang=ar')
      const problem = page.locator('.problem').first()
      await problem.waitFor()
      const said = await problem.locator('p').allTextContents()
      expect(said[0]).toContain('لا توجد مدخلة بهذا الرقم')
      expect(said).toContain('entry-missing')
      expect(await problem.locator('p[lang=en]').textContent()).toContain('there is no entry 999999')
      await expectAccessible(page)
      await page.context().close()
    })
  },
)
