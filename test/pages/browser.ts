import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect, test } from 'vitest'

const CHROMIUM = '/usr/bin/chromium'
const isHere = existsSync(CHROMIUM)
if (!isHere && process.env.CI === 'true') throw new Error(`${CHROMIUM} is missing: apt-get install -y chromium`)

/** A test in a real browser; skipped, with its reason in its name, where there is none. */
export const pageTest: (name: string, body: () => Promise<void>) => void = isHere
  ? test
  : (name) => test.skip(`${name} (no ${CHROMIUM} here: apt-get install -y chromium)`, () => {})

let browser: Promise<Browser> | null = null

/** One browser for the file; it speaks to this machine only. */
export function openBrowser(): Promise<Browser> {
  browser ??= chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  })
  return browser
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = null
}

export const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'fr-FR',
}
export const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: 'fr-FR' }

export async function openPage(options: BrowserContextOptions, url: string): Promise<Page> {
  const context = await (await openBrowser()).newContext(options)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  problemsOf.set(page, problems)
  await page.goto(url)
  return page
}

const problemsOf = new WeakMap<Page, string[]>()

/** No script of the page failed. */
export function expectNoScriptError(page: Page): void {
  expect(problemsOf.get(page)).toEqual([])
}

/** No WCAG 2.2 A or AA violation that axe can see; the message says where. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual(
    [],
  )
}

/** Nothing sticks out to the right. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
}

/**
 * What is on the screen (or the whole page), kept in `docs/screenshots/` when `SCREENSHOTS=1`: an ordinary run leaves the checkout as
 * it was.
 */
export async function takePicture(page: Page, name: string, { whole = false } = {}): Promise<void> {
  if (process.env.SCREENSHOTS === '1')
    await page.screenshot({ path: `docs/screenshots/${name}.png`, fullPage: whole, scale: whole ? 'css' : 'device' })
}

/** Accessible, no wider than the screen; its picture is taken whole. */
export async function expectGoodPage(page: Page, picture: string): Promise<void> {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await takePicture(page, picture, { whole: true })
}
