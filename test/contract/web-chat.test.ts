import { openListeningHouse } from '../served-house.ts'
import { linesOf, newVisitor } from '../web-chat/visitor.ts'
import { channelContract } from './channel.contract.ts'

channelContract(
  'web-chat',
  async () => {
    const house = await openListeningHouse()
    const channel = house.passerelle.channels.get('web-chat')
    if (!channel) throw new Error('The web chat is not open.')
    let pages = 0
    const visitors = new Map<string, ReturnType<typeof newVisitor>>()
    const visitor = (person: string) => {
      const known = visitors.get(person) ?? newVisitor(house.app)
      visitors.set(person, known)
      return known
    }
    const brings = async ({ id, person, text }: { id: string; person: string; text: string }) =>
      void (await visitor(person).post({ jeton: id, texte: text }))

    return {
      house,
      channel,
      newPerson: () => `visiteur-${visitors.size + 1}-${Math.random()}`,
      brings,
      async bringsTogether(messages) {
        // a form is posted once the one before it is answered: a browser does no better
        for (const message of messages) await brings(message)
      },
      readBy: async (person) =>
        linesOf((await visitor(person).get()).body).filter((line) => !line.startsWith('person: ')),
      async listens() {
        const cookie = [...visitors.values()][0]?.cookie ?? ''
        const page = await fetch(`${house.url}/chat/events`, { headers: { cookie } })
        pages++
        const over = () => void pages--
        void page.text().then(over, over)
      },
      openConnections: () => pages,
      close: house.close,
    }
  },
  {
    refused: 'the page fetches its answers, nothing is carried to it',
    later: 'the page fetches its answers, nothing is carried to it',
    away: 'there is no platform between the person and us',
  },
)
