import { personNumbered, text } from '../whatsapp-web/messages.ts'
import { isChromiumHere } from '../whatsapp-web/offline-chromium.ts'
import { openWhatsAppWebHouse } from '../whatsapp-web/whatsapp-web-house.ts'
import { channelContract } from './channel.contract.ts'

/** Without a browser there is no WhatsApp Web: in CI that is a failure (`offline-chromium.ts`), elsewhere these are left out. */
if (isChromiumHere)
  channelContract('whatsapp-web', async () => {
    const web = await openWhatsAppWebHouse()
    const { house, side } = web
    let people = 0
    const said = (message: { id: string; person: string; text: string }) =>
      text(message.person, message.text, { id: `3EB0${message.id}`, at: house.passerelle.now() })
    const stored = async () => (await web.inbox()).length
    const given = new Set<string>()

    return {
      house,
      channel: web.channel,
      newPerson: () => personNumbered(++people),
      // stored means acknowledged: WhatsApp asks for nothing back
      async brings(message) {
        const again = given.has(message.id)
        const before = await stored()
        given.add(message.id)
        side.says(said(message), { again })
        if (!again) await web.heardOf(before + 1)
      },
      async bringsTogether(messages) {
        for (const message of messages) side.says(said(message))
      },
      readBy: async (person) => side.sentTo(person).map(({ body }) => body),
      refuses: (person) => side.refuses(person),
      asksToComeLater: () => side.failsNextSend(),
      async goesAway() {
        side.isInState('TIMEOUT')
        await web.seesTrouble('not-connected')
      },
      // the page holds its line to WhatsApp open, as long as it lives
      listens: async () => {},
      openConnections: () => side.connections(),
      close: web.close,
    }
  })
