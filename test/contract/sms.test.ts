import { openSmsHouse } from '../sms/sms-house.ts'
import { channelContract } from './channel.contract.ts'

channelContract(
  'sms',
  async () => {
    const sms = await openSmsHouse()
    const channel = sms.house.passerelle.channels.get('sms')
    if (!channel) throw new Error('SMS is not open.')
    let people = 0
    let away = false
    const brings = async (message: { id: string; person: string; text: string }) => {
      const response = await sms.posts({ MessageSid: message.id, From: message.person, Body: message.text })
      if (response.status !== 200) throw new Error(`The webhook answered ${response.status}.`)
    }

    return {
      house: sms.house,
      channel,
      newPerson: () => `+3363998${2000 + ++people}`,
      brings,
      async bringsTogether(messages) {
        // a provider posts one call a message, and waits for each to be answered
        for (const message of messages) await brings(message)
      },
      readBy: async (person) => (await sms.sentTo(person)).map(({ body }) => body.replace('Robot', 'un robot')),
      refuses: (person) => sms.proxy.refuse(person),
      asksToComeLater: () => sms.proxy.failNext({ status: 429, code: 20429 }),
      async goesAway() {
        away = true
        sms.proxy.goAway()
      },
      // nothing is held open: the provider calls us
      listens: async () => {},
      openConnections: () => 0,
      async close() {
        if (away) await sms.house.passerelle.stop()
        await sms.close()
      },
    }
  },
  { open: 'the provider calls us and we call it: nothing stays open between' },
)
