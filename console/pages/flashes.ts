import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { isoDay, localTime, momentOf, readIsoDay } from '../../network/local-time.ts'
import type { FlashDraft, PublishedFlash } from '../actions.ts'
import { addListPage, type Filled, type ReadForm } from '../add-list-page.ts'
import { unofficialLinks } from '../check-links.ts'
import { errorsOf } from '../errors-of.ts'
import type { Guard, Visitor } from '../guard.ts'
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

type Field = keyof z.infer<typeof schema>

/** Short dated answers that outrank everything else while they last. */
export function addFlashes(
  app: FastifyInstance,
  { parts, guard, show }: { parts: Pick<ConsoleParts, 'flashes' | 'network' | 'now'>; guard: Guard; show: Show },
): void {
  const { flashes, network, now } = parts

  addListPage(app, guard, {
    path: '/console/flash',
    roles: allowed.flash,
    names: { title: 'titre', text: 'texte', source: 'source', keywords: 'mots', until: 'fin' },
    empty: { title: '', text: '', source: '', keywords: '', until: '' },
    read: readFlash,
    add: flashes.publish,
    take: { verb: 'fin', away: flashes.end },
    notices: { added: 'published', taken: 'ended' },
    show: showPage,
  })

  async function showPage(reply: FastifyReply, visitor: Visitor, filled: Filled<Field>, notice: string) {
    const all = await flashes.list(visitor.account)
    const isCurrent = ({ expiresAt }: PublishedFlash) => expiresAt > now()
    const data = {
      ...filled,
      soonest: dayOf(now() + DAY_MS),
      latest: dayOf(now() + LONGEST_DAYS * DAY_MS),
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

  function readFlash(fields: Filled<Field>['fields']): ReadForm<Field, FlashDraft> {
    const read = schema.safeParse(fields)
    const errors: Filled<Field>['errors'] = read.success ? {} : errorsOf(read.error)
    const [link] = unofficialLinks(fields.text)
    if (link) errors.text ??= texts.flash.link.replace('{link}', link)
    if (!read.success || link) return { kind: 'wrong', errors }
    const { until, keywords, ...said } = read.data
    if (keywords.length === 0) return { kind: 'wrong', errors: { keywords: texts.flash.keywords } }
    if (until < dayOf(now() + DAY_MS) || until > dayOf(now() + LONGEST_DAYS * DAY_MS))
      return { kind: 'wrong', errors: { until: texts.flash.expires } }
    return { kind: 'good', draft: { ...said, keywords, expiresAt: endOf(until) } }
  }

  /** The last day counts whole, by the network's own clock. */
  function endOf(day: string): number {
    return momentOf(readIsoDay(day), 24 * 60 - 1, network().timeZone)
  }

  const dayOf = (at: number) => isoDay(localTime(at, network().timeZone))
}

function keywordsOf(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((keyword) => keyword.trim())
    .filter((keyword) => keyword.length >= 3 && keyword.length <= 60)
    .slice(0, 20)
}
