import type { FastifyInstance } from 'fastify'
import type { Passerelle } from '../passerelle.ts'
import { openBotFramework } from './open-bot-framework.ts'
import { openSms } from './open-sms.ts'
import { openTelegram } from './open-telegram.ts'
import { openWebChat } from './open-web-chat.ts'
import { openWhatsAppCloud } from './open-whatsapp-cloud.ts'
import { openWhatsAppWeb } from './open-whatsapp-web.ts'

/** Every channel the house has; each opens itself when its settings are there, and adds itself to `passerelle.channels`. */
const doors = [openWebChat, openTelegram, openSms, openWhatsAppCloud, openBotFramework, openWhatsAppWeb]

export async function openChannels(app: FastifyInstance, passerelle: Passerelle): Promise<void> {
  for (const open of doors) await open(app, passerelle)
}
