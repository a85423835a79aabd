import { openGraph, wordsOf } from '../whatsapp-cloud/graph-stub.ts'
import { personNumbered, says, text } from '../whatsapp-cloud/webhooks.ts'
import { openWhatsAppHouse } from '../whatsapp-cloud/whatsapp-house.ts'
import { channelContract } from './channel.contract.ts'

channelContract('whatsapp-cloud', async () => {
  const stub = await openGraph()
  const house = await openWhatsAppHouse(stub)
  const people = new Map<string, ReturnType<typeof personNumbered>>()
  const personOf = (name: string) => {
    const person = people.get(name)
    if (!person) throw new Error(`Nobody is called ${name}.`)
    return person
  }
  const said = (message: { id: string; text: string }) => ({ ...text(message.text), id: `wamid.${message.id}` })

  return {
    house,
    channel: house.channel,
    newPerson() {
      const name = `personne-${people.size + 1}`
      people.set(name, personNumbered(people.size + 1))
      return name
    },
    brings: (message) => stub.post(says(personOf(message.person), house.passerelle.now(), said(message))),
    async bringsTogether(messages) {
      const [first] = messages
      if (first) await stub.post(says(personOf(first.person), house.passerelle.now(), ...messages.map(said)))
    },
    readBy: async (person) => stub.sentTo(personOf(person)).map(wordsOf),
    refuses: (person) => void stub.unreachable.add(personOf(person).number),
    asksToComeLater: () => stub.fail({ status: 400, code: 130429, message: 'Rate limit hit', retryAfter: 1 }),
    async goesAway() {
      stub.graph.away = true
      await house.wait('6 minutes').catch(() => {})
    },
    // Meta posts to us and nothing stays open, but a call under way: this one it never answers
    async listens() {
      stub.graph.away = false
      stub.fail('hangs')
      const bonjour = { id: 'test', text: 'bonjour', choices: [], question: null }
      void house.channel.send(JSON.stringify({ to: '33639989999' }), bonjour, { key: 'k', heardAt: null })
    },
    openConnections: () => stub.openCalls(),
    async close() {
      await house.close()
      await stub.close()
    },
  }
})
