import type { PeopleActions, TicketActions } from '../../console/actions.ts'
import { removeAddressesOf } from '../../handoff/alerts/addresses.ts'
import { signOffDuty } from '../../handoff/desk.ts'
import { readQueue } from '../../handoff/tickets.ts'
import { type Account, createAccount, disableAccount, listAccounts, logIn } from '../../network/people/accounts.ts'
import {
  closeSession,
  inviteAccount,
  openSession,
  readInvitation,
  readSession,
  spendInvitation,
} from '../../network/people/sessions.ts'
import type { Role } from '../../network/people/tables.ts'
import type { Passerelle } from '../passerelle.ts'

/** Nobody makes or ends an account above their own. */
const mayManage: Record<Role, Role[]> = {
  admin: ['mediator', 'lead', 'curator', 'admin'],
  lead: ['mediator', 'curator'],
  curator: [],
  mediator: [],
}

const may = (account: Account, role: Role) => mayManage[account.role].includes(role)

class InvitationSpent extends Error {}

export function createPeopleActions(
  { store, now }: Passerelle,
  tickets: Pick<TicketActions, 'release'>,
): PeopleActions {
  return {
    sessionOf: (token) => readSession(store, token, now()),

    async logIn(login, password) {
      const answer = await logIn(store, login, password, now())
      if (answer.kind !== 'ok') return answer
      // a new day starts off duty, whatever was forgotten the day before
      await signOffDuty(store, answer.account.id)
      return { ...answer, token: await openSession(store, answer.account, now()) }
    },

    async logOut({ account }, token) {
      await signOffDuty(store, account.id)
      await closeSession(store, token)
    },

    invitation: (token) => readInvitation(store, token, now()),

    async accept(token, person) {
      try {
        return await store.transaction(async (handle) => {
          const invitation = await readInvitation(handle, token, now())
          if (!invitation) return { kind: 'spent' }
          const account = await createAccount(handle, { ...person, ...invitation }, now())
          if (!account) return { kind: 'login-taken' }
          // the account goes with it: one link makes one account, however many press at once
          if (!(await spendInvitation(handle, token, now()))) throw new InvitationSpent()
          return { kind: 'ok', token: await openSession(handle, account, now()) }
        })
      } catch (error) {
        if (error instanceof InvitationSpent) return { kind: 'spent' }
        throw error
      }
    },

    list: (account) => listAccounts(store, account.networkId),

    mayManage: may,

    async invite(account, role) {
      return may(account, role) ? inviteAccount(store, account.networkId, role, now()) : null
    },

    async disable(account, id) {
      const other = await accountOf(account, id)
      if (!other || other.id === account.id || !may(account, other.role)) return false
      // nobody may be left waiting for somebody who cannot come back
      for (const ticket of (await readQueue(store, other.networkId, id)).mine) await tickets.release(other, ticket.id)
      await disableAccount(store, account.networkId, id)
      await signOffDuty(store, id)
      await removeAddressesOf(store, id)
      return true
    },
  }

  async function accountOf(account: Account, id: string): Promise<Account | undefined> {
    return (await listAccounts(store, account.networkId)).find((one) => one.id === id)
  }
}
