import { openBotHouse } from '../bot-framework/bot-house.ts'
import { openService } from '../bot-framework/service-stub.ts'
import { channelContract } from './channel.contract.ts'

channelContract(
  'bot-framework',
  async () => {
    const service = await openService()
    const bot = await openBotHouse({ BOT_FRAMEWORK_SERVICE_HOSTS: service.host })
    const channel = bot.house.passerelle.channels.get('bot-framework')
    if (!channel) throw new Error('The Bot Framework is not open.')
    let people = 0
    const brings = async ({ id, person, text }: { id: string; person: string; text: string }) => {
      const from = { channelId: 'emulator', serviceUrl: service.url, from: { id: 'u' }, conversation: { id: person } }
      const response = await bot.posts({ ...from, type: 'message', id: `${person}:${id}`, text })
      if (response.status !== 200) throw new Error(`The bot answered ${response.status}.`)
    }

    return {
      house: bot.house,
      channel,
      newPerson: () => `conversation-${++people}`,
      brings,
      async bringsTogether(messages) {
        for (const message of messages) await brings(message)
      },
      readBy: async (person) => service.sentTo(person),
      refuses: (person) => service.refuse(person),
      asksToComeLater: () => service.failNext(429),
      // nothing is held open: the service calls us
      listens: async () => {},
      openConnections: () => 0,
      async close() {
        await bot.close()
        await service.close()
      },
    }
  },
  {
    away: 'without an account there is no sign-in to lose; test/bot-framework/tokens.test.ts has it',
    open: 'the service calls us and we call it: nothing stays open between',
  },
)
