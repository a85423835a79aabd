import type { Config } from '../config.ts'
import { type Check, check } from './check.ts'
import { checkBotFramework } from './check-bot-framework.ts'
import { checkSms } from './check-sms.ts'
import { checkTelegram } from './check-telegram.ts'
import { checkWhatsAppCloud } from './check-whatsapp-cloud.ts'
import { checkWhatsAppWeb } from './check-whatsapp-web.ts'

/** Asks each platform that is on whether it knows us. */
export async function checkChannels({
  botFramework,
  sms,
  telegram,
  whatsAppCloud,
  whatsAppWeb,
  dataDir,
  publicUrl,
}: Config): Promise<Check[]> {
  const webChat = check('web chat', 'ok', 'needs nothing but the service itself')
  return [
    webChat,
    ...(await Promise.all([
      checkTelegram(telegram),
      checkSms(sms),
      checkWhatsAppCloud(whatsAppCloud, publicUrl),
      checkBotFramework(botFramework),
      checkWhatsAppWeb(whatsAppWeb, dataDir),
    ])),
  ]
}
