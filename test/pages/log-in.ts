import type { BrowserContextOptions, Page } from 'playwright-core'
import { PASSWORD } from '../console/visitor.ts'
import { openPage } from './browser.ts'

/** A page of the console, opened by somebody who had to log in first. */
export async function logIn(
  options: BrowserContextOptions,
  url: string,
  login: string,
  password = PASSWORD,
): Promise<Page> {
  const page = await openPage(options, url)
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor()
  return page
}
