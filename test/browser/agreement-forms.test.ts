import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser, withoutChromium } from './chromium.ts'
import { expectAccessible, NARROW, openPage, WIDE } from './open-page.ts'
import type { Served } from './served-demonstration.ts'
import { serveSaltRoad } from './served-salt-road.ts'

const AT = '/agreements/ROAD?at=2016-09-20T00:00:00Z'
const VIEWS = [
  ['en', 'wide and dark', { viewport: WIDE, colorScheme: 'dark' }],
  ['ar', 'wide', { viewport: WIDE, colorScheme: 'light' }],
  ['ru', 'wide', { viewport: WIDE, colorScheme: 'light' }],
  ['ar', 'narrow', { viewport: NARROW, colorScheme: 'light' }],
] as const

describe.skipIf(chromiumPath === undefined)(
  `every form of the agreement language on its page, in a real browser${withoutChromium}`,
  () => {
    let served: Served
    let browser: Browser

    beforeAll(async () => {
      ;[served, browser] = await Promise.all([serveSaltRoad(), openBrowser(false)])
    })
    afterAll(async () => {
      await browser?.close()
      await served?.[Symbol.asyncDispose]()
    })

    const open = (path: string, view: BrowserContextOptions = { viewport: WIDE }) =>
      openPage(browser, `${served.url}${path}`, view)
    /** The whole row of a clause, an exchange or a power, as text, once it is there. */
    const row = async (id: string, path = `${AT}&lang=en`) => {
      const { page } = await open(path)
      const found = page.locator(`[id="${id}"]`)
      await found.waitFor()
      const text = await found.innerText()
      await page.context().close()
      return text.replaceAll(/\s+/g, ' ')
    }

    test.each(VIEWS)(
      'is whole, accessible, and no wider than the window in %s, %s',
      async (lang, _, view) => {
        const { page, complaints } = await open(`${AT}&clause=ROAD.2.b&tab=times&lang=${lang}`, view)
        await page.locator('.times > li').first().waitFor()
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0)
        // No word that a screen lacks shows as the code of a machine.
        expect(await page.locator('main').innerText()).not.toMatch(/waits-for|legs-|state-test|occurrences-/)
        await expectAccessible(page)
        expect(complaints).toEqual([])
        await page.context().close()
      },
    )

    test('a repeated duty says how often it was done, and leads by keyboard to each time with what it answers', async () => {
      const { page } = await open(`${AT}&lang=en`)
      const summary = page.locator('[id="clause-ROAD.2.b"]').getByRole('link', { name: '1 of 4 done' })
      await summary.focus()
      await page.keyboard.press('Enter')
      const times = page.locator('.times > li')
      await times.first().waitFor()
      await expect.poll(() => page.url()).toContain('tab=times')
      expect(await times.locator('.status').allInnerTexts()).toEqual([
        'Not yet begun',
        'Overdue',
        'Overdue',
        'Fulfilled',
      ])
      const first = times.last()
      expect(await first.innerText()).toMatch(
        /No\. 1.*From 2 Sept 2016 23:00\s+Due 3 Sept 2016 23:00\s+Answers ROAD\.1, (Hill|Coast)/s,
      )
      await first
        .getByRole('link', { name: /^Entry/ })
        .first()
        .click()
      await expect.poll(() => page.url()).toContain('/log/')
      await page.context().close()
    })

    test('a duty that is owed once has no list of times', async () => {
      const { page } = await open(`${AT}&clause=ROAD.3.a&tab=times&lang=en`)
      await page.getByRole('tab', { name: 'Why' }).waitFor()
      expect(await page.getByRole('tab', { name: 'Each time' }).count()).toBe(0)
      await page.context().close()
    })

    test('an exchange says how its steps depend on each other, and how they came to lie in time', async () => {
      expect(await row('clause-ROAD.3')).toMatch(
        /no more than 6 hours apart.*Each owes its own gate.*The steps lie further apart than the text allows/,
      )
      expect(await row('clause-ROAD.4')).toMatch(
        /Handed to the monitors.*no more than 14 days.*held by the monitors.*until 24 Sept 2016 05:00/,
      )
      expect(await row('clause-ROAD.5')).toMatch(
        /One after the other.*ROAD\.5\.b was done before ROAD\.5\.a, whose turn it was/,
      )
    })

    test('a power says who holds it, its limits, what its ground is counted from, and what became of each use', async () => {
      const suspend = await row('clause-ROAD.6')
      expect(suspend).toMatch(/May suspend ROAD\.7.*2 times at most.*no longer than 2 days.*1 Oct 2016 03:00/)
      expect(suspend).toMatch(
        /People killed in breaches of ROAD\.1, in the last 7 days.*at least 23.*more than 10/,
      )
      expect(suspend).toMatch(/Each alone: Hill, Coast.*2 uses on record, 1 with effect/)
      expect(suspend).toMatch(
        /Has effect Hill.*overturned since.*No effect Hill.*longer than the text allows/,
      )
      expect(await row('clause-ROAD.9')).toMatch(/told 12 hours before it takes effect.*give reasons/)
      expect(await row('clause-ROAD.9')).toMatch(
        /Only together: Hill, Coast.*No effect Coast.*takes 2 of its holders.*Has effect Hill, Coast/,
      )
    })

    test('a state shows its test and the decision beside each other, and what was counted then and now', async () => {
      expect(await row('term-calm')).toMatch(
        /Breaches of ROAD\.1, in the last 7 days Now 2–3.*at most 1.*test Does not hold.*decide Holds.*The two differ/,
      )
      expect(await row('term-returned')).toMatch(
        /Now 2–3.*Then 1 \(1 Sept 2016 03:00 – 8 Sept 2016 03:00\).*nothing said of this time/,
      )
    })

    test('before the amendment takes effect its page shows the text that was in force then', async () => {
      const block = async (at: string) => {
        const { page } = await open(`/agreements/ROAD?at=${at}&clause=ROAD.2.a&tab=runs&lang=en`)
        await page.locator('.detail pre.block').waitFor()
        const found = await page.locator('.detail pre.block').innerText()
        const inForce = await page.locator('.texts .in-force').innerText()
        await page.context().close()
        return [/within: \d+h/.exec(found)?.[0], inForce.split('\n')[0]]
      }
      expect(await block('2016-09-10T00:00:00Z')).toEqual(['within: 36h', 'As first adopted #8'])
      expect(await block('2016-09-20T00:00:00Z')).toEqual([
        'within: 24h',
        'In effect from 13 Sept 2016 03:00 #37',
      ])
    })

    test('beside its block a clause says in the reader’s words when it begins and ends', async () => {
      const said = async (clause: string, lang: string) => {
        const { page } = await open(`${AT}&clause=${clause}&tab=runs&lang=${lang}`)
        await page.locator('.detail .condition').first().waitFor()
        const lines = await page.locator('.detail .condition').allInnerTexts()
        await page.context().close()
        // The marks that keep a Latin name apart in Arabic text are not words.
        return lines.map((line) => line.replaceAll(/[\u2068\u2069]/g, ''))
      }
      expect(await said('ROAD.10', 'en')).toEqual([
        'It begins once violations of ROAD.1 have killed more than 40 people since the beginning.',
      ])
      expect(await said('ROAD.10', 'ar')).toEqual([
        'يبدأ متى تجاوز عدد القتلى في انتهاكات ROAD.1 العدد 40 منذ البداية.',
      ])
      expect((await said('ROAD.1', 'ru'))[0]).toMatch(/^Заканчивается через 40 суток после момента: /)
    })

    test('on paper every form stands there, and what only a mouse could use does not', async () => {
      const { page } = await open(`${AT}&clause=ROAD.2.b&tab=times&lang=en`)
      await page.locator('.times > li').first().waitFor()
      await page.emulateMedia({ media: 'print' })
      for (const part of ['.times > li', '.uses > li', '.legs > li', '.counts', '.texts'])
        expect(await page.locator(part).first().isVisible(), part).toBe(true)
      expect(await page.locator('.as-of-bar').isVisible()).toBe(false)
      await page.context().close()
    })

    test('where a part of the app is no longer on the server, the page says so and offers to reload', async () => {
      const { page } = await open('/?lang=en')
      await page.locator('main h3 a').first().waitFor()
      await page.route('**/assets/tallies-screen-*.js', (route) => route.fulfill({ status: 404 }))
      await page.getByRole('link', { name: 'Tallies' }).click()
      await page.getByRole('heading', { name: 'A new version of these pages is being served' }).waitFor()
      await page.unroute('**/assets/tallies-screen-*.js')
      await page.getByRole('button', { name: 'Reload the page' }).click()
      await expect.poll(() => page.locator('h1').innerText()).toBe('Tallies side by side')
      await page.context().close()
    })
  },
)
