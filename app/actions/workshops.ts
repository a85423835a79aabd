import type { WorkshopActions } from '../../console/actions.ts'
import { addWorkshop, removeWorkshop, upcomingWorkshops } from '../../handoff/workshops/workshops.ts'
import type { Passerelle } from '../passerelle.ts'

export function createWorkshopActions({ store, now }: Passerelle): WorkshopActions {
  return {
    upcoming: ({ networkId }) => upcomingWorkshops(store, networkId, now()),
    async add({ networkId }, workshop) {
      await addWorkshop(store, networkId, workshop, now())
    },
    cancel: ({ networkId }, id) => store.transaction((handle) => removeWorkshop(handle, networkId, id)),
  }
}
