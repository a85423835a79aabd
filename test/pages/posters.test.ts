import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { newColleague } from '../console/visitor.ts'
import { type ListeningHouse, openListeningHouse } from '../served-house.ts'
import { closeBrowser, desk, expectGoodPage, expectNoScriptError, pageTest, phone } from './browser.ts'
import { logIn } from './log-in.ts'
import { codeTest, readCode } from './read-code.ts'

const PUBLIC = 'https://aide.reseau-du-chene.example'
let house: ListeningHouse
let url: string
let login: string

beforeAll(async () => {
  // shown as it will be printed: only what is drawn knows of this address, the browser stays on this machine and its plain http
  house = await openListeningHouse({
    PUBLIC_URL: PUBLIC,
    SMS_FROM: '+33700000000',
    SMS_ACCOUNT: 'AC12345678',
    SMS_TOKEN: 'un-secret-long',
  })
  await house.passerelle.settings.update('passerelle', (settings) => ({
    ...settings,
    name: 'Réseau du Chêne',
    contact: { label: 'accueil du réseau', phone: '05 00 00 00 00', cost: 'prix d’un appel normal' },
    widgetOrigins: ['https://www.bellac.example'],
  }))
  // a browser keeps cookies meant for https on plain http here, and on no other name
  url = house.url.replace('127.0.0.1', 'localhost')
  login = (await newColleague(house, 'lead')).login
})

afterAll(async () => {
  await closeBrowser()
  await house.close()
})

const logInAsLead = (options: BrowserContextOptions) => logIn(options, `${url}/console`, login)

for (const [name, size] of Object.entries({ 360: phone, 1280: desk }))
  pageTest(`a lead finds the links and the codes of a place, at ${name} px`, async () => {
    const page = await logInAsLead(size)
    await page.getByRole('link', { name: 'Affiches et codes' }).click()
    await page.getByLabel('Commune ou code postal').fill('Bellac')
    await page.getByRole('button', { name: 'Chercher' }).click()
    await page.getByRole('link', { name: 'Bellac (87)' }).waitFor()
    await expectGoodPage(page, `console-affiches-${name}`)
    await page.getByRole('link', { name: 'la Médiathèque du Chêne' }).click()
    expect(await page.getByLabel('Lien').first().inputValue()).toBe(`${PUBLIC}/?lieu=mediatheque`)
    expect(await page.getByLabel('Ligne à copier').inputValue()).toContain('data-lieu="mediatheque"')
    await expectGoodPage(page, `console-affiche-${name}`)
    await page.getByRole('link', { name: 'Affiche à imprimer : Sur internet' }).click()
    await page.getByRole('heading', { name: 'Une démarche sur internet vous bloque' }).waitFor()
    await expectGoodPage(page, `affiche-${name}`)
    expectNoScriptError(page)
    await page.context().close()
  })

pageTest('the sheet is one A4 page, without what is for the screen', async () => {
  const page = await logInAsLead(desk)
  for (const channel of ['web-chat', 'sms']) {
    await page.goto(`${url}/console/affiches/mediatheque/${channel}/affiche`)
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1)
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(paper) ?? []
    // 210 × 297 mm in points
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.advice').isVisible()).toBe(false)
  }
  await page.context().close()
})

codeTest('the codes on the printed sheets say the links of their place', async () => {
  const page = await logInAsLead(desk)
  const expected = {
    'mediatheque/web-chat': `${PUBLIC}/?lieu=mediatheque`,
    'mediatheque/sms': 'sms:+33700000000?body=LIEU%20mediatheque',
    '87011/web-chat': `${PUBLIC}/?lieu=87011`,
  }
  await page.emulateMedia({ media: 'print' })
  for (const [path, link] of Object.entries(expected)) {
    await page.goto(`${url}/console/affiches/${path}/affiche`)
    expect(await readCode(page)).toBe(link)
  }
  await page.context().close()
})

codeTest('a torn or stained code is still read', async () => {
  const page = await logInAsLead(desk)
  await page.goto(`${url}/console/affiches/mediatheque/web-chat/affiche`)
  // a stain over a twentieth of the code, away from its three corners
  await page.evaluate(`(() => {
    const drawing = document.querySelector('.code svg')
    const side = drawing.viewBox.baseVal.width
    const stain = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
    for (const [name, value] of Object.entries({ x: side * 0.5, y: side * 0.5, width: side * 0.22, height: side * 0.22 }))
      stain.setAttribute(name, value)
    drawing.append(stain)
  })()`)
  expect(await readCode(page)).toBe(`${PUBLIC}/?lieu=mediatheque`)
  await page.context().close()
})
