import { createWhatsAppWeb } from '../../adapters/whatsapp-web/index.ts'

/** A process of its own that runs WhatsApp Web and nothing else, to be killed: `run-alone.ts <folder> <chromium> <page>`. */
const [folder = '', chromium = '', page = ''] = process.argv.slice(2)

const channel = createWhatsAppWeb({
  folder,
  chromium,
  page,
  polls: false,
  receive: async () => {},
  takeReceipts: async () => {},
  isHeardBack: async () => true,
  onTrouble: () => {},
  report: () => {},
  now: Date.now,
})
// a test that was itself killed leaves nothing running
const parent = process.ppid
const watching = setInterval(() => {
  if (process.ppid !== parent) void stop()
}, 1_000)
async function stop() {
  clearInterval(watching)
  await channel.stop()
}
process.once('SIGTERM', () => void stop())
channel.start()
