import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import {
  closeBrowser,
  desk,
  expectAccessible,
  expectGoodPage,
  expectNoScriptError,
  openPage,
  pageTest,
  phone,
  takePicture,
} from './browser.ts'
import { type DemoHouse, openDemoHouse } from './demo-house.ts'
import { logIn } from './log-in.ts'

let demo: DemoHouse

beforeAll(async () => {
  demo = await openDemoHouse()
})

afterAll(async () => {
  await closeBrowser()
  await demo.close()
})

const logInAs = (options: BrowserContextOptions, login: string) =>
  logIn(options, `${demo.url}/console`, login, demo.passwords.get(login) ?? '')

/** Somebody on the chat page who waits for a person. */
async function somebodyWaits(options: BrowserContextOptions = phone): Promise<Page> {
  const page = await openPage(options, demo.url)
  for (const text of ['je veux parler à quelqu’un', '87400', 'oui']) {
    await page.getByLabel('Écrivez ici').fill(text)
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.locator('.person .words', { hasText: text }).waitFor()
    await page.locator('.person:last-of-type ~ .bot, .bot').last().waitFor()
  }
  await page.getByRole('status').filter({ hasText: 'attend une personne' }).waitFor()
  return page
}

for (const [name, size] of Object.entries({ 360: phone, 1280: desk })) {
  pageTest(`a mediator’s pages are accessible and fit, at ${name} px`, async () => {
    const login = await openPage(size, `${demo.url}/console`)
    await expectGoodPage(login, `console-connexion-${name}`)
    await login.context().close()
    const page = await logInAs(size, 'nadia')
    await expectGoodPage(page, `console-file-${name}`)
    await page
      .getByRole('link', { name: /^Ouvrir/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'La conversation' }).waitFor()
    await page.getByLabel('Votre réponse').fill('Regardez sur https://site-inconnu.example.org')
    await expectGoodPage(page, `console-demande-${name}`)
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByRole('button', { name: 'Envoyer quand même' }).waitFor()
    await expectGoodPage(page, `console-lien-${name}`)
    await page.goto(`${demo.url}/console/profil`)
    // no day is cut in two: they are all one line high
    const heights =
      "new Set([...document.querySelectorAll('.field.day label')].map((label) => label.offsetHeight)).size"
    expect(await page.evaluate(heights)).toBe(1)
    await page.getByLabel('Portugais').check()
    await page.getByLabel('Lundi').fill('9h-12h, 14h-17h30')
    await page.getByLabel('Mardi').fill('demain')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Rien n’est enregistré').waitFor()
    await expectGoodPage(page, `console-profil-${name}`)
    expectNoScriptError(page)
    await page.context().close()
  })

  pageTest(`a lead’s pages are accessible and fit, at ${name} px`, async () => {
    const page = await logInAs(size, 'claire')
    await page.goto(`${demo.url}/console/flash`)
    await page.getByLabel('Titre').fill(`Guichet fermé ${name}`)
    await page.locator('#texte').fill('Le guichet de la mairie est fermé mardi. Il rouvre mercredi à 9 h.')
    await page.getByLabel('Source').fill('Mairie')
    await page.getByLabel('Mots-clés').fill('guichet mairie')
    await page.getByLabel('Dernier jour').fill('2026-11-10')
    await page.getByRole('button', { name: 'Mettre en ligne' }).click()
    await page.getByRole('status').filter({ hasText: 'en ligne' }).waitFor()
    await expectGoodPage(page, `console-flash-${name}`)
    await page.goto(`${demo.url}/console/besoins`)
    await page.locator('summary').first().click()
    await expectGoodPage(page, `console-besoins-${name}`)
    await page.goto(`${demo.url}/console/comptes`)
    await page.getByRole('button', { name: 'Faire un lien' }).click()
    const link = await page.getByLabel('Lien d’invitation').inputValue()
    await expectGoodPage(page, `console-comptes-${name}`)
    await page.goto(`${demo.url}/console/envois`)
    await expectGoodPage(page, `console-envois-${name}`)
    await page.goto(`${demo.url}/console/nulle-part`)
    await expectAccessible(page)
    const guest = await openPage(size, link)
    await expectGoodPage(guest, `console-bienvenue-${name}`)
    await guest.context().close()
    await page.context().close()
  })
}

pageTest('the queue, the claim and both sides of the talk are seen live', async () => {
  const page = await logInAs(desk, 'nadia')
  await page.getByRole('button', { name: 'Me mettre en service' }).click()
  await page.getByRole('button', { name: 'Ne plus être en service' }).waitFor()
  const before = await page.getByRole('button', { name: /^Je prends/ }).count()
  await page.evaluate("document.body.classList.add('not-reloaded')")
  // the button that has the focus keeps it through the update
  await page.getByRole('button', { name: 'Ne plus être en service' }).focus()
  const person = await somebodyWaits()
  await page
    .getByRole('button', { name: /^Je prends/ })
    .nth(before)
    .waitFor()
  expect(await page.evaluate('document.activeElement.id')).toBe('service')
  expect(await page.locator('body.not-reloaded').count()).toBe(1)
  await page
    .getByRole('button', { name: /^Je prends/ })
    .nth(before)
    .click()
  await page.getByText('C’est vous qui répondez.').waitFor()
  await person.locator('.bot', { hasText: 'Nadia prend votre demande' }).waitFor()

  await page.getByLabel('Votre réponse').fill('Bonjour, quel est le courrier que vous avez reçu ?')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await person.locator('.mediator', { hasText: 'quel est le courrier' }).waitFor()
  await page.getByLabel('Votre réponse').fill('un brouillon')
  await person.getByLabel('Écrivez ici').fill('c la caf')
  await person.getByRole('button', { name: 'Envoyer' }).click()
  await page.locator('.line.person', { hasText: 'c la caf' }).waitFor()
  expect(await page.getByLabel('Votre réponse').inputValue()).toBe('un brouillon')
  await takePicture(page, 'console-en-direct-1280', { whole: true })

  await page.getByLabel('Réglé').check()
  await page.getByRole('button', { name: 'Terminer' }).click()
  await page.getByRole('status').filter({ hasText: 'C’est terminé' }).waitFor()
  await person.locator('.bot', { hasText: 'Nadia a terminé' }).waitFor()
  expectNoScriptError(page)
  await person.context().close()
  await page.context().close()
})

pageTest('the same work is done without JavaScript, on a phone', async () => {
  const person = await somebodyWaits({ ...phone, javaScriptEnabled: false })
  const page = await logInAs({ ...phone, javaScriptEnabled: false }, 'bruno')
  await page
    .getByRole('button', { name: /^Je prends/ })
    .last()
    .click()
  await page.getByText('C’est vous qui répondez.').waitFor()
  await page.getByLabel('Votre réponse').fill('Bonjour, c’est Bruno.')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.locator('.line.mediator', { hasText: 'c’est Bruno' }).waitFor()
  await person.getByRole('button', { name: 'Voir les nouveaux messages' }).click()
  await person.locator('.mediator', { hasText: 'c’est Bruno' }).waitFor()
  await takePicture(page, 'console-sans-javascript-360', { whole: true })
  await page.getByRole('button', { name: 'Rendre à la file' }).click()
  await page.getByText('de retour dans la file').waitFor()
  await person.context().close()
  await page.context().close()
})

pageTest('who reads a ticket as another takes it is told by whom, live', async () => {
  const person = await somebodyWaits()
  const [one, two] = [await logInAs(desk, 'nadia'), await logInAs(phone, 'bruno')]
  await one.getByRole('link', { name: /^Lire/ }).last().click()
  await one.getByText('En attente : personne ne l’a prise.').waitFor()
  const path = new URL(one.url()).pathname
  await two.goto(`${demo.url}${path}`)
  await two.getByRole('button', { name: 'Je prends' }).click()
  await two.getByText('C’est vous qui répondez.').waitFor()
  await one.getByText('Prise par Bruno.').waitFor()
  await one.getByRole('button', { name: 'Je prends' }).waitFor({ state: 'detached' })
  for (const page of [person, one, two]) {
    expectNoScriptError(page)
    await page.context().close()
  }
})
