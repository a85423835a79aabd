import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { isHeardBack } from '../../messaging/is-heard-back.ts'
import { createTakeReceipts } from '../../messaging/take-receipts.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import { describeFault } from '../../store/describe-fault.ts'
import type { Passerelle } from '../passerelle.ts'
import { loadAdapter } from './load-adapter.ts'

/** Opens WhatsApp Web when it was asked for, and says each time what that may cost. It needs no address of ours: its browser calls out. */
export async function openWhatsAppWeb(_app: FastifyInstance, passerelle: Passerelle): Promise<void> {
  const { config, channels, receive, log, now, store } = passerelle
  const { whatsAppWeb: settings, networkId, dataDir } = config
  if (!settings) return
  const adapter = await loadAdapter(() => import('../../adapters/whatsapp-web/index.ts'), 'WhatsApp Web', log)
  if (!adapter) return
  log.warn(
    { code: 'whatsapp-web.risk' },
    'WhatsApp Web is on: WhatsApp does not allow programs here and may close the account for good, without notice. Keep another channel open (docs/fr/canaux/whatsapp-web.md).',
  )
  const channel = adapter.createWhatsAppWeb({
    ...settings,
    folder: join(dataDir, adapter.NAME),
    receive,
    takeReceipts: createTakeReceipts({ store, networkId, mask: maskSecrets, now }),
    isHeardBack: () => isHeardBack(store, networkId, adapter.NAME, now()),
    onTrouble(trouble) {
      if (trouble === null) log.info({ code: 'whatsapp-web.open' }, 'WhatsApp Web is open and linked.')
      else log.error({ code: `whatsapp-web.${trouble}` }, adapter.lineFor(trouble))
    },
    report: ({ code, error }) => log.error({ code, error: describeFault(error) }),
    now,
  })
  channels.set(channel.name, channel)
  // opens in its own time: the rest of the house does not wait for a browser
  channel.start()
}
