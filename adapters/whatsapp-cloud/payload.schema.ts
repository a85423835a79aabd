import { z } from 'zod'

const text = z.string()
const file = z.object({ id: text, caption: text.optional() })
const reply = z.object({ id: text, title: text, description: text.optional() })

/** One message, the part of it that we read. The number (`from`) may be missing, and so may, from an older relay, the user's id. */
export const messageSchema = z.object({
  id: text.min(1),
  from: text.optional(),
  from_user_id: text.optional(),
  group_id: text.optional(),
  timestamp: text.or(z.number()).optional(),
  type: text,
  text: z.object({ body: text }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  audio: file.optional(),
  image: file.optional(),
  sticker: file.optional(),
  video: file.optional(),
  document: file.optional(),
  system: z
    .object({ type: text, wa_id: text.optional(), user_id: text.optional(), previous_user_id: text.optional() })
    .optional(),
  button: z.object({ text: text.optional(), payload: text.optional() }).optional(),
  interactive: z.object({ button_reply: reply.optional(), list_reply: reply.optional() }).optional(),
})

export const contactSchema = z.object({ wa_id: text.optional(), user_id: text.optional() })

/** What became of something we sent. */
export const statusSchema = z.object({
  id: text.min(1),
  status: text,
  biz_opaque_callback_data: text.optional(),
  errors: z.array(z.object({ code: z.number(), title: text.optional(), message: text.optional() })).optional(),
})

const list = z.array(z.unknown()).catch([])

/** The envelope. What is inside is read one by one: something new or odd does not keep the rest from being heard. */
export const webhookSchema = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(
    z.object({
      changes: z.array(
        z.object({
          field: text,
          value: z
            .object({
              metadata: z.object({ phone_number_id: text }).optional(),
              contacts: list,
              messages: list,
              statuses: list,
              errors: list,
            })
            .catch({ contacts: [], messages: [], statuses: [], errors: [] }),
        }),
      ),
    }),
  ),
})

export type WhatsAppMessage = z.infer<typeof messageSchema>
export type WhatsAppContact = z.infer<typeof contactSchema>
export type WhatsAppStatus = z.infer<typeof statusSchema>
