import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'

export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 390, height: 844 }

/** A page of its own with nothing kept; what the browser complains of is collected. */
export async function openPage(
  browser: Browser,
  address: string,
  view: BrowserContextOptions = { viewport: WIDE },
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale: 'en-GB', ...view })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(address)
  return { page, complaints }
}

/** By the rules of WCAG 2.1 AA that a program can look for. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  // That nothing was found must not mean that nothing was looked at.
  expect(passes.length).toBeGreaterThan(12)
}
