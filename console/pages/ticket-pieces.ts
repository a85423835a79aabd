import type { FastifyInstance } from 'fastify'
import { fieldOf, type Guard } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { pieceType } from '../piece-type.ts'
import { allowed } from '../show.ts'

/** What a stranger sent runs nothing, reaches nothing, and is in no cache. */
const policy = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"

/** Pictures and voice notes, fetched from the person's platform each time and kept nowhere; for the ticket's holder alone. */
export function addTicketPieces(
  app: FastifyInstance,
  { parts, guard }: { parts: Pick<ConsoleParts, 'tickets' | 'refuse'>; guard: Guard },
): void {
  app.get(
    '/console/tickets/:id/pieces/:line',
    guard(allowed.queue, async (request, reply, { account }) => {
      const line = fieldOf(request.params, 'line')
      const piece = await parts.tickets.piece(account, fieldOf(request.params, 'id'), line)
      if (piece.kind === 'none') return parts.refuse(request, reply, 404)
      if (piece.kind === 'away') return parts.refuse(request, reply, 502)
      const { type, extension, inline } = pieceType(piece.body)
      return reply
        .header('content-security-policy', policy)
        .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename="piece.${extension}"`)
        .type(type)
        .send(Buffer.from(piece.body))
    }),
  )
}
