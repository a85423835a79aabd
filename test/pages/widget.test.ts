import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { createTicketActions } from '../../app/actions/tickets.ts'
import { readQueue } from '../../handoff/tickets.ts'
import { desk, expectAccessible, expectNoSidewaysScroll, openBrowser, pageTest, phone, takePicture } from './browser.ts'
import { botLines, box, say } from './talk.ts'
import { openTownHall } from './town-hall.ts'
import { dialog, INSIDE, launcher, openWidgetSite, openWindow, type WidgetSite } from './widget-site.ts'

let site: WidgetSite

beforeAll(async () => {
  site = await openWidgetSite()
})

beforeEach(() => {
  site.complaints.length = 0
})

afterAll(() => site.close())

for (const [name, size] of Object.entries({ 360: phone, 1280: desk })) {
  pageTest(`on a strict page of another site a person asks and is answered, at ${name} px`, async () => {
    const page = await site.visit(size)
    await takePicture(page, `widget-ferme-${name}`)
    await openWindow(page)
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
    expect(site.complaints).toEqual([])
    await page.context().close()
  })
}

pageTest(
  'buttons answer the open question, a mediator takes over, and the talk follows from page to page',
  async () => {
    const page = await site.visit(phone)
    await openWindow(page)
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
    const actions = createTicketActions(site.passerelle)
    const { waiting } = await readQueue(site.passerelle.store, 'passerelle', site.mediator.id)
    const ticket = waiting.at(-1)?.id ?? ''
    await actions.claim(site.mediator, ticket)
    await actions.say(site.mediator, ticket, 'Bonjour, je regarde avec vous.')
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
    expect(site.complaints).toEqual([])
    await page.context().close()
  },
)

pageTest(
  'the network lost: the words stay in the box, the window comes back by itself and shows what it missed',
  async () => {
    const page = await site.visit(phone)
    await openWindow(page)
    await say(page, 'bonjour')
    await botLines(page).last().waitFor()
    await page.context().setOffline(true)
    site.app.server.closeAllConnections()
    await box(page).fill('mon message précieux')
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByRole('alert').filter({ hasText: 'Pas de réseau' }).waitFor()
    expect(await box(page).inputValue()).toBe('mon message précieux')
    await page.getByRole('status').filter({ hasText: 'La connexion est coupée' }).waitFor()
    await takePicture(page, 'widget-hors-ligne-360')
    const { session } = JSON.parse(String(await page.evaluate("sessionStorage.getItem('passerelle-aide')")))
    await fetch(`${site.url}/widget/messages`, {
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
    expect(site.complaints).toEqual([])
    await page.context().close()
  },
)

pageTest('the page’s style does not leak in, its variables do, and nothing moves', async () => {
  const page = await site.visit(desk)
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
  await openWindow(page)
  expect(await page.evaluate(`${INSIDE}.getAnimations().length`)).toBe(0)
  await page.context().close()
})

pageTest('an older browser without sheets made by scripts loads the style by its address', async () => {
  const older = await openTownHall(site.url, { styleFromHouse: true })
  await site.list(older.origin)
  const context = await (await openBrowser()).newContext(phone)
  const page = await context.newPage()
  await page.addInitScript('window.CSSStyleSheet = undefined')
  await page.goto(older.url)
  await openWindow(page)
  await page.waitForFunction(`getComputedStyle(${INSIDE}.querySelector('.panel')).position === 'fixed'`)
  await context.close()
  await older.close()
})

pageTest('on a site nobody listed, the person is led to our own page', async () => {
  const unlisted = await openTownHall(site.url, { place: 'mediatheque' })
  const page = await site.visit(desk, unlisted)
  await launcher(page).click()
  const link = page.getByRole('link', { name: 'Ouvrir l’aide sur son propre site' })
  expect(await link.getAttribute('href')).toBe(`${site.url}/?lieu=mediatheque`)
  await page.context().close()
  await unlisted.close()
})
