import type { FastifyInstance } from 'fastify'
import type { Guard } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, type Show } from '../show.ts'
import { clockTime } from '../words-of-time.ts'

/** Replies no channel would take: which channel, when and why, never the words. */
export function addSendings(
  app: FastifyInstance,
  { parts, guard, show }: { parts: Pick<ConsoleParts, 'sendings' | 'network' | 'now'>; guard: Guard; show: Show },
): void {
  const { sendings, network, now } = parts
  app.get(
    '/console/envois',
    guard(allowed.sendings, async (_request, reply, visitor) => {
      const letters = await sendings.deadLetters(visitor.account)
      const data = {
        letters: letters.map(({ id, channel, reason, createdAt }) => ({
          id,
          channel,
          reason,
          time: clockTime(createdAt, now(), network().timeZone),
        })),
      }
      return show(reply, { template: 'sendings', title: 'Envois', current: 'sendings', data }, visitor)
    }),
  )
}
