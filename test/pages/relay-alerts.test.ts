import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect } from 'vitest'
import { demoConfig, fillDemo } from '../../app/commands/demo.ts'
import { readConfig } from '../../app/config.ts'
import { createServer } from '../../app/http/server.ts'
import { createLog } from '../../app/log.ts'
import { openPasserelle, type Passerelle } from '../../app/passerelle.ts'
import { openMailServer } from '../alerts/mail-server.ts'
import {
  closeBrowser,
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
const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-relay-'))
let passerelle: Passerelle
let app: FastifyInstance
let mail: Awaited<ReturnType<typeof openMailServer>>
let url: string
let passwords: Map<string, string>

beforeAll(async () => {
  mail = await openMailServer()
  const environment = { SMTP_URL: mail.url, SMTP_FROM: 'alertes@reseau.example' }
  const config = { ...demoConfig({ ...readConfig(environment), dataDir }), host: '127.0.0.1', port: 0 }
  passerelle = await openPasserelle(config, createLog('silent'), () => START + Date.now() - began)
  app = await createServer(passerelle)
  url = await app.listen({ port: 0, host: '127.0.0.1' })
  ;({ passwords } = await fillDemo(passerelle))
})

afterAll(async () => {
  await closeBrowser()
  await app.close()
  await passerelle.stop()
  await mail.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function openConsole() {
  const [login = '', password = ''] = [...passwords].find(([name]) => name !== '') ?? []
  const page = await openPage(phone, `${url}/console`)
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe').fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor()
  return page
}

pageTest(
  'on a phone: a conversation goes on in another browser, and the page it left keeps nothing of it',
  async () => {
    const library = await openPage(phone, url)
    const home = await openPage(phone, url)
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
  const page = await openConsole()
  await page.goto(`${url}/console/reprendre`)
  await page.getByLabel('Code').fill('123 456')
  await page.getByRole('button', { name: 'Reprendre' }).click()
  await page.getByText('Ce code n’ouvre rien').waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await takePicture(page, 'console-reprendre-360', { whole: true })
  await page.goto(`${url}/console/prevenir`)
  await page.getByLabel('Votre adresse').fill('nadia@example.org')
  await page.getByRole('button', { name: 'Me prévenir à cette adresse' }).click()
  await page.getByText('un essai vient de partir').waitFor()
  expect(mail.letters.map(({ to }) => to)).toEqual([['nadia@example.org']])
  await page.getByRole('button', { name: 'Me prévenir sur cet appareil' }).waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await takePicture(page, 'console-prevenir-360', { whole: true })
  await page.getByRole('button', { name: 'Ne plus me prévenir ici' }).click()
  await page.getByText('plus rien n’y sera envoyé').waitFor()
  expectNoScriptError(page)
})
