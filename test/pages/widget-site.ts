import type { BrowserContextOptions, Page } from 'playwright-core'
import { openListeningHouse } from '../served-house.ts'
import { closeBrowser, openBrowser } from './browser.ts'
import { openTownHall } from './town-hall.ts'

export type WidgetSite = Awaited<ReturnType<typeof openWidgetSite>>

/** A house and the strict site of a town hall which it lists, and whose pages carry its widget. */
export async function openWidgetSite() {
  const house = await openListeningHouse()
  const town = await openTownHall(house.url, { place: 'mediatheque' })
  const list = (origin: string) =>
    house.passerelle.settings.update('passerelle', (settings) => ({
      ...settings,
      widgetOrigins: [...settings.widgetOrigins, origin],
    }))
  await list(town.origin)
  /** what the browser complains of since it was last emptied: a policy broken, a script that failed */
  const complaints: string[] = []
  return {
    ...house,
    list,
    complaints,
    async visit(options: BrowserContextOptions, at = town): Promise<Page> {
      const context = await (await openBrowser()).newContext(options)
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (/policy|trusted/i.test(message.text())) complaints.push(message.text())
      })
      await page.goto(at.url)
      return page
    },
    async close() {
      await closeBrowser()
      await town.close()
      await house.close()
    },
  }
}

export const launcher = (page: Page) => page.getByRole('button', { name: 'Besoin d’aide' })
export const dialog = (page: Page) => page.getByRole('dialog', { name: 'Aide aux démarches' })

/** Opens the window and sees its welcome. */
export async function openWindow(page: Page): Promise<void> {
  await launcher(page).click()
  await page.locator('.welcome').nth(1).waitFor()
}

/** The inside of the widget, for what is asked of the page in its own words. */
export const INSIDE = "document.querySelector('passerelle-aide').shadowRoot"
