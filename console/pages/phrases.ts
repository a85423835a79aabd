import type { FastifyInstance } from 'fastify'
import { fieldOf, type Guard } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, type Show } from '../show.ts'
import texts from '../texts.fr.json' with { type: 'json' }
import { frenchDay } from '../words-of-time.ts'

const figures = new Map(Object.entries(texts.figures))

/** Wordings of people that the robot should have understood: given to a topic, they are learnt a few minutes later. */
export function addPhrases(
  app: FastifyInstance,
  { parts, guard, show }: { parts: Pick<ConsoleParts, 'phrases' | 'topicTitle' | 'network'>; guard: Guard; show: Show },
): void {
  const { phrases, topicTitle, network } = parts
  const topicNamed = (title: string) => phrases.topics().find((topic) => topic.title === title.trim())?.id ?? ''

  app.get(
    '/console/tournures',
    guard(allowed.needs, async (request, reply, visitor) => {
      const { phrases: all, last, state } = await phrases.read(visitor.account)
      const data = {
        topics: phrases.topics().map(({ title }) => title),
        phrases: all.map(({ id, text, topic }) => ({ id, text, topic: topicTitle(topic) ?? topic })),
        learning: texts.learning[state]
          .replace('{day}', last ? frenchDay(last.finishedAt, network().timeZone) : '')
          .replace('{figure}', figures.get(last?.shortfall?.figure ?? '') ?? '')
          .replace('{got}', percent(last?.shortfall?.got))
          .replace('{floor}', percent(last?.shortfall?.floor)),
      }
      const notice = fieldOf(request.query, 'avis')
      return show(reply, { template: 'phrases', title: 'Tournures', current: 'needs', notice, data }, visitor)
    }),
  )

  app.post(
    '/console/tournures',
    guard(allowed.needs, async (request, reply, { account }) => {
      const text = fieldOf(request.body, 'tournure').trim()
      if (text.length < 3 || text.length > 200) return reply.redirect('/console/tournures?avis=phrase-length', 303)
      const { kind } = await phrases.add(account, { topic: topicNamed(fieldOf(request.body, 'sujet')), text })
      return reply.redirect(`/console/tournures?avis=phrase-${kind}`, 303)
    }),
  )

  app.post(
    '/console/tournures/:id/retirer',
    guard(allowed.needs, async (request, reply, { account }) => {
      await phrases.remove(account, fieldOf(request.params, 'id'))
      return reply.redirect('/console/tournures?avis=phrase-removed', 303)
    }),
  )
}

const percent = (value = 0): string => String(value).replace('.', ',')
