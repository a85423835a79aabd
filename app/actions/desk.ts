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
import { readQueue } from '../../handoff/tickets.ts'
import type { Passerelle } from '../passerelle.ts'

/** Who is there, what waits, what alarms. Every change is told to the open pages. */
export function createDeskActions({ store, now }: Passerelle): DeskActions {
  return {
    async read({ id, networkId }) {
      const { waiting, mine } = await readQueue(store, networkId, id)
      const { onDuty: present } = await readDesk(store, networkId, now())
      const alerts = await readAlerts(store, networkId)
      return { waiting, mine, present, alerts, onDuty: await isOnDuty(store, id, now()) }
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
