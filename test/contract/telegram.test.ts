import { openBotApi } from '../telegram/bot-api-stub.ts'
import { openTelegramHouse } from '../telegram/telegram-house.ts'
import { until } from '../telegram/until.ts'
import { text } from '../telegram/updates.ts'
import { channelContract } from './channel.contract.ts'

channelContract('telegram', async () => {
  const api = await openBotApi()
  const house = await openTelegramHouse(api)
  const channel = house.passerelle.channels.get('telegram')
  if (!channel) throw new Error('Telegram is not open.')
  const given = new Map<string, number>()
  let people = 0
  const update = (message: { person: string; text: string }) => text(Number(message.person), message.text)

  return {
    house,
    channel,
    newPerson: () => String(++people),
    // confirmed means stored; the same id is the same update, brought again
    async brings(message) {
      const known = given.get(message.id)
      if (known === undefined) given.set(message.id, api.put(update(message))[0] ?? 0)
      else api.putAgain(known, update(message))
      await until(() => api.waiting() === 0)
    },
    async bringsTogether(messages) {
      api.put(...messages.map(update))
    },
    readBy: async (person) => api.sentTo(Number(person)).map((one) => one.text),
    refuses: (person) => void api.blocked.add(person),
    asksToComeLater: () => api.fail('sendMessage', { status: 429, description: 'Too Many Requests', retryAfter: 1 }),
    async goesAway() {
      api.freeze(true)
      await house.wait('3 minutes').catch(() => {})
    },
    // polling is a connection Telegram holds open
    listens: async () => {},
    openConnections: () => api.polling(),
    async close() {
      await house.close()
      await api.close()
    },
  }
})
