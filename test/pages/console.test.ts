import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { demoConfig, fillDemo } from '../../app/commands/demo.ts'
import { readConfig } from '../../app/config.ts'
import { createServer } from '../../app/http/server.ts'
import { createLog } from '../../app/log.ts'
import { openPasserelle, type Passerelle } from '../../app/passerelle.ts'
import {
  closeBrowser,
  desk,
  expectAccessible,
  expectNoScriptError,
  expectNoSidewaysScroll,
  openPage,
  pageTest,
  phone,
  takePicture,
} from './browser.ts'

/** Monday 2 November 2026, 10:00 in Paris. */
const START = Date.UTC(2026, 10, 2, 9, 0)
const began = Date.now()
const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-console-'))
let passerelle: Passerelle
let app: FastifyInstance
let url: string
let passwords: Map<string, string>

beforeAll(async () => {
  const config = { ...demoConfig({ ...readConfig({}), dataDir }), host: '127.0.0.1', port: 0 }
  passerelle = await openPasserelle(config, createLog('silent'), () => START + Date.now() - began)
  app = await createServer(passerelle)
  url = await app.listen({ port: 0, host: '127.0.0.1' })
  ;({ passwords } = await fillDemo(passerelle))
})

afterAll(async () => {
  await closeBrowser()
  await app.close()
  await passerelle.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function logIn(options: BrowserContextOptions, login: string): Promise<Page> {
  const page = await openPage(options, `${url}/console`)
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe').fill(passwords.get(login) ?? '')
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor()
  return page
}

async function expectGoodPage(page: Page, picture: string) {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await takePicture(page, picture, { whole: true })
}

/** Somebody on the chat page who waits for a person. */
async function somebodyWaits(options: BrowserContextOptions = phone): Promise<Page> {
  const page = await openPage(options, url)
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
    const login = await openPage(size, `${url}/console`)
    await expectGoodPage(login, `console-connexion-${name}`)
    await login.context().close()
    const page = await logIn(size, 'nadia')
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
    await page.goto(`${url}/console/profil`)
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
    const page = await logIn(size, 'claire')
    await page.goto(`${url}/console/flash`)
    await page.getByLabel('Titre').fill(`Guichet fermé ${name}`)
    await page.locator('#texte').fill('Le guichet de la mairie est fermé mardi. Il rouvre mercredi à 9 h.')
    await page.getByLabel('Source').fill('Mairie')
    await page.getByLabel('Mots-clés').fill('guichet mairie')
    await page.getByLabel('Dernier jour').fill('2026-11-10')
    await page.getByRole('button', { name: 'Mettre en ligne' }).click()
    await page.getByRole('status').filter({ hasText: 'en ligne' }).waitFor()
    await expectGoodPage(page, `console-flash-${name}`)
    await page.goto(`${url}/console/besoins`)
    await page.locator('summary').first().click()
    await expectGoodPage(page, `console-besoins-${name}`)
    await page.goto(`${url}/console/comptes`)
    await page.getByRole('button', { name: 'Faire un lien' }).click()
    const link = await page.getByLabel('Lien d’invitation').inputValue()
    await expectGoodPage(page, `console-comptes-${name}`)
    await page.goto(`${url}/console/envois`)
    await expectGoodPage(page, `console-envois-${name}`)
    await page.goto(`${url}/console/nulle-part`)
    await expectAccessible(page)
    const guest = await openPage(size, link)
    await expectGoodPage(guest, `console-bienvenue-${name}`)
    await guest.context().close()
    await page.context().close()
  })
}

pageTest('the queue, the claim and both sides of the talk are seen live', async () => {
  const page = await logIn(desk, 'nadia')
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
  const page = await logIn({ ...phone, javaScriptEnabled: false }, 'bruno')
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
  const [one, two] = [await logIn(desk, 'nadia'), await logIn(phone, 'bruno')]
  await one.getByRole('link', { name: /^Lire/ }).last().click()
  await one.getByText('En attente : personne ne l’a prise.').waitFor()
  const path = new URL(one.url()).pathname
  await two.goto(`${url}${path}`)
  await two.getByRole('button', { name: 'Je prends' }).click()
  await two.getByText('C’est vous qui répondez.').waitFor()
  await one.getByText('Prise par Bruno.').waitFor()
  await one.getByRole('button', { name: 'Je prends' }).waitFor({ state: 'detached' })
  for (const page of [person, one, two]) {
    expectNoScriptError(page)
    await page.context().close()
  }
})
