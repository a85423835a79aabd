import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { desk, expectAccessible, expectNoSidewaysScroll, pageTest, phone, takePicture } from './browser.ts'
import { botLines, box, say } from './talk.ts'
import { dialog, INSIDE, openWidgetSite, openWindow, type WidgetSite } from './widget-site.ts'

let site: WidgetSite

beforeAll(async () => {
  site = await openWidgetSite()
})

afterAll(() => site.close())

/** what has the focus inside the widget */
const AT = `${INSIDE}.activeElement`
const focused = (page: Page) => page.evaluate(`${AT} && (${AT}.id || ${AT}.className)`)

pageTest('the keyboard alone is enough, and the focus is never lost', async () => {
  const page = await site.visit(desk)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('launcher')
  await page.keyboard.press('Enter')
  await page.locator('.welcome').nth(1).waitFor()
  expect(await focused(page)).toBe('box')
  await page.keyboard.type('je veux parler à quelqu’un')
  await page.keyboard.press('Enter')
  const yes = page.locator('.choices button', { hasText: 'Oui' })
  await yes.waitFor()
  for (let steps = 0; steps < 10 && !String(await focused(page)).includes('choice'); steps++)
    await page.keyboard.press('Shift+Tab')
  while (!(await page.evaluate(`${AT}.textContent.includes('Oui')`))) await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await page.locator('.person', { hasText: '1 Oui' }).waitFor()
  // the button is gone: one goes on writing
  expect(await focused(page)).toBe('box')
  await page.keyboard.press('Escape')
  expect(await dialog(page).count()).toBe(0)
  expect(await focused(page)).toBe('launcher')
  await page.context().close()
})

pageTest('over the whole screen of a phone, the Tab key stays in the window, which says that it is alone', async () => {
  const page = await site.visit(phone)
  await openWindow(page)
  expect(await focused(page)).toBe('title')
  expect(await dialog(page).getAttribute('aria-modal')).toBe('true')
  const reached = new Set<unknown>()
  for (let index = 0; index < 12; index++) {
    await page.keyboard.press('Tab')
    reached.add(await focused(page))
  }
  expect([...reached].sort()).toEqual(['box', 'close', 'log', 'second', 'send'])
  await page.context().close()
})

pageTest('what is said is announced as it comes, and what was said before is not read out again', async () => {
  const page = await site.visit(desk)
  await openWindow(page)
  const log = page.getByRole('log')
  expect(await log.getAttribute('aria-live')).toBe('polite')
  await say(page, 'bonjour')
  await botLines(page).last().waitFor()
  // what the log is when its first line is drawn
  await page.addInitScript(`new MutationObserver((_changes, observer) => {
    const host = document.querySelector('passerelle-aide')
    const log = host && host.shadowRoot.querySelector('.log')
    if (!log) return
    observer.disconnect()
    new MutationObserver((_lines, second) => {
      second.disconnect()
      document.body.dataset.liveThen = log.getAttribute('aria-live')
    }).observe(log, { childList: true })
  }).observe(document, { childList: true, subtree: true })`)
  await page.reload()
  await page.locator('body[data-live-then=off]').waitFor()
  await page.locator('.log[aria-live=polite]').waitFor()
  await page.context().close()
})

pageTest('at 200 % and at 400 %, everything can still be read and reached', async () => {
  for (const [width, height] of [
    [640, 400],
    [320, 256],
  ] as const) {
    const page = await site.visit({ viewport: { width, height }, locale: 'fr-FR' })
    await openWindow(page)
    await say(page, 'j’ai perdu mon mot de passe ameli')
    await botLines(page).nth(2).waitFor()
    await expectNoSidewaysScroll(page)
    for (const control of [
      page.getByRole('button', { name: 'Fermer' }),
      box(page),
      page.getByRole('button', { name: 'Envoyer' }),
    ]) {
      await control.scrollIntoViewIfNeeded()
      const { x, y, width: w, height: h } = (await control.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 }
      expect([x >= 0, y >= 0, x + w <= width, y + h <= height, h > 40]).toEqual([true, true, true, true, true])
    }
    await takePicture(page, `widget-zoom-${width}`)
    await expectAccessible(page)
    await page.context().close()
  }
})

pageTest('Arabic is written from right to left, French beside it from left to right', async () => {
  const page = await site.visit(phone)
  await openWindow(page)
  await say(page, 'مرحبا')
  await botLines(page).last().waitFor()
  const directions = await page.evaluate(
    `[...${INSIDE}.querySelectorAll('.words')].map((line) => [line.textContent.slice(0, 5), getComputedStyle(line).direction])`,
  )
  expect(directions).toContainEqual(['مرحبا', 'rtl'])
  expect(directions).toContainEqual(['Bonjo', 'ltr'])
  await page.context().close()
})
