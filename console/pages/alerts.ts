import type { FastifyInstance } from 'fastify'
import { fieldOf, type Guard } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, type Show } from '../show.ts'
import texts from '../texts.fr.json' with { type: 'json' }
import { clockTime } from '../words-of-time.ts'

const PATH = '/console/prevenir'

/** « Me prévenir »: by what means a mediator hears from afar that somebody waits. */
export function addAlerts(
  app: FastifyInstance,
  {
    parts,
    guard,
    show,
  }: { parts: Pick<ConsoleParts, 'alerts' | 'network' | 'now' | 'mayTry'>; guard: Guard; show: Show },
): void {
  const { alerts } = parts

  app.get(
    PATH,
    guard(allowed.alerts, async (request, reply, visitor) => {
      const { addresses, eMail, pushKey } = await alerts.read(visitor.account)
      const when = (at: number) => clockTime(at, parts.now(), parts.network().timeZone)
      const data = {
        script: 'alerts.js',
        eMail,
        pushKey: pushKey ?? '',
        addresses: addresses.map(({ id, way, label, lastSentAt, error }) => ({
          id,
          label: label === '' ? texts.alertWays[way] : label,
          state: error === null ? '' : texts.alerts.failing,
          last: lastSentAt === 0 ? '' : texts.alerts.last.replace('{time}', when(lastSentAt)),
        })),
      }
      const notice = fieldOf(request.query, 'avis')
      return show(reply, { template: 'alerts', title: texts.menu.alerts, current: 'alerts', notice, data }, visitor)
    }),
  )

  app.post(
    PATH,
    guard(allowed.alerts, async (request, reply, { account }) => {
      // each one sends a first message somewhere
      if (!parts.mayTry(request.ip)) return reply.redirect(`${PATH}?avis=alerts-too-many`, 303)
      const device = fieldOf(request.body, 'appareil')
      const answer =
        device === ''
          ? await alerts.addEMail(account, fieldOf(request.body, 'adresse'))
          : await alerts.addDevice(account, device.slice(0, 4000))
      return reply.redirect(`${PATH}?avis=alerts-${answer.kind}`, 303)
    }),
  )

  app.post(
    `${PATH}/:id/retirer`,
    guard(allowed.alerts, async (request, reply, { account }) => {
      await alerts.remove(account, fieldOf(request.params, 'id'))
      return reply.redirect(`${PATH}?avis=alerts-removed`, 303)
    }),
  )
}
