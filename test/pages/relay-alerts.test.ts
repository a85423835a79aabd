import { afterAll, beforeAll, expect } from 'vitest'
import { openMailServer } from '../alerts/mail-server.ts'
import { closeBrowser, expectGoodPage, expectNoScriptError, openPage, pageTest, phone, takePicture } from './browser.ts'
import { type DemoHouse, openDemoHouse } from './demo-house.ts'
import { logIn } from './log-in.ts'

let demo: DemoHouse
let mail: Awaited<ReturnType<typeof openMailServer>>

beforeAll(async () => {
  mail = await openMailServer()
  demo = await openDemoHouse({ SMTP_URL: mail.url, SMTP_FROM: 'alertes@reseau.example' })
})

afterAll(async () => {
  await closeBrowser()
  await demo.close()
  await mail.close()
})

pageTest(
  'on a phone: a conversation goes on in another browser, and the page it left keeps nothing of it',
  async () => {
    const library = await openPage(phone, demo.url)
    const home = await openPage(phone, demo.url)
    const says = async (page: typeof library, text: string) => {
      await page.locator('#ecrire').fill(text)
      await page.keyboard.press('Control+Enter')
      await page.locator('#envoi button[type=submit], #envoi button:not([type=button])').last().click()
    }
    await says(library, 'jai perdu ma carte d identité')
    await library.getByText('C’est réglé').first().waitFor()
    await says(library, 'continuer ailleurs')
    const given = library.getByText(/Votre code/)
    await given.waitFor()
    const code = /\d{3} \d{3}/.exec((await given.textContent()) ?? '')?.[0] ?? ''
    expect(code).not.toBe('')
    await takePicture(library, 'relais-code-360')
    await says(home, code)
    await home.getByText('notre conversation continue ici').waitFor()
    await home.getByText('jai perdu ma carte').first().waitFor()
    await library.getByText('La conversation continue ailleurs').waitFor()
    expect(await library.getByText('jai perdu ma carte').count()).toBe(0)
    expect(await library.getByText(code).count()).toBe(0)
    await takePicture(library, 'relais-parti-360')
    expectNoScriptError(library)
    expectNoScriptError(home)
  },
)

pageTest('« Reprendre une conversation » and « Me prévenir » on a phone', async () => {
  const [login = '', password = ''] = [...demo.passwords].find(([name]) => name !== '') ?? []
  const page = await logIn(phone, `${demo.url}/console`, login, password)
  await page.goto(`${demo.url}/console/reprendre`)
  await page.getByLabel('Code').fill('123 456')
  await page.getByRole('button', { name: 'Reprendre' }).click()
  await page.getByText('Ce code n’ouvre rien').waitFor()
  await expectGoodPage(page, 'console-reprendre-360')
  await page.goto(`${demo.url}/console/prevenir`)
  await page.getByLabel('Votre adresse').fill('nadia@example.org')
  await page.getByRole('button', { name: 'Me prévenir à cette adresse' }).click()
  await page.getByText('un essai vient de partir').waitFor()
  expect(mail.letters.map(({ to }) => to)).toEqual([['nadia@example.org']])
  await page.getByRole('button', { name: 'Me prévenir sur cet appareil' }).waitFor()
  await expectGoodPage(page, 'console-prevenir-360')
  await page.getByRole('button', { name: 'Ne plus me prévenir ici' }).click()
  await page.getByText('plus rien n’y sera envoyé').waitFor()
  expectNoScriptError(page)
})
