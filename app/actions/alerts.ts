import { z } from 'zod'
import type { AlertActions } from '../../console/actions.ts'
import { listAddresses, removeAddress, saveAddress } from '../../handoff/alerts/addresses.ts'
import { writeTrial } from '../../handoff/alerts/write-alert.ts'
import type { AlertWay } from '../../messaging/alerter.ts'
import type { Account } from '../../network/people/accounts.ts'
import type { Passerelle } from '../passerelle.ts'

const eMailSchema = z.email().max(200)
const MOST_ADDRESSES = 8

/** Where a mediator is told from afar: asked for by themselves alone, kept sealed, ended at once. */
export function createAlertActions({
  alerters,
  box,
  config,
  now,
  store,
}: Pick<Passerelle, 'alerters' | 'box' | 'config' | 'now' | 'store'>): AlertActions {
  return {
    async read({ id }) {
      return {
        addresses: await listAddresses(store, box, id),
        eMail: alerters.all.has('e-mail'),
        pushKey: alerters.webPush?.publicKey ?? null,
      }
    },

    async addEMail(account, typed) {
      const address = eMailSchema.safeParse(typed.trim().toLowerCase())
      return address.success && alerters.all.has('e-mail')
        ? add(account, 'e-mail', address.data)
        : { kind: 'unreadable' }
    },

    async addDevice(account, subscription) {
      const read = alerters.webPush?.read(parse(subscription))
      return read ? add(account, 'web-push', JSON.stringify(read)) : { kind: 'unreadable' }
    },

    remove: ({ id }, addressId) => removeAddress(store, id, addressId),
  }

  /** Kept only once a first message got through: a mistyped address is found out now, not on the day somebody waits. */
  async function add({ id: accountId, networkId }: Account, way: AlertWay, address: string) {
    if ((await listAddresses(store, box, accountId)).length >= MOST_ADDRESSES) return { kind: 'too-many' as const }
    const link = config.publicUrl === null ? null : `${config.publicUrl}/console/prevenir`
    const outcome = await alerters.all.get(way)?.send(address, { ...writeTrial(), link })
    if (outcome?.kind !== 'sent') return { kind: 'not-reached' as const }
    await saveAddress(store, box, { networkId, accountId, way, address }, now())
    return { kind: 'done' as const }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
