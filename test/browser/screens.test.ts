import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signerFromSeed } from '../../src/core/bytes/ed25519.ts'
import { sha256 } from '../../src/core/bytes/sha256.ts'
import { fromUtf8, utf8 } from '../../src/core/bytes/utf8.ts'
import { signStatement } from '../../src/core/statement/sign.ts'
import { chromiumPath, openBrowser, withoutChromium } from './chromium.ts'
import { expectAccessible, NARROW, openPage, WIDE } from './open-page.ts'
import { serveDemonstration, type Served } from './served-demonstration.ts'

const SCREENS = [
  ['home', '/', 'main h3 a'],
  ['agreement', '/agreements/SEP?at=2016-09-15T12:00:00Z', '.row.clause .status'],
  ['incidents', '/incidents?from=2016-09-11T21:00:00Z', '.incident-row'],
  ['incident', '/incidents/INC-deir-ez-zor', '.chain .link'],
  ['tallies', '/tallies?month=2016-09', '.tally .figure'],
  ['questions', '/questions', '.question'],
  ['log', '/log', '.panel.good'],
  ['entry', '/log/0', '.proof-good'],
] as const
const VIEWS = [
  ['en', 'wide and dark', { viewport: WIDE, colorScheme: 'dark' }],
  ['ar', 'wide', { viewport: WIDE, colorScheme: 'light' }],
  ['ru', 'wide', { viewport: WIDE, colorScheme: 'light' }],
  ['ar', 'narrow', { viewport: NARROW, colorScheme: 'light' }],
] as const

describe.skipIf(chromiumPath === undefined)(`the web app in a real browser${withoutChromium}`, () => {
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    ;[served, browser] = await Promise.all([serveDemonstration(), openBrowser(true)])
  })
  afterAll(async () => {
    await browser?.close()
    await served?.[Symbol.asyncDispose]()
  })

  const open = (path: string, view: BrowserContextOptions = { viewport: WIDE }) =>
    openPage(browser, `${served.url}${path}`, view)
  const withParam = (path: string, lang: string) => `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`

  describe.each(VIEWS)('in %s, %s', (lang, _, view) => {
    test.each(SCREENS)(
      '%s is whole, accessible, and no wider than the window',
      async (_name, path, ready) => {
        const { page, complaints } = await open(withParam(path, lang), view)
        await page.locator(ready).first().waitFor({ state: 'attached' })
        await expect.poll(() => page.locator('.demonstration').isVisible()).toBe(true)
        const html = page.locator('html')
        expect(await html.getAttribute('lang')).toBe(lang)
        expect(await html.getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr')
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0)
        await expectAccessible(page)
        expect(complaints).toEqual([])
        await page.context().close()
      },
    )
  })

  test('a clause opens by keyboard, and the address alone brings the same view back', async () => {
    const { page } = await open('/agreements/SEP?at=2016-09-15T12:00:00Z&lang=en')
    const clause = page.locator('[id="clause-SEP.1.b"] .clause-open')
    await clause.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Whose move' }).waitFor()
    await expect.poll(() => page.url()).toContain('clause=SEP.1.b')
    const again = await open(page.url().slice(served.url.length))
    await again.page.getByRole('tab', { name: 'Whose move' }).waitFor()
    expect(await again.page.locator('[id="clause-SEP.1.b"] .clause-open').getAttribute('aria-expanded')).toBe(
      'true',
    )
    await again.page.context().close()
    await page.context().close()
  })

  test('an address with a reading that the text does not know is refused by name, and the choice is still there', async () => {
    const { page } = await open(
      '/agreements/SEP?at=2016-09-15T12:00:00Z&reading=monitor&beside=nobody,monitors&lang=en',
    )
    const refusal = page.getByRole('alert')
    await refusal.getByText('reading-unknown').waitFor()
    expect(await refusal.textContent()).toContain('there is no reading “monitor”; there are record')
    await page.locator('.as-of .reading').first().getByRole('button').click()
    await page.getByRole('option').first().click()
    await page.locator('[id="clause-SEP.1.b"]').waitFor()
    await expect.poll(() => page.url()).toContain('reading=record&beside=monitors&')
    expect(await page.locator('.readings-head .column').count()).toBe(2)
    expect(await refusal.count()).toBe(0)
    await page.context().close()
  })

  test('a question that cannot be read does not ask to be asked again', async () => {
    const { page } = await open('/agreements/SEP?at=noon&lang=en')
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    await page.context().close()
  })

  test('the time asked about is typed on the agreement’s clock; what is no time is refused with what would be right', async () => {
    const { page } = await open('/agreements/SEP?lang=en')
    const field = page
      .getByLabel(/Where things stood at/)
      .locator('visible=true')
      .last()
    await field.fill('2016-09-13 19:00')
    await field.press('Enter')
    await expect.poll(() => page.url()).toContain('at=2016-09-13T16')
    await expect.poll(() => page.locator('.document-head').textContent()).toContain('13 Sept 2016 19:00')
    await field.fill('yesterday')
    await field.press('Enter')
    await page.getByText('Write it like 2016-09-12 19:00').waitFor()
    await page.context().close()
  })

  test('an answer that comes late changes nothing under the hands of a reader who is writing a time', async () => {
    const { page } = await open('/questions?lang=en')
    await page.locator('.question').first().waitFor()
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route(/\/standings/, async (route) => {
      await answered
      await route.continue()
    })
    await page.goto(`${served.url}/agreements/SEP?lang=en`)
    const times = page.locator('.as-of-time input')
    await expect.poll(() => times.first().inputValue()).toBe('2016-09-16 18:59')
    const known = times.last()
    expect(await known.inputValue()).toBe('')
    await known.focus()
    answer()
    await page.locator('.row.clause .status').first().waitFor()
    await known.pressSequentially('300')
    expect(await known.inputValue()).toBe('300')
    await known.press('Enter')
    await expect.poll(() => page.url()).toContain('known=300')
    await page.context().close()
  })

  test('an agreement whose period is over opens at its last minute and says so; the log’s clock is one link away', async () => {
    const { page } = await open('/agreements/SEP?lang=en')
    await expect.poll(() => page.locator('.document-head').textContent()).toContain('16 Sept 2016 18:59')
    const counted = await page.locator('.summary').textContent()
    await page.getByRole('link', { name: 'At the log’s clock' }).click()
    await expect.poll(() => page.url()).toContain('at=2017-03-01T')
    await expect.poll(() => page.locator('.opening').count()).toBe(0)
    await expect.poll(() => page.locator('.summary').textContent()).not.toBe(counted)
    await page.context().close()
  })

  test('as known before its adoption an agreement says so quietly, and leads to how it was known then', async () => {
    const { page } = await open('/agreements/SEP?known=3&lang=en')
    const quiet = page.locator('.opening')
    await expect.poll(() => quiet.textContent()).toMatch(/had not been adopted.*adopted in #\d+ \(.*2016/)
    expect(await page.locator('.problem').count()).toBe(0)
    await expectAccessible(page)
    await quiet.getByRole('link', { name: 'Show it as known once it was' }).click()
    await page.locator('.row.clause .status').first().waitFor()
    expect(await page.locator('.problem').count()).toBe(0)
    await page.context().close()
  })

  test('a count of standings leads to its clauses, and the address keeps them picked out', async () => {
    const { page } = await open('/agreements/SEP?at=2016-09-15T12:00:00Z&lang=en')
    const contested = page.getByRole('link', { name: /^\d+ Contested$/ })
    await contested.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.clause.hit').count()).toBeGreaterThan(0)
    const hits = await page.locator('.clause.hit').count()
    expect(await page.locator('.clause.hit .status.disputed').count()).toBeGreaterThanOrEqual(hits)
    const focused = page.locator('.clause.hit .clause-open').first()
    await expect.poll(() => focused.evaluate((button) => button === document.activeElement)).toBe(true)
    const again = await open(page.url().slice(served.url.length))
    await expect.poll(() => again.page.locator('.clause.hit').count()).toBe(hits)
    await again.page.context().close()
    await page.context().close()
  })

  test('headings are in the reader’s language', async () => {
    const { page } = await open('/agreements/SEP?lang=ar')
    const heading = page.getByRole('heading', { name: 'من يلتزم' })
    await heading.waitFor()
    expect(await heading.locator('[lang=ar]').count()).toBe(1)
    await page.context().close()
  })

  test('from an incident one comes to the clause it touches, at the incident’s time', async () => {
    const { page } = await open('/incidents/INC-deir-ez-zor?lang=en')
    await page.locator('.scopes a[href*="clause="]').first().click()
    await expect.poll(() => page.url()).toContain('at=2016-09-17T13%3A56%3A00Z')
    await expect.poll(() => page.locator('.document-head').textContent()).toContain('17 Sept 2016 16:56')
    await page.context().close()
  })

  test('who cosigns is shown; a node without a policy says that nobody is asked to', async () => {
    const { page } = await open('/log?lang=en')
    await page.getByRole('heading', { name: 'No other node is expected to cosign' }).waitFor()
    // The demonstration runs alone. What a node among others answers is put in its place, absent cosigner and all.
    await page.route('**/api/nodes', async (route) => {
      const response = await route.fetch()
      const view: unknown = await response.json()
      const cosigner = {
        key: 'a.example+00000000+AQ==',
        url: null,
        isThisNode: false,
        absentSince: null,
        trouble: null,
      }
      await route.fulfill({
        response,
        json: {
          ...Object(view),
          quorum: 'both',
          trusted: false,
          verdicts: 1,
          picture: { size: 2081, digest: 'ab'.repeat(32), claim: 'a signed claim' },
          cosigners: [
            {
              ...cosigner,
              name: 'north',
              says: 'given',
              newest: { size: 2081, at: '2017-03-01T22:00:00Z' },
              behind: 0,
            },
            {
              ...cosigner,
              key: 'b',
              name: 'south',
              says: 'absent',
              newest: null,
              behind: null,
              absentSince: '2017-03-01T22:05:00Z',
            },
          ],
        },
      })
    })
    await page.reload()
    const south = page.getByRole('row', { name: /south/ })
    // By the agreement's clock, once its text is there.
    await expect.poll(() => south.textContent()).toMatch(/Absent.*Since 2 Mar 2017 00:05.*unknown.*unknown/)
    expect(await page.getByRole('row', { name: /north/ }).textContent()).toMatch(/Cosigned.*#2080.*nothing/)
    // A good check of this copy must not hide that the node holds evidence against another.
    await page.getByRole('link', { name: 'This node holds 1 finding against another node' }).waitFor()
    await page.getByText('What this node made of the picture of 2,081 entries').waitFor()
    await page.getByText('abababab abababab').waitFor()
    await expectAccessible(page)
    await page.context().close()
  })

  test('the map is drawn again when the colours change', async () => {
    const { page } = await open('/incidents?lang=en')
    const canvas = page.locator('.map-canvas canvas')
    await canvas.waitFor()
    await canvas.evaluate((drawn) => drawn.setAttribute('data-before', 'yes'))
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(() => canvas.getAttribute('data-before')).toBe(null)
    await page.context().close()
  })

  test('readings stand side by side, one column each', async () => {
    const { page } = await open(
      '/agreements/SEP?at=2016-09-15T12:00:00Z&reading=record&beside=monitors&lang=en',
    )
    await page.locator('.readings-head .column').nth(1).waitFor()
    expect(await page.locator('.readings-head .column').count()).toBe(2)
    expect(await page.locator('[id="clause-SEP.1.b"] > .note > .column').count()).toBe(2)
    await page.context().close()
  })

  test('the log is checked in the reader’s browser, and against the root kept from the last visit', async () => {
    const { page } = await open('/log?lang=en')
    await page.getByRole('heading', { name: 'The log is complete and unchanged' }).waitFor()
    await page.getByText('First visit: nothing kept to compare with').waitFor()
    await page.reload()
    await page.getByText('Extends the root kept on your last visit').waitFor()
    expect(await page.locator('.check-steps .met').count()).toBe(5)
    // Folded again in the reader's browser, by the built app under the server's own policy of contents.
    const meaning = page.locator('.check-steps .met', { hasText: 'What the entries mean, computed again' })
    expect(await meaning.locator('.mono').innerText()).toMatch(/^([0-9a-f]{8} ){7}[0-9a-f]{8}$/)
    await page.context().close()
  })

  test('a log that was tampered with on the way is caught, by name and with the entry', async () => {
    const { page } = await open('/?lang=en')
    await page.route('**/tile/entries/001', async (route) => {
      const response = await route.fetch()
      const body = await response.body()
      // One letter inside an entry's words; the length prefixes stay as they are.
      const at = body.indexOf('"kind"')
      body[at + 1] = 'K'.charCodeAt(0)
      await route.fulfill({ response, body })
    })
    await page.goto(`${served.url}/log?lang=en`)
    await page.getByRole('heading', { name: 'The log is not in order' }).waitFor()
    await page.getByText('The entries do not make the root that was signed').waitFor()
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('head'))),
    ).toEqual([])
    await page.context().close()
  })

  test('list and map are held to one window of time, moved by keyboard', async () => {
    const { page } = await open('/incidents?lang=en')
    await page.locator('.map-canvas canvas').waitFor()
    const count = page.locator('.board-facts [role=status]')
    const before = await count.textContent()
    await page.getByRole('slider', { name: 'First day' }).focus()
    await page.keyboard.press('PageUp')
    await expect.poll(() => count.textContent()).not.toBe(before)
    await expect.poll(() => page.url()).toContain('from=')
    await page.context().close()
  })

  test('the language changes the whole page and stays in the address', async () => {
    const { page } = await open('/tallies?lang=en')
    await page.getByRole('button', { name: 'Language and display' }).click()
    await page.getByRole('radio', { name: 'العربية' }).check({ force: true })
    await expect.poll(() => page.locator('html').getAttribute('dir')).toBe('rtl')
    await expect.poll(() => page.url()).toContain('lang=ar')
    await page.context().close()
  })

  test('a counting rule can be read where its numbers stand', async () => {
    const { page } = await open('/tallies?month=2016-09&lang=en')
    await page.getByRole('button', { name: 'Read the rule' }).first().click()
    await expect.poll(() => page.getByRole('dialog').textContent()).toMatch(/The counting day begins at/)
    await page.context().close()
  })

  test('an address with nothing behind it says so', async () => {
    const { page } = await open('/incidents/INC-nowhere?lang=en')
    await expect.poll(() => page.locator('.problem').textContent()).toMatch(/The server refused this/)
    await page.context().close()
  })

  test('a statement that is handed in shows on open pages by itself, and its own page proves it', async () => {
    const { page } = await open('/?lang=en')
    const last = page.locator('.top-log bdi')
    const before = Number((await last.textContent())?.slice(1))
    const key = signerFromSeed('sohr', sha256(utf8('jig demonstration key, not secret: sohr')))
    const note = signStatement(
      {
        jig: 1,
        log: 'syria-2016',
        kind: 'document-cited',
        by: ['sohr'],
        saidAt: '2017-03-02T00:00:00Z',
        about: 'a document that the browser test cites',
      },
      [key],
    )
    const answer = await fetch(`${served.url}/api/statements`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: fromUtf8(note),
    })
    expect(answer.status).toBe(201)
    await expect.poll(async () => Number((await last.textContent())?.slice(1))).toBeGreaterThan(before)
    await page.goto(
      `${served.url}${answer.headers.get('location')?.replace('/api/entries/', '/log/')}?lang=en`,
    )
    await page.locator('.proof-good').waitFor()
    expect(await page.locator('.statement-fields').textContent()).toContain('the browser test cites')
    await page.context().close()
  })

  test('without WebGL2 the incidents are a list with time, and the page says why', async () => {
    const plain = await openBrowser(false)
    const page = await plain.newPage()
    await page.goto(`${served.url}/incidents?lang=en`)
    await page.getByText('This browser cannot draw the map').waitFor()
    await page.locator('.incident-row').first().waitFor()
    expect(await page.locator('.map-canvas').count()).toBe(0)
    await plain.close()
  })
})
