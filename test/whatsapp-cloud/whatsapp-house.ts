import { openPlatformHouse } from '../platform-house.ts'
import type { GraphStub } from './graph-stub.ts'
import { APP_SECRET, type Person, PHONE_ID, type Said, says, VERIFY_TOKEN } from './webhooks.ts'

/** A whole house with its server listening and WhatsApp open on the stub. */
export async function openWhatsAppHouse(stub: GraphStub, environment: Record<string, string> = {}) {
  const house = await openPlatformHouse({
    WHATSAPP_CLOUD_TOKEN: stub.token,
    WHATSAPP_CLOUD_PHONE_ID: PHONE_ID,
    WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
    WHATSAPP_CLOUD_VERIFY_TOKEN: VERIFY_TOKEN,
    WHATSAPP_CLOUD_API_ROOT: stub.url,
    ...environment,
  })
  const { passerelle } = house
  const hook = `${house.url}/channels/whatsapp-cloud`
  stub.graph.hook = hook
  stub.graph.now = passerelle.now
  const channel = passerelle.channels.get('whatsapp-cloud')
  if (!channel) throw new Error('WhatsApp is not open.')

  return {
    ...house,
    hook,
    channel,
    /** this person says these in one delivery; resolves once everything about them is said */
    async hears(person: Person, ...said: Said[]) {
      await stub.post(says(person, passerelle.now(), ...said))
      await house.settled()
    },
    async close() {
      stub.graph.hook = null
      await house.close()
    },
  }
}

export type WhatsAppHouse = Awaited<ReturnType<typeof openWhatsAppHouse>>
