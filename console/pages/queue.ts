import type { FastifyInstance } from 'fastify'
import { fieldOf, type Guard } from '../guard.ts'
import type { LiveQueues } from '../live-queues.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, everyone, homeOf, type Show } from '../show.ts'
import type { QueueView } from '../show-queue.ts'

export interface QueuePage {
  parts: Pick<ConsoleParts, 'desk'>
  guard: Guard
  show: Show
  view: QueueView
  live: LiveQueues
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
    guard(allowed.queue, async (_request, reply, visitor) => live.open(reply, visitor)),
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
