import type { NeedActions } from '../../console/actions.ts'
import { normalise } from '../../intents/language/normalise.ts'
import { groupNeeds } from '../../unmet-needs/group-needs.ts'
import { readDangers, readNeeds, readOutcomes, readRumours, setNeedState } from '../../unmet-needs/needs.ts'
import type { Passerelle } from '../passerelle.ts'

export function createNeedActions({ store }: Passerelle): NeedActions {
  return {
    async groups({ networkId }, month) {
      return groupNeeds(await readNeeds(store, networkId, month), normalise)
    },
    setState: ({ networkId }, ids, state) => setNeedState(store, networkId, ids, state),
    outcomes: ({ networkId }, month) => readOutcomes(store, networkId, month),
    rumours: ({ networkId }, month) => readRumours(store, networkId, month),
    dangers: ({ networkId }, month) => readDangers(store, networkId, month),
  }
}
