import { z } from 'zod'

const day = z.iso.date('une date de la forme 2025-09-29')
/** a message or a part of one: short enough to be read on a small screen */
const said = (most: number) => z.string().trim().min(1).max(most)

/** The parts of an article a first question may lead to. */
export const answerParts = [
  'short',
  'steps',
  'prepare',
  'without_internet',
  'without_printer',
  'recourse',
  'call',
] as const

/** Leads to another topic, or to a part of this article. `words`: the person who wrote one of them is not asked. */
const firstChoice = z
  .strictObject({
    label: said(20),
    topic: z.string().optional(),
    section: z.enum(answerParts).optional(),
    words: z.array(z.string().regex(/^[a-z0-9' ]+$/, 'des mots en minuscules, sans accent')).default([]),
  })
  .refine(
    ({ topic, section }) => (topic === undefined) !== (section === undefined),
    'un choix mène à « topic » ou à « section », pas aux deux',
  )

/** The front matter of one article. Lengths are characters; every text is said as it stands, so it is plain text. */
export const articleSchema = z.strictObject({
  id: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/),
  title: said(90),
  label: said(20),
  short: said(300),
  steps: z
    .array(z.strictObject({ say: said(250), stuck: said(260) }))
    .min(2)
    .max(8)
    .optional(),
  /** where one fact decides: asked before the answer, unless the person's words already say it */
  ask_first: z
    .strictObject({
      question: said(200),
      choices: z.array(firstChoice).min(2).max(4),
    })
    .optional(),
  prepare: said(300).optional(),
  if_you_wait: said(260).optional(),
  correctable: said(260).optional(),
  without_internet: said(300).optional(),
  without_printer: said(260).optional(),
  recourse: said(300).optional(),
  call: said(220).optional(),
  site: z.strictObject({ words: said(140), link: z.url().optional() }).optional(),
  warning: said(260).optional(),
  related: z.array(z.string()).optional(),
  confused_with: z.array(z.string()).optional(),
  /** sourced: short answer and steps stand on the source; partly: some of it; unsourced: only the body and its site are certain */
  standing: z.enum(['sourced', 'partly', 'unsourced']),
  source: said(160),
  source_url: z.url().optional(),
  read_at: z.string().optional(),
  source_dated: day,
  read_on: day,
  checked_by: said(60),
  expires_on: day,
  to_verify: z.array(z.string()).optional(),
})

export type Article = z.infer<typeof articleSchema>
