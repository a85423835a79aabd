import type { FastifyInstance } from 'fastify'
import { fieldOf, type Guard } from '../guard.ts'
import type { LivePages } from '../live-pages.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, everyone, homeOf, type Show } from '../show.ts'
import type { QueueView } from '../show-queue.ts'

export interface QueuePage {
  parts: Pick<ConsoleParts, 'desk' | 'render'>
  guard: Guard
  show: Show
  view: QueueView
  live: LivePages
}

export function addQueue(app: FastifyInstance, { parts, guard, show, view, live }: QueuePage): void {
  const { desk } = parts

  app.get(
    '/console',
    guard(everyone, async (request, reply, visitor) => {
      const { role } = visitor.account
      if (!allowed.queue.includes(role)) return reply.redirect(homeOf(role), 303)
      const data = { ...(await view(visitor)), refresh: true }
      const notice = fieldOf(request.query, 'avis')
      return show(reply, { template: 'queue', title: 'File d’attente', current: 'queue', notice, data }, visitor)
    }),
  )

  app.get(
    '/console/events',
    guard(allowed.queue, async (_request, reply, visitor) => {
      let last = ''
      return live.open(reply, visitor, {
        concerns: ({ about, id }) => about === 'queue' && id === visitor.account.networkId,
        async bring(push) {
          const html = parts.render('queue-live', await view(visitor))
          if (html !== last) push({ event: 'queue', data: html })
          last = html
        },
      })
    }),
  )

  app.post(
    '/console/service',
    guard(allowed.queue, async (request, reply, { account }) => {
      await desk.setDuty(account, fieldOf(request.body, 'etat') === 'oui')
      return reply.redirect('/console', 303)
    }),
  )

  app.post(
    '/console/alertes/:id',
    guard(allowed.queue, async (request, reply, { account }) => {
      await desk.markAlertSeen(account, fieldOf(request.params, 'id'))
      return reply.redirect('/console', 303)
    }),
  )
}
