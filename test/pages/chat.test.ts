import { afterAll, beforeAll, expect } from 'vitest'
import { createTicketActions } from '../../app/actions/tickets.ts'
import { readQueue } from '../../handoff/tickets.ts'
import { type ListeningHouse, openListeningHouse } from '../served-house.ts'
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
import { botLines, box, say } from './talk.ts'

let house: ListeningHouse

beforeAll(async () => {
  house = await openListeningHouse()
})

afterAll(async () => {
  await closeBrowser()
  await house.close()
})

for (const [name, size] of Object.entries({ 360: phone, 1280: desk })) {
  pageTest(`a person asks and is answered without the page reloading, at ${name} px`, async () => {
    const page = await openPage(size, house.url)
    await takePicture(page, `chat-accueil-${name}`)
    await expectAccessible(page)
    await page.evaluate("document.body.classList.add('not-reloaded')")
    await say(page, 'j’ai perdu mon mot de passe ameli')
    await botLines(page).nth(2).waitFor()
    expect(await page.locator('.welcome').count()).toBe(0)
    expect(await page.locator('body.not-reloaded').count()).toBe(1)
    expect(await box(page).inputValue()).toBe('')
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await takePicture(page, `chat-reponse-${name}`)
    expectNoScriptError(page)
    await page.context().close()
  })

  pageTest(`the same without JavaScript, at ${name} px`, async () => {
    const page = await openPage({ ...size, javaScriptEnabled: false }, house.url)
    await say(page, 'je veux parler à quelqu’un')
    await say(page, '87400')
    const yes = page.locator('.choices button', { hasText: 'Oui' })
    await yes.click()
    await page.locator('.person', { hasText: '1 Oui' }).waitFor()
    await page.getByRole('status').filter({ hasText: 'attend une personne' }).waitFor()
    await page.getByRole('button', { name: 'Voir les nouveaux messages' }).click()
    await page.locator('.person', { hasText: '1 Oui' }).waitFor()
    await expectNoSidewaysScroll(page)
    await takePicture(page, `chat-sans-javascript-${name}`, { whole: true })
    await page.context().close()
  })
}

pageTest('a mediator takes over, and the person sees it as it happens', async () => {
  const page = await openPage(phone, house.url)
  await say(page, 'je veux parler à quelqu’un')
  await botLines(page).last().waitFor()
  await say(page, '87400')
  await page.locator('.choices button', { hasText: 'Oui' }).click()
  await page.getByRole('status').filter({ hasText: 'attend une personne' }).waitFor()
  await takePicture(page, 'chat-attente-360')
  const actions = createTicketActions(house.passerelle)
  const { waiting } = await readQueue(house.passerelle.store, 'passerelle', house.mediator.id)
  const ticket = waiting.at(-1)?.id ?? ''
  expect(await actions.claim(house.mediator, ticket)).toEqual({ kind: 'done' })
  await page.getByRole('status').filter({ hasText: 'Une personne vous répond' }).waitFor()
  await actions.say(house.mediator, ticket, 'Bonjour, je regarde avec vous. Avez-vous le courrier ?')
  await page.locator('.mediator', { hasText: 'je regarde avec vous' }).waitFor()
  await say(page, 'oui je l’ai')
  await expectAccessible(page)
  await takePicture(page, 'chat-mediatrice-360')
  await actions.close(house.mediator, ticket, 'solved')
  await page.locator('.bot', { hasText: 'Nadia a terminé' }).waitFor()
  expectNoScriptError(page)
  await page.context().close()
})

pageTest('a page that lost the network keeps the words, comes back by itself and shows what it missed', async () => {
  const page = await openPage(phone, house.url)
  await say(page, 'bonjour')
  await botLines(page).last().waitFor()
  await page.context().setOffline(true)
  // the browser only refuses new connections: the open one is cut from here
  house.app.server.closeAllConnections()
  await box(page).fill('mon message précieux')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.getByRole('alert').filter({ hasText: 'Pas de réseau' }).waitFor()
  expect(await box(page).inputValue()).toBe('mon message précieux')
  await takePicture(page, 'chat-hors-ligne-360')
  // meanwhile the same person writes from another tab
  const other = await page.context().cookies()
  const cookie = other.map(({ name, value }) => `${name}=${value}`).join('; ')
  await fetch(house.url, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'texte=depuis+ailleurs',
  })
  expect(await page.locator('.person', { hasText: 'depuis ailleurs' }).count()).toBe(0)
  await page.context().setOffline(false)
  await page.locator('.person', { hasText: 'depuis ailleurs' }).waitFor()
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.locator('.person', { hasText: 'mon message précieux' }).waitFor()
  expect(await page.locator('.person', { hasText: 'mon message précieux' }).count()).toBe(1)
  expectNoScriptError(page)
  await page.context().close()
})

pageTest('« effacer » leaves the receipt alone on the page', async () => {
  const page = await openPage(phone, house.url)
  await say(page, 'bonjour')
  await box(page).fill('effacer')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.locator('.line', { hasText: 'C’est effacé' }).waitFor()
  await page.locator('.person').first().waitFor({ state: 'detached' })
  expect(await page.locator('.line').count()).toBe(1)
  await page.context().close()
})

pageTest('a position finds places near, and is not shown in the conversation', async () => {
  const near = { ...phone, geolocation: { latitude: 45.838, longitude: 1.488 }, permissions: ['geolocation'] }
  const page = await openPage(near, house.url.replace('127.0.0.1', 'localhost'))
  await page.getByRole('button', { name: 'Montrer ma position' }).click()
  await page.locator('.bot', { hasText: 'Saint-Léonard-de-Noblat' }).first().waitFor()
  expect(await page.locator('#fil').textContent()).not.toContain('45.8')
  await page.context().close()
})

pageTest('the chat can be used with the keyboard alone', async () => {
  const page = await openPage(desk, house.url)
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toContain('Aller à la case')
  await page.keyboard.press('Enter')
  await page.keyboard.type('bonjour')
  await page.keyboard.press('Enter')
  await page.locator('.person', { hasText: 'bonjour' }).waitFor()
  await page.context().close()
})

pageTest('the error page is readable too', async () => {
  const page = await openPage(phone, `${house.url}/nulle-part`)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await takePicture(page, 'page-introuvable-360')
  await page.context().close()
})
