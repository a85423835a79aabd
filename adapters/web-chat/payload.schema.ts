import { z } from 'zod'

/** Longer than this is a pasted file, not a question. */
export const LONGEST_MESSAGE = 2_000

const optionalNumber = (most: number) => z.coerce.number().min(-most).max(most).optional()

/** What the page's forms post. Their names are French, as the page is; one form sends one thing. */
export const formSchema = z.object({
  /** made with each form: the same form sent twice is one message */
  jeton: z.string().max(80).default(''),
  texte: z.string().optional(),
  /** the question a pressed button answers */
  question: z.string().max(80).default(''),
  /** « 1 Carte perdue » */
  choix: z.string().max(200).optional(),
  latitude: optionalNumber(90),
  longitude: optionalNumber(180),
  /** code of the place whose poster was scanned */
  lieu: placeCode().optional(),
})

export const pageSchema = z.object({ lieu: placeCode().optional().catch(undefined) })

export const eventsSchema = z.object({ after: z.string().max(64).default('') })

export type Form = z.infer<typeof formSchema>

function placeCode() {
  return z.string().regex(/^[\w-]{0,64}$/)
}
