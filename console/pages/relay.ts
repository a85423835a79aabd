import type { FastifyInstance, FastifyReply } from 'fastify'
import { fieldOf, type Guard, type Visitor } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, type Show } from '../show.ts'
import texts from '../texts.fr.json' with { type: 'json' }

/** « Reprendre une conversation »: somebody at the desk reads out the code the robot gave them. */
export function addRelay(
  app: FastifyInstance,
  { parts, guard, show }: { parts: Pick<ConsoleParts, 'relay'>; guard: Guard; show: Show },
): void {
  app.get(
    '/console/reprendre',
    guard(allowed.relay, async (_request, reply, visitor) => showForm(reply, visitor, '')),
  )

  app.post(
    '/console/reprendre',
    guard(allowed.relay, async (request, reply, visitor) => {
      const answer = await parts.relay.take(visitor.account, fieldOf(request.body, 'code').slice(0, 40))
      if (answer.kind === 'done')
        return reply.redirect(`/console/tickets/${encodeURIComponent(answer.ticketId)}#bas`, 303)
      return showForm(reply.code(answer.kind === 'too-many' ? 429 : 400), visitor, texts.relay[answer.kind])
    }),
  )

  /** A wrong code is not shown again: it may be right, of another conversation, in a minute. */
  function showForm(reply: FastifyReply, visitor: Visitor, error: string) {
    return show(
      reply,
      { template: 'relay', title: 'Reprendre une conversation', current: 'relay', data: { error } },
      visitor,
    )
  }
}
