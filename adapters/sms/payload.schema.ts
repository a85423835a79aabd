import { z } from 'zod'

/** A message that came in; what providers add is let through and ignored. */
export const messageSchema = z.object({
  MessageSid: z.string().min(1).max(64),
  From: z.string().min(1).max(64),
  Body: z.string().default(''),
  NumMedia: z.coerce.number().int().min(0).default(0),
  MediaContentType0: z.string().optional(),
})

/** What became of a message we sent. */
export const statusSchema = z.object({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string(),
  ErrorCode: z.string().optional(),
})

export type SmsMessage = z.infer<typeof messageSchema>
