import { listen } from '../../app/http/listen.ts'
import { createServer } from '../../app/http/server.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { openTestHouse, settle } from '../house.ts'
import { until } from '../telegram/until.ts'
import type { GraphStub } from './graph-stub.ts'
import { APP_SECRET, type Person, PHONE_ID, type Said, says, VERIFY_TOKEN } from './webhooks.ts'

/** A whole house with its server listening and WhatsApp open on the stub. */
export async function openWhatsAppHouse(stub: GraphStub, environment: Record<string, string> = {}) {
  const house = await openTestHouse({
    PORT: '0',
    WHATSAPP_CLOUD_TOKEN: stub.token,
    WHATSAPP_CLOUD_PHONE_ID: PHONE_ID,
    WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
    WHATSAPP_CLOUD_VERIFY_TOKEN: VERIFY_TOKEN,
    WHATSAPP_CLOUD_API_ROOT: stub.url,
    ...environment,
  })
  const { passerelle } = house
  const app = await createServer(passerelle)
  const url = (await listen(app, { ...passerelle.config, publicUrl: null })).replace('localhost', '127.0.0.1')
  const hook = `${url}/channels/whatsapp-cloud`
  stub.graph.hook = hook
  stub.graph.now = passerelle.now
  const db = passerelle.store.of<MessagingTables>()
  const channel = passerelle.channels.get('whatsapp-cloud')
  if (!channel) throw new Error('WhatsApp is not open.')
  const settled = () =>
    until(() =>
      settle(passerelle).then(
        () => true,
        () => false,
      ),
    )

  return {
    ...house,
    app,
    url,
    hook,
    db,
    channel,
    settled,
    inbox: () => db.selectFrom('inbox').selectAll().orderBy('id').execute(),
    outbox: () => db.selectFrom('outbox').selectAll().orderBy('id').execute(),
    /** this person says these in one delivery; resolves once everything about them is said */
    async hears(person: Person, ...said: Said[]) {
      await stub.post(says(person, passerelle.now(), ...said))
      await settled()
    },
    async close() {
      stub.graph.hook = null
      await app.close()
      await house.close()
    },
  }
}

export type WhatsAppHouse = Awaited<ReturnType<typeof openWhatsAppHouse>>
