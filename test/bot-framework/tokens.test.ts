import { OAuth2Server } from 'oauth2-mock-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTokenSource } from '../../adapters/bot-framework/token.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { settle } from '../house.ts'
import { until } from '../telegram/until.ts'
import { type BotHouse, openBotHouse } from './bot-house.ts'

const APP = 'une-application-inventee'
const PASSWORD = 'un-secret-invente'

let signIn: OAuth2Server
let bot: BotHouse

beforeAll(async () => {
  signIn = new OAuth2Server()
  await signIn.issuer.keys.generate('RS256')
  await signIn.start(0, '127.0.0.1')
  const url = String(signIn.issuer.url)
  bot = await openBotHouse({
    BOT_FRAMEWORK_APP_ID: APP,
    BOT_FRAMEWORK_PASSWORD: PASSWORD,
    BOT_FRAMEWORK_OPENID_URL: `${url}/.well-known/openid-configuration`,
    BOT_FRAMEWORK_ISSUER: url,
    BOT_FRAMEWORK_LOGIN_URL: `${url}/token`,
  })
})
afterAll(async () => {
  await bot.close()
  await signIn.stop()
})

let made = 0
const activity = (serviceUrl = bot.service.url) => ({
  type: 'message',
  id: `message-${++made}`,
  channelId: 'emulator',
  serviceUrl,
  from: { id: 'u' },
  recipient: { id: 'bot' },
  conversation: { id: `conversation-${made}` },
  text: 'bonjour',
})

async function token(claims: Record<string, unknown> = {}) {
  const made = await signIn.issuer.buildToken({
    scopesOrTransform: (_header, payload) =>
      Object.assign(payload, { aud: APP, serviceurl: bot.service.url, ...claims }),
  })
  return `Bearer ${made}`
}

const stored = () => bot.house.passerelle.store.of<MessagingTables>().selectFrom('inbox').selectAll().execute()

test('a message signed by the published key, for our bot and this service, is stored', async () => {
  expect((await bot.posts(activity(), await token())).status).toBe(200)
  expect(await stored()).toHaveLength(1)
  await settle(bot.house.passerelle).catch(() => {})
})

test('no token, another bot’s, another service’s, one run out, or another key: 401, nothing stored', async () => {
  const before = (await stored()).length
  const stranger = new OAuth2Server()
  await stranger.issuer.keys.generate('RS256')
  stranger.issuer.url = String(signIn.issuer.url)
  const forged = await stranger.issuer.buildToken({
    scopesOrTransform: (_header, payload) => Object.assign(payload, { aud: APP, serviceurl: bot.service.url }),
  })
  const bad = [
    undefined,
    'Bearer pas.un.jeton',
    await token({ aud: 'un-autre-robot' }),
    await token({ serviceurl: 'https://autre.example' }),
    await token({ exp: Math.floor(Date.now() / 1000) - 3600 }),
    await token({ iss: 'https://autre.example' }),
    `Bearer ${forged}`,
  ]
  for (const authorization of bad) expect((await bot.posts(activity(), authorization)).status).toBe(401)
  expect(await stored()).toHaveLength(before)
})

test('the probe says so when our secret is no longer taken, and what to do', async () => {
  const channel = bot.house.passerelle.channels.get('bot-framework')
  expect(await channel?.probe()).toEqual({ state: 'up' })
})

test('one token serves until five minutes before its end', async () => {
  let asked = 0
  signIn.service.on('beforeResponse', () => void asked++)
  let now = Date.now()
  const source = createTokenSource({
    appId: APP,
    password: PASSWORD,
    loginUrl: `${signIn.issuer.url}/token`,
    now: () => now,
  })
  const first = await source()
  expect(await source()).toBe(first)
  expect(asked).toBe(1)
  now += 3_600_000
  await source()
  expect(asked).toBe(2)
})

test('a secret that has run out is told without quoting it', async () => {
  signIn.service.once('beforeResponse', (answer: { statusCode: number; body: unknown }) => {
    answer.statusCode = 401
    answer.body = { error_description: `client secret ${PASSWORD} expired` }
  })
  const source = createTokenSource({
    appId: APP,
    password: PASSWORD,
    loginUrl: `${signIn.issuer.url}/token`,
    now: Date.now,
  })
  const fault = await source().catch((error: Error) => error.message)
  expect(fault).toContain('401')
  expect(fault).not.toContain(PASSWORD)
})

test('answers carry our token', async () => {
  const seen: string[] = []
  const { createServer } = await import('node:http')
  const service = createServer((request, response) => {
    seen.push(request.headers.authorization ?? '')
    request.resume()
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"recu"}')
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  const address = service.address()
  const host = typeof address === 'object' && address ? `127.0.0.1:${address.port}` : ''
  const { createBotFramework } = await import('../../adapters/bot-framework/index.ts')
  const url = String(signIn.issuer.url)
  const channel = createBotFramework({
    account: { appId: APP, password: PASSWORD },
    loginUrl: `${url}/token`,
    openIdUrl: `${url}/.well-known/openid-configuration`,
    issuer: url,
    serviceHosts: [host],
    receive: async () => {},
    now: Date.now,
  })
  const to = {
    serviceUrl: `http://${host}`,
    channelId: 'x',
    conversation: { id: 'c' },
    user: { id: 'u' },
    bot: { id: 'b' },
  }
  const reply = { id: 'x', text: 'Bonjour', choices: [], question: null }
  const outcome = await channel.send(JSON.stringify(to), reply, { key: 'envoi', heardAt: null })
  expect(outcome).toEqual({ kind: 'sent', nativeId: 'recu' })
  expect(seen[0]).toMatch(/^Bearer ey/)
  await until(() => seen.length === 1)
  service.closeAllConnections()
  await new Promise((resolve) => service.close(resolve))
})
