import type { FastifyInstance } from 'fastify'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { createTicketActions } from '../../app/actions/tickets.ts'
import { createServer } from '../../app/http/server.ts'
import { readQueue } from '../../handoff/tickets.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import {
  closeBrowser,
  desk,
  expectAccessible,
  expectNoSidewaysScroll,
  openBrowser,
  pageTest,
  phone,
  takePicture,
} from './browser.ts'
import { openTownHall, type TownHall } from './town-hall.ts'

let house: TestHouse
let app: FastifyInstance
let url: string
let town: TownHall

beforeAll(async () => {
  house = await openTestHouse()
  app = await createServer(house.passerelle)
  url = await app.listen({ port: 0, host: '127.0.0.1' })
  town = await openTownHall(url, { place: 'mediatheque' })
  await list(town)
})

beforeEach(() => {
  complaints = []
})

afterAll(async () => {
  await closeBrowser()
  await town.close()
  await app.close()
  await house.close()
})

/** what the browser complains of: a policy broken, a script that failed */
let complaints: string[] = []

const list = ({ origin }: TownHall) =>
  house.passerelle.settings.update('passerelle', (settings) => ({
    ...settings,
    widgetOrigins: [...settings.widgetOrigins, origin],
  }))

async function visit(options: BrowserContextOptions, at = town): Promise<Page> {
  const context = await (await openBrowser()).newContext(options)
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/policy|trusted/i.test(message.text())) complaints.push(message.text())
  })
  await page.goto(at.url)
  return page
}

const launcher = (page: Page) => page.getByRole('button', { name: 'Besoin d’aide' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Aide aux démarches' })
const box = (page: Page) => page.getByLabel('Écrivez ici')

async function open(page: Page) {
  await launcher(page).click()
  await page.locator('.welcome').nth(1).waitFor()
}

async function say(page: Page, text: string) {
  await box(page).fill(text)
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.locator('.person .words', { hasText: text }).first().waitFor()
}

const botLines = (page: Page) => page.locator('.bot:not(.welcome)')

/** what has the focus inside the widget */
const INSIDE = "document.querySelector('passerelle-aide').shadowRoot"
const AT = `${INSIDE}.activeElement`
const focused = (page: Page) => page.evaluate(`${AT} && (${AT}.id || ${AT}.className)`)

for (const [name, size] of Object.entries({ 360: phone, 1280: desk })) {
  pageTest(`on a strict page of another site a person asks and is answered, at ${name} px`, async () => {
    const page = await visit(size)
    await takePicture(page, `widget-ferme-${name}`)
    await open(page)
    expect(await page.locator('.welcome').first().textContent()).toContain('un robot, pas une personne')
    expect(await page.locator('.welcome').first().textContent()).toContain('la Médiathèque du Chêne')
    expect(await page.evaluate('sessionStorage.length')).toBe(0)
    await expectAccessible(page)
    await takePicture(page, `widget-accueil-${name}`)
    await say(page, 'j’ai perdu mon mot de passe ameli')
    await botLines(page).nth(2).waitFor()
    expect(await page.locator('.welcome').count()).toBe(0)
    expect(await box(page).inputValue()).toBe('')
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await takePicture(page, `widget-reponse-${name}`)
    expect(await page.context().cookies()).toEqual([])
    expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(1)
    expect(complaints).toEqual([])
    await page.context().close()
  })
}

pageTest(
  'buttons answer the open question, a mediator takes over, and the talk follows from page to page',
  async () => {
    const page = await visit(phone)
    await open(page)
    await say(page, 'je veux parler à quelqu’un')
    // the commune is the place's: only the consent is asked
    await page.locator('.choices button', { hasText: 'Oui' }).click()
    await page.getByRole('status').filter({ hasText: 'attend une personne' }).waitFor()
    expect(await page.locator('.choices').count()).toBe(0)
    expect(await page.locator('.past').count()).toBeGreaterThan(0)
    expect(await page.getByRole('button', { name: 'Parler à une personne' }).count()).toBe(0)
    await page.reload()
    await page.locator('.person', { hasText: '1 Oui' }).waitFor()
    expect(await dialog(page).isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Fermer' }).click()
    await page.getByRole('link', { name: 'L’agenda' }).click()
    await page.getByRole('heading', { name: 'Agenda' }).waitFor()
    const actions = createTicketActions(house.passerelle)
    const { waiting } = await readQueue(house.passerelle.store, 'passerelle', house.mediator.id)
    const ticket = waiting.at(-1)?.id ?? ''
    await actions.claim(house.mediator, ticket)
    await actions.say(house.mediator, ticket, 'Bonjour, je regarde avec vous.')
    await page.getByRole('status').filter({ hasText: 'Nouveau message' }).waitFor()
    await takePicture(page, 'widget-nouveau-360')
    await launcher(page).click()
    const news = page.locator('.mediator', { hasText: 'je regarde avec vous' })
    await news.waitFor()
    // the window opens on it, and once read it is no news on the next page
    const { y = -1 } = (await news.boundingBox()) ?? {}
    expect([y > 0, y < 640]).toEqual([true, true])
    await page.getByRole('button', { name: 'Fermer' }).click()
    await page.reload()
    await news.waitFor({ state: 'attached' })
    expect(await page.getByText('Nouveau message').count()).toBe(0)
    await launcher(page).click()
    expect(await page.locator('.mediator .who').first().textContent()).toContain('Une personne')
    await expectAccessible(page)
    await takePicture(page, 'widget-mediatrice-360')
    await box(page).fill('effacer')
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.locator('.line', { hasText: 'C’est effacé' }).waitFor()
    await page.locator('.person').first().waitFor({ state: 'detached' })
    expect(await page.evaluate('sessionStorage.length')).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  },
)

pageTest(
  'the network lost: the words stay in the box, the window comes back by itself and shows what it missed',
  async () => {
    const page = await visit(phone)
    await open(page)
    await say(page, 'bonjour')
    await botLines(page).last().waitFor()
    await page.context().setOffline(true)
    app.server.closeAllConnections()
    await box(page).fill('mon message précieux')
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByRole('alert').filter({ hasText: 'Pas de réseau' }).waitFor()
    expect(await box(page).inputValue()).toBe('mon message précieux')
    await page.getByRole('status').filter({ hasText: 'La connexion est coupée' }).waitFor()
    await takePicture(page, 'widget-hors-ligne-360')
    const { session } = JSON.parse(String(await page.evaluate("sessionStorage.getItem('passerelle-aide')")))
    await fetch(`${url}/widget/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
      body: JSON.stringify({ jeton: 'ailleurs', texte: 'depuis ailleurs' }),
    })
    expect(await page.locator('.person', { hasText: 'depuis ailleurs' }).count()).toBe(0)
    await page.context().setOffline(false)
    await page.locator('.person', { hasText: 'depuis ailleurs' }).waitFor()
    expect(await page.getByText('La connexion est coupée').count()).toBe(0)
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.locator('.person', { hasText: 'mon message précieux' }).waitFor()
    expect(await page.locator('.person', { hasText: 'mon message précieux' }).count()).toBe(1)
    expect(complaints).toEqual([])
    await page.context().close()
  },
)

pageTest('the keyboard alone is enough, and the focus is never lost', async () => {
  const page = await visit(desk)
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
  const page = await visit(phone)
  await open(page)
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
  const page = await visit(desk)
  await open(page)
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
    const page = await visit({ viewport: { width, height }, locale: 'fr-FR' })
    await open(page)
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
  const page = await visit(phone)
  await open(page)
  await say(page, 'مرحبا')
  await botLines(page).last().waitFor()
  const directions = await page.evaluate(
    `[...${INSIDE}.querySelectorAll('.words')].map((line) => [line.textContent.slice(0, 5), getComputedStyle(line).direction])`,
  )
  expect(directions).toContainEqual(['مرحبا', 'rtl'])
  expect(directions).toContainEqual(['Bonjo', 'ltr'])
  await page.context().close()
})

pageTest('the page’s style does not leak in, its variables do, and nothing moves', async () => {
  const page = await visit(desk)
  const looks = await page.evaluate(`(() => {
    const { backgroundColor, letterSpacing, textTransform, fontSize } = getComputedStyle(${INSIDE}.querySelector('.launcher'))
    return { backgroundColor, letterSpacing, textTransform, fontSize }
  })()`)
  // 16 px of the browser times 1.125, whatever the page made of « rem »
  expect(looks).toEqual({
    backgroundColor: 'rgb(106, 27, 77)',
    letterSpacing: 'normal',
    textTransform: 'none',
    fontSize: '18px',
  })
  await open(page)
  expect(await page.evaluate(`${INSIDE}.getAnimations().length`)).toBe(0)
  await page.context().close()
})

pageTest('an older browser without sheets made by scripts loads the style by its address', async () => {
  const older = await openTownHall(url, { styleFromHouse: true })
  await list(older)
  const context = await (await openBrowser()).newContext(phone)
  const page = await context.newPage()
  await page.addInitScript('window.CSSStyleSheet = undefined')
  await page.goto(older.url)
  await open(page)
  await page.waitForFunction(`getComputedStyle(${INSIDE}.querySelector('.panel')).position === 'fixed'`)
  await context.close()
  await older.close()
})

pageTest('on a site nobody listed, the person is led to our own page', async () => {
  const unlisted = await openTownHall(url, { place: 'mediatheque' })
  const page = await visit(desk, unlisted)
  await launcher(page).click()
  const link = page.getByRole('link', { name: 'Ouvrir l’aide sur son propre site' })
  expect(await link.getAttribute('href')).toBe(`${url}/?lieu=mediatheque`)
  await page.context().close()
  await unlisted.close()
})
