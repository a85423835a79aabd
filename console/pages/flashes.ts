import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { localTime, momentOf } from '../../network/local-time.ts'
import type { FlashDraft, PublishedFlash } from '../actions.ts'
import { unofficialLinks } from '../check-links.ts'
import { fieldOf, type Guard, type Visitor } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, type Show } from '../show.ts'
import texts from '../texts.fr.json' with { type: 'json' }
import { frenchDay } from '../words-of-time.ts'

const DAY_MS = 24 * 3_600_000
/** A flash answer is for what is true for a while; what lasts is an article. */
const LONGEST_DAYS = 90

const schema = z.object({
  title: z.string().trim().min(1, texts.flash.title).max(90, texts.flash.title),
  text: z.string().trim().min(1, texts.flash.text).max(300, texts.flash.text),
  source: z.string().trim().min(1, texts.flash.source).max(160, texts.flash.source),
  keywords: z.string().transform(keywordsOf),
  until: z.iso.date(texts.flash.expires),
})

type Fields = Record<'title' | 'text' | 'source' | 'keywords' | 'until', string>
type Errors = Partial<Fields>
type Read = { kind: 'good'; flash: FlashDraft } | { kind: 'wrong'; errors: Errors }

/** Short dated answers that outrank everything else while they last. */
export function addFlashes(
  app: FastifyInstance,
  { parts, guard, show }: { parts: Pick<ConsoleParts, 'flashes' | 'network' | 'now'>; guard: Guard; show: Show },
): void {
  const { flashes, network, now } = parts

  app.get(
    '/console/flash',
    guard(allowed.flash, async (request, reply, visitor) =>
      showPage(reply, visitor, emptyFields, {}, fieldOf(request.query, 'avis')),
    ),
  )

  app.post(
    '/console/flash',
    guard(allowed.flash, async (request, reply, visitor) => {
      const fields = fieldsOf(request.body)
      const read = readFlash(fields)
      if (read.kind === 'wrong') return showPage(reply.code(400), visitor, fields, read.errors)
      await flashes.publish(visitor.account, read.flash)
      return reply.redirect('/console/flash?avis=published', 303)
    }),
  )

  app.post(
    '/console/flash/:id/fin',
    guard(allowed.flash, async (request, reply, { account }) => {
      await flashes.end(account, fieldOf(request.params, 'id'))
      return reply.redirect('/console/flash?avis=ended', 303)
    }),
  )

  async function showPage(reply: FastifyReply, visitor: Visitor, fields: Fields, errors: Errors, notice = '') {
    const all = await flashes.list(visitor.account)
    const isCurrent = ({ expiresAt }: PublishedFlash) => expiresAt > now()
    const data = {
      fields,
      errors,
      soonest: isoDay(now() + DAY_MS),
      latest: isoDay(now() + LONGEST_DAYS * DAY_MS),
      current: all.filter(isCurrent).map(shown),
      toReview: all.filter((flash) => !isCurrent(flash) && flash.reviewedAt === null).map(shown),
    }
    return show(reply, { template: 'flashes', title: 'Réponses flash', current: 'flash', notice, data }, visitor)
  }

  const shown = (flash: PublishedFlash) => ({
    ...flash,
    keywords: flash.keywords.join(', '),
    until: frenchDay(flash.expiresAt, network().timeZone),
  })

  function readFlash(fields: Fields): Read {
    const read = schema.safeParse(fields)
    const errors: Errors = {}
    if (!read.success) for (const { path, message } of read.error.issues) errors[path[0] as keyof Fields] ??= message
    const [link] = unofficialLinks(fields.text)
    if (link) errors.text ??= texts.flash.link.replace('{link}', link)
    if (!read.success || link) return { kind: 'wrong', errors }
    const { until, keywords, ...said } = read.data
    if (keywords.length === 0) return { kind: 'wrong', errors: { keywords: texts.flash.keywords } }
    if (until < isoDay(now() + DAY_MS) || until > isoDay(now() + LONGEST_DAYS * DAY_MS))
      return { kind: 'wrong', errors: { until: texts.flash.expires } }
    return { kind: 'good', flash: { ...said, keywords, expiresAt: endOf(until) } }
  }

  /** The last day counts whole, by the network's own clock. */
  function endOf(day: string): number {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
    return momentOf({ year, month, day: date }, 24 * 60 - 1, network().timeZone)
  }

  function isoDay(at: number): string {
    const { year, month, day } = localTime(at, network().timeZone)
    return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')
  }
}

const emptyFields: Fields = { title: '', text: '', source: '', keywords: '', until: '' }

const fieldsOf = (body: unknown): Fields => ({
  title: fieldOf(body, 'titre'),
  text: fieldOf(body, 'texte'),
  source: fieldOf(body, 'source'),
  keywords: fieldOf(body, 'mots'),
  until: fieldOf(body, 'fin'),
})

function keywordsOf(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((keyword) => keyword.trim())
    .filter((keyword) => keyword.length >= 3 && keyword.length <= 60)
    .slice(0, 20)
}
