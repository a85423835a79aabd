import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { TicketView } from '../actions.ts'
import { fieldOf, type Guard, type Visitor } from '../guard.ts'
import type { LivePages } from '../live-pages.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, type Show } from '../show.ts'
import { heldWords } from '../show-holder.ts'
import type { ShowLines } from '../show-lines.ts'
import type { ShowTicket } from '../show-ticket.ts'
import { showWindow } from '../show-window.ts'
import { addTicketActs, type Unsent } from './ticket-acts.ts'
import { addTicketPieces } from './ticket-pieces.ts'

export interface TicketPage {
  parts: Pick<ConsoleParts, 'tickets' | 'refuse' | 'render' | 'network' | 'now'>
  guard: Guard
  show: Show
  showTicket: ShowTicket
  showLines: ShowLines
  live: LivePages
}

const nothingUnsent: Unsent = { draft: '', error: '', links: [] }

export function addTicket(app: FastifyInstance, page: TicketPage): void {
  const { parts, guard, show, showTicket, showLines, live } = page
  const { tickets } = parts

  app.get(
    '/console/tickets/:id',
    guard(allowed.queue, async (request, reply, visitor) => {
      const id = fieldOf(request.params, 'id')
      await tickets.markSeen(visitor.account, id)
      const view = await tickets.read(visitor.account, id)
      if (!view) return parts.refuse(request, reply, 404)
      return showView(reply, visitor, view, nothingUnsent, fieldOf(request.query, 'avis'))
    }),
  )

  app.get(
    '/console/tickets/:id/events',
    guard(allowed.queue, async (request, reply, visitor) => {
      const id = fieldOf(request.params, 'id')
      const first = await tickets.read(visitor.account, id)
      if (!first) return reply.code(204).send()
      const { conversationId } = first.ticket
      let after = lastLine(request.headers['last-event-id']) || fieldOf(request.query, 'after')
      let held = heldWords(first, visitor.account)
      let window = windowOf(first)?.words ?? ''
      return live.open(reply, visitor, {
        concerns: ({ about, id: changed }) =>
          about === 'queue' ? changed === visitor.account.networkId : changed === conversationId,
        async bring(push) {
          const view = await tickets.read(visitor.account, id)
          const now = view ? heldWords(view, visitor.account) : ''
          if (now !== held) push({ event: 'held', data: now })
          held = now
          const limit = windowOf(view)?.words ?? ''
          if (limit !== window) push({ event: 'window', data: limit })
          window = limit
          const lines = view?.lines.filter((line) => line.id > after) ?? []
          after = lines.at(-1)?.id ?? after
          if (lines.length > 0)
            push({ id: after, data: parts.render('lines', { lines: showLines(lines, heldBy(view, visitor)) }) })
        },
      })
    }),
  )

  app.post(
    '/console/tickets/:id/vu',
    guard(allowed.queue, async (request, reply, { account }) => {
      await tickets.markSeen(account, fieldOf(request.params, 'id'))
      return reply.code(204).send()
    }),
  )

  addTicketActs(app, { parts, guard, showView, windowOf })
  addTicketPieces(app, { parts, guard })

  function windowOf(view: TicketView | null) {
    return showWindow(view?.window ?? null, parts.now(), parts.network().timeZone)
  }

  function showView(reply: FastifyReply, visitor: Visitor, view: TicketView, unsent: Unsent, notice = '') {
    const ticket = showTicket(view.ticket)
    const { status } = view.ticket
    const data = {
      ticket,
      held: heldWords(view, visitor.account),
      window: windowOf(view),
      mayClaim: status === 'open',
      isMine: heldBy(view, visitor) !== null,
      lines: showLines(view.lines, heldBy(view, visitor)),
      after: view.lines.at(-1)?.id ?? '',
      suggestion: view.suggestion,
      partners: parts.network().partners,
      token: randomBytes(16).toString('base64url'),
      ...unsent,
    }
    return show(reply, { template: 'ticket', title: ticket.title, current: 'queue', notice, data }, visitor)
  }
}

/** The ticket's id when this visitor is the one who answers it. */
function heldBy(view: TicketView | null, { account }: Visitor): string | null {
  const ticket = view?.ticket
  return ticket?.status === 'claimed' && ticket.claimedBy === account.id ? ticket.id : null
}

const lastLine = (header: string | string[] | undefined) => (typeof header === 'string' ? header : '')
