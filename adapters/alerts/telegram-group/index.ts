import type { Alerter } from '../../../messaging/alerter.ts'
import { createClient, withoutToken } from '../../telegram/client.ts'

export interface TelegramGroupOptions {
  token: string
  apiRoot: string
  now: () => number
}

/** Alerts in a group of mediators, by the robot citizens know: it writes there and reads nothing of it. */
export function createTelegramGroup({ token, apiRoot, now }: TelegramGroupOptions): Alerter {
  const client = createClient(token, apiRoot, now)
  return {
    way: 'telegram-group',
    send: (chat, { title, text, link }) =>
      client.send(chat, { text: [title, text, link].filter((part) => part !== null).join('\n'), keyboard: [] }),
    async probe() {
      try {
        await client.getMe()
        return { state: 'up' }
      } catch (error) {
        return {
          state: 'down',
          reason: `Telegram does not answer: ${withoutToken(error)}`,
          advice: 'Check the network and TELEGRAM_TOKEN.',
        }
      }
    },
    stop: async () => {},
  }
}
