import type { Page } from 'playwright-core'

/** Where one writes, in the chat page and in the widget alike. */
export const box = (page: Page) => page.getByLabel('Écrivez ici')

/** Writes this and sees it in the conversation. */
export async function say(page: Page, text: string): Promise<void> {
  await box(page).fill(text)
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.locator('.person .words', { hasText: text }).first().waitFor()
}

/** What the robot answered. */
export const botLines = (page: Page) => page.locator('.bot:not(.welcome)')
