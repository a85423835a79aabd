import { z } from 'zod'

const account = z.object({ id: z.string().min(1) })

/** What a pressed button sends back: ours alone has this shape. */
export const pressedSchema = z.object({ question: z.string(), number: z.string(), label: z.string() })

/** The part of an activity that we read; what channels add is let through and ignored. */
export const activitySchema = z.object({
  type: z.string(),
  id: z.string().min(1).max(512).optional(),
  channelId: z.string().min(1),
  serviceUrl: z.url(),
  conversation: z.object({ id: z.string().min(1).max(512), isGroup: z.boolean().optional() }),
  from: account,
  recipient: account.optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  membersAdded: z.array(account).optional(),
  attachments: z.array(z.object({ contentType: z.string(), contentUrl: z.string().optional() })).optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
})

export type BotActivity = z.infer<typeof activitySchema>

/** Kept, encrypted, to answer later: where, to which conversation, from whom to whom. */
export const addressSchema = z.object({
  serviceUrl: z.url(),
  channelId: z.string(),
  conversation: z.object({ id: z.string() }),
  user: account,
  bot: account,
})

export type BotAddress = z.infer<typeof addressSchema>
