import { z } from 'zod'

const user = z.object({ id: z.number(), is_bot: z.boolean().optional() })
const chat = z.object({ id: z.number(), type: z.string() })
const file = z.object({ file_id: z.string() })

const message = z.object({
  message_id: z.number(),
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  voice: file.optional(),
  audio: file.optional(),
  photo: z.array(file).optional(),
  document: file.optional(),
  video: file.optional(),
  video_note: file.optional(),
})

/** The part of an update that we read; what Telegram adds later is let through and ignored. */
export const updateSchema = z.object({
  update_id: z.number().int(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: user,
      data: z.string().optional(),
      message: z
        .object({
          chat,
          reply_markup: z
            .object({
              inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() }))),
            })
            .optional(),
        })
        .optional(),
    })
    .optional(),
})

export type Update = z.infer<typeof updateSchema>
export type TelegramMessage = z.infer<typeof message>
