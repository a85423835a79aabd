import type { DeskActions } from '../../console/actions.ts'
import {
  isOnDuty,
  keepOnDuty,
  markAlertSeen,
  readAlerts,
  readDesk,
  signOffDuty,
  signOnDuty,
} from '../../handoff/desk.ts'
import { standingOf } from '../../handoff/mediator-profile.ts'
import { readProfile } from '../../handoff/roster.ts'
import { readQueue } from '../../handoff/tickets.ts'
import type { Passerelle } from '../passerelle.ts'
import { createRouter, mayTake } from './route-tickets.ts'

/** Who is there, what waits, what alarms. Every change is told to the open pages. */
export function createDeskActions(passerelle: Passerelle): DeskActions {
  const { store, settings, now } = passerelle
  return {
    async read(account) {
      const { id, networkId } = account
      const timeZone = settings.get(networkId)?.timeZone ?? 'Europe/Paris'
      const { waiting, mine } = await readQueue(store, networkId, id)
      const routeOf = await createRouter(store, passerelle, networkId)
      const routed = waiting.map((ticket) => ({ ticket, route: routeOf(ticket) }))
      const { onDuty: present } = await readDesk(store, networkId, now(), timeZone)
      return {
        mine,
        present,
        forYou: routed.filter(({ route }) => route.first.includes(id)).map(({ ticket }) => ticket),
        waiting: routed.filter(({ route }) => !route.first.includes(id) && route.open).map(({ ticket }) => ticket),
        kept: routed
          .filter(({ route }) => !route.first.includes(id) && !route.open)
          .map(({ ticket, route }) => ({ ticket, until: route.until, mayTake: mayTake(account, route) })),
        alerts: await readAlerts(store, networkId),
        onDuty: await isOnDuty(store, id, now()),
        standing: standingOf(await readProfile(store, id), now(), timeZone),
      }
    },

    async setDuty({ id, networkId }, on) {
      if (on) await signOnDuty(store, networkId, id, now())
      else await signOffDuty(store, id)
      store.announce({ topic: 'queue', id: networkId })
    },

    keepDuty: ({ id }) => keepOnDuty(store, id, now()),

    async markAlertSeen({ id, networkId }, alertId) {
      await markAlertSeen(store, networkId, alertId, id)
      store.announce({ topic: 'queue', id: networkId })
    },
  }
}
