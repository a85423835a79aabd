import { describe } from 'vitest'
import { createEMail } from '../../adapters/alerts/e-mail/index.ts'
import { createTelegramGroup } from '../../adapters/alerts/telegram-group/index.ts'
import { createWebPush } from '../../adapters/alerts/web-push/index.ts'
import { openMailServer } from '../alerts/mail-server.ts'
import { openPushService } from '../alerts/push-service.ts'
import { openBotApi } from '../telegram/bot-api-stub.ts'
import { alerterContract } from './alerter.contract.ts'

describe('e-mail', () =>
  alerterContract('e-mail', async () => {
    const server = await openMailServer()
    const alerter = createEMail({ url: server.url, from: 'alertes@reseau.example' })
    let isOpen = true
    const close = async () => {
      if (isOpen) await server.close()
      isOpen = false
    }
    return {
      alerter: {
        ...alerter,
        async send(address, message) {
          const outcome = await alerter.send(address, message)
          server.fault.at = null
          return outcome
        },
      },
      address: 'nadia@example.org',
      secrets: ['nadia@example.org', 'somebody@example.org'],
      arrived: () => server.letters.map(({ text }) => readLetter(text)),
      refusesNext: () => (server.fault.at = { code: 550, for: 'recipient' }),
      asksToComeLater: () => (server.fault.at = { code: 451, for: 'data' }),
      goesAway: close,
      close,
    }
  }))

describe('telegram-group', () =>
  alerterContract('telegram-group', async () => {
    const api = await openBotApi()
    const group = '-1001234567890'
    let isOpen = true
    const close = async () => {
      if (isOpen) await api.close()
      isOpen = false
    }
    return {
      alerter: createTelegramGroup({ token: api.token, apiRoot: api.url, now: Date.now }),
      address: group,
      secrets: [api.token],
      arrived: () => api.sent.filter(({ chat_id }) => String(chat_id) === group).map(({ text }) => text),
      refusesNext: () => api.fail('sendMessage', { status: 403, description: 'Forbidden: bot was kicked' }),
      asksToComeLater: () => api.fail('sendMessage', { status: 500, description: 'Internal Server Error' }),
      goesAway: close,
      close,
    }
  }))

describe('web-push', () =>
  alerterContract(
    'web-push',
    async () => {
      const seed = 'a seed of this test'
      const { publicKey } = createWebPush({ seed, subject: 'mailto:a@b.example', hosts: [] })
      const service = await openPushService(publicKey)
      let isOpen = true
      const close = async () => {
        if (isOpen) await service.close()
        isOpen = false
      }
      return {
        alerter: createWebPush({ seed, subject: 'mailto:alertes@reseau.example', hosts: [service.host] }),
        address: service.subscription,
        secrets: ['/push/abc', service.host],
        arrived: () => service.pushed.map(({ text }) => text),
        refusesNext: () => service.answers.push({ status: 410 }),
        asksToComeLater: () => service.answers.push({ status: 503, retryAfter: '30' }),
        goesAway: close,
        close,
      }
    },
    { noPlatform: 'each browser has its own service: none to probe' },
  ))

/** Header and body as a mail program shows them: UTF-8 words and quoted-printable undone. */
function readLetter(source: string): string {
  const bytes = (text: string) =>
    Buffer.from(
      text.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
      'latin1',
    ).toString('utf8')
  return bytes(
    source.replace(/=\r\n/g, '').replace(/=\?UTF-8\?Q\?(.*?)\?=\s*/gi, (_, words: string) => words.replace(/_/g, ' ')),
  )
}
