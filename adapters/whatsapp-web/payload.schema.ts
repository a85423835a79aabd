import { z } from 'zod'

/** An id comes whole (`_serialized`) or as its text, depending on the page's version. */
const wid = z.union([z.string(), z.object({ _serialized: z.string() }).transform((id) => id._serialized)])

/** The part of a message that we read; what WhatsApp adds later is let through and ignored. */
export const messageSchema = z.object({
  id: z.object({ fromMe: z.boolean(), remote: wid, id: z.string().min(1), _serialized: z.string().min(1) }),
  type: z.string(),
  /** seconds */
  t: z.number().optional(),
  from: wid,
  body: z.string().nullish(),
  caption: z.string().nullish(),
  lat: z.number().optional(),
  lng: z.number().optional(),
  /** where the page finds a file; without it there is none to open */
  directPath: z.string().nullish(),
  isStatusV3: z.boolean().nullish(),
  broadcast: z.boolean().nullish(),
  /** milliseconds, on a message changed after it was sent */
  latestEditSenderTimestampMs: z.number().nullish(),
})

export type WhatsAppMessage = z.infer<typeof messageSchema>

export const voteSchema = z.object({
  voter: wid,
  selectedOptions: z.array(z.object({ localId: z.number().int() })),
  interractedAtTs: z.number(),
  parentMsgKey: z.object({ id: z.string(), fromMe: z.boolean() }),
})
