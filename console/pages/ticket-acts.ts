import type { FastifyInstance, FastifyReply } from 'fastify'
import type { TicketAnswer, TicketOutcome, TicketView } from '../actions.ts'
import { unofficialLinks } from '../check-links.ts'
import { fieldOf, type Guard, type Visitor } from '../guard.ts'
import { createOnce } from '../once.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, noticeText } from '../show.ts'
import type { ShownWindow } from '../show-window.ts'

export interface TicketActs {
  parts: Pick<ConsoleParts, 'tickets' | 'refuse'>
  guard: Guard
  showView(reply: FastifyReply, visitor: Visitor, view: TicketView, unsent: Unsent): FastifyReply
  /** how long its person may still be written to */
  windowOf(view: TicketView | null): ShownWindow | null
}

/** What was typed and not sent, and why. */
export interface Unsent {
  draft: string
  error: string
  links: string[]
}

const LONGEST_MESSAGE = 2000
const path = (id: string) => `/console/tickets/${encodeURIComponent(id)}`

/** The forms of a ticket's page. */
export function addTicketActs(app: FastifyInstance, { parts, guard, showView, windowOf }: TicketActs): void {
  const { tickets } = parts
  const once = createOnce()

  app.post(
    '/console/tickets/:id/ecrire',
    guard(allowed.queue, async (request, reply, visitor) => {
      const id = fieldOf(request.params, 'id')
      const draft = fieldOf(request.body, 'texte').trim()
      const view = await tickets.read(visitor.account, id)
      const window = windowOf(view)
      const unsent =
        problemOf(draft, fieldOf(request.body, 'lien').split(' ')) ??
        // it would be a dead letter, and its author would think it was read
        (window?.isOver ? { draft, error: window.words, links: [] } : null)
      if (unsent) {
        return view ? showView(reply.code(400), visitor, view, unsent) : parts.refuse(request, reply, 404)
      }
      const token = fieldOf(request.body, 'jeton')
      if (!once.spend(token)) return reply.redirect(`${path(id)}#bas`, 303)
      try {
        const answer = await tickets.say(visitor.account, id, draft)
        if (answer.kind !== 'done') once.giveBack(token)
        return answer.kind === 'done' ? reply.redirect(`${path(id)}#bas`, 303) : explain(reply, id, answer)
      } catch (error) {
        once.giveBack(token)
        throw error
      }
    }),
  )

  app.post(
    '/console/tickets/:id/prendre',
    guard(allowed.queue, async (request, reply, { account }) => {
      const id = fieldOf(request.params, 'id')
      const answer = await tickets.claim(account, id)
      const isMine = (await tickets.read(account, id))?.ticket.claimedBy === account.id
      return answer.kind === 'done' || isMine ? reply.redirect(`${path(id)}#bas`, 303) : explain(reply, id, answer)
    }),
  )

  app.post(
    '/console/tickets/:id/rendre',
    guard(allowed.queue, async (request, reply, { account }) => {
      const id = fieldOf(request.params, 'id')
      const answer = await tickets.release(account, id)
      return answer.kind === 'done' ? reply.redirect('/console?avis=released', 303) : explain(reply, id, answer)
    }),
  )

  app.post(
    '/console/tickets/:id/transferer',
    guard(allowed.queue, async (request, reply, { account }) => {
      const id = fieldOf(request.params, 'id')
      const answer = await tickets.offerTransfer(account, id, fieldOf(request.body, 'reseau'))
      return answer.kind === 'done'
        ? reply.redirect(`${path(id)}?avis=transfer-asked#bas`, 303)
        : explain(reply, id, answer)
    }),
  )

  app.post(
    '/console/tickets/:id/terminer',
    guard(allowed.queue, async (request, reply, { account }) => {
      const id = fieldOf(request.params, 'id')
      const outcome = outcomeOf(fieldOf(request.body, 'issue'))
      if (!outcome) return reply.redirect(`${path(id)}?avis=no-outcome#fin`, 303)
      const answer = await tickets.close(account, id, outcome)
      return answer.kind === 'done' ? reply.redirect('/console?avis=closed', 303) : explain(reply, id, answer)
    }),
  )

  /** The page shows how it stands now; what no longer exists is said on the queue. */
  function explain(reply: FastifyReply, id: string, { kind }: TicketAnswer) {
    return reply.redirect(kind === 'unknown' ? '/console?avis=unknown' : `${path(id)}?avis=${kind}`, 303)
  }
}

/** A link that is not official is sent only when it was shown to its author, who sent it all the same. */
function problemOf(draft: string, confirmed: string[]): Unsent | null {
  if (draft === '') return { draft, error: noticeText('empty'), links: [] }
  if (draft.length > LONGEST_MESSAGE) return { draft, error: noticeText('too-long'), links: [] }
  const links = unofficialLinks(draft)
  return links.every((link) => confirmed.includes(link)) ? null : { draft, error: '', links }
}

const outcomes: TicketOutcome[] = ['solved', 'directed', 'no-follow-up']
const outcomeOf = (given: string): TicketOutcome | undefined => outcomes.find((outcome) => outcome === given)
