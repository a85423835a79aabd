import { z } from 'zod'

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/
const SURTAXED = /^(?:\+33|0)8[1-9]|^3[2-9]\d\d$/

const timeRange = z
  .strictObject({
    from: z.string().regex(TIME, 'write the hour like "09:00"'),
    to: z.string().regex(TIME, 'write the hour like "17:30"'),
  })
  .refine(({ from, to }) => from < to, '"to" must be later than "from"')

const day = z
  .array(timeRange)
  .refine((ranges) => inOrder(ranges), 'list the hours of a day in order, without overlap')
  .default([])

const openingHours = z.strictObject({
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: day,
})

const contact = z
  .strictObject({
    label: z.string().min(1),
    phone: z.string().min(1).optional(),
    cost: z.string().min(1).optional(),
    email: z.email().optional(),
  })
  .refine(
    ({ phone, cost }) => phone === undefined || cost !== undefined,
    'a phone number needs its "cost", said to people with it',
  )
  .refine(
    ({ phone }) => !SURTAXED.test(phone?.replace(/[ .]/g, '') ?? ''),
    'a number that costs more than an ordinary call cannot be given',
  )

/** Another network that can take over, when the person agrees: « Transférer à un autre réseau ». */
const partner = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  /** what it helps with and where, said to the mediator who chooses */
  covers: z.string().min(1),
  contact,
  /** its id, when it is served from the same database: the request then moves there */
  network: z.string().min(1).optional(),
})

const origin = z
  .string()
  .refine(
    isSafeOrigin,
    'a site is "https://www.ville.fr": https, no path and no slash at the end (http for localhost alone)',
  )

const isoDay = z.iso.date('write the day like "2026-12-25"')

const scheme = z.strictObject({
  label: z.string().min(1),
  /** nothing is said of a scheme until someone turns it on */
  on: z.boolean().default(false),
  from: isoDay.optional(),
  until: isoDay.optional(),
  places: z.array(z.string()).default([]),
})

const territory = z
  .string()
  .regex(
    /^(?:\d{2}|2[AB]|9[78]\d|\d{5}|2[AB]\d{3}|\d{9})$/,
    'a territory is a département ("87", "2A", "974"), a commune\'s INSEE code ("87161") or an EPCI\'s SIREN number (nine digits)',
  )

/** What one network decides about itself: the document people edit by hand in `data/networks/<id>.json`. */
export const networkSettingsSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is lower-case letters, digits and hyphens'),
  name: z.string().min(1),
  /** none: the network serves everyone whom no other network covers */
  territories: z.array(territory).default([]),
  timeZone: z.string().refine(isTimeZone, 'write a time zone like "Europe/Paris" or "Indian/Reunion"'),
  /** when a mediator is there; a day left out is closed */
  openingHours: openingHours.default(() => openingHours.parse({})),
  /** days when nobody is there in spite of the weekday: public holidays, leave */
  closedOn: z.array(isoDay).default([]),
  /** of the network, never of a named person */
  contact: contact.optional(),
  structures: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        name: z.string().min(1),
        commune: z.string().min(1),
        postcode: z.string().regex(/^\d{5}$/, 'a postcode is five digits in quotes'),
      }),
    )
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two structures have the same id')
    .default([]),
  /** replaces texts of the assistant, by their id */
  texts: z.record(z.string(), z.string().min(1)).default({}),
  retention: z
    .strictObject({
      /** after closing; never longer than people are told */
      conversationDays: z.int().min(1).max(30).default(30),
    })
    .default({ conversationDays: 30 }),
  partners: z
    .array(partner)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two partners have the same id')
    .default([]),
  routing: z
    .strictObject({
      /** how long a request is kept for those it suits best, before everyone on duty may take it */
      offerMinutes: z.int().min(0).max(120).default(10),
    })
    .default({ offerMinutes: 10 }),
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** sites that may show the widget, each as "https://www.ville.fr" */
  widgetOrigins: z.array(origin).default([]),
  /** local schemes, such as vouchers, by id */
  overlay: z.record(z.string(), scheme).default({}),
})

export type NetworkSettings = z.infer<typeof networkSettingsSchema>
export type Structure = NetworkSettings['structures'][number]
export type OpeningRange = z.infer<typeof timeRange>

function inOrder(ranges: readonly { from: string; to: string }[]): boolean {
  return ranges.every(({ from }, at) => at === 0 || from >= (ranges[at - 1]?.to ?? ''))
}

function isSafeOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { origin, protocol, hostname } = new URL(text)
  return (
    origin === text &&
    (protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1)$/.test(hostname)))
  )
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
