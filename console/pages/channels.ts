import type { FastifyInstance } from 'fastify'
import type { ChannelState } from '../actions.ts'
import { type DrawnCode, drawCode } from '../draw-code.ts'
import type { Guard } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, type Show } from '../show.ts'
import texts from '../texts.fr.json' with { type: 'json' }

/** A code lives some twenty seconds: while one is shown the page is asked for again by itself, with or without JavaScript. */
const AGAIN_SECONDS = '10'

/** Each channel: does it work, and if not what to do. Where a phone must be linked, the code it scans: who sees it links the channel. */
export function addChannels(
  app: FastifyInstance,
  { parts, guard, show }: { parts: Pick<ConsoleParts, 'channels'>; guard: Guard; show: Show },
): void {
  app.get(
    '/console/canaux',
    guard(allowed.channels, async (_request, reply, visitor) => {
      const channels = (await parts.channels.states()).map(view)
      if (channels.some(({ code }) => code !== null)) reply.header('refresh', AGAIN_SECONDS)
      return show(reply, { template: 'channels', title: 'Canaux', current: 'channels', data: { channels } }, visitor)
    }),
  )
}

interface ChannelView {
  label: string
  isUp: boolean
  /** in English, as in the logs: for who runs the service */
  reason: string
  advice: string
  code: DrawnCode | null
}

const labels = new Map(Object.entries(texts.channels))

function view({ name, health, pairing }: ChannelState): ChannelView {
  const { reason, advice } = health.state === 'down' ? health : { reason: '', advice: '' }
  return {
    label: labels.get(name) ?? name,
    isUp: health.state === 'up',
    reason,
    advice,
    code: pairing === null ? null : drawCode(pairing),
  }
}
