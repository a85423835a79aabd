import type { ProfileActions } from '../../console/actions.ts'
import { readProfile, saveProfile } from '../../handoff/roster.ts'
import { loadCommunes } from '../../network/communes/communes.ts'
import { findTerritory } from '../../network/communes/find-territory.ts'
import { type Account, listAccounts } from '../../network/people/accounts.ts'
import type { Passerelle } from '../passerelle.ts'

/** One's own profile, or for a lead anyone's of the network. */
export function createProfileActions({ store }: Passerelle): ProfileActions {
  return {
    async read(account, id) {
      const person = await editable(account, id)
      return person && { person, profile: await readProfile(store, person.id) }
    },
    async save(account, id, profile) {
      const person = await editable(account, id)
      if (!person) return false
      await saveProfile(store, account.networkId, person.id, profile)
      store.announce({ topic: 'queue', id: account.networkId })
      return true
    },
    placeNamed,
  }

  async function editable(account: Account, id: string): Promise<Account | null> {
    if (id === account.id) return account
    if (account.role !== 'lead' && account.role !== 'admin') return null
    return (await listAccounts(store, account.networkId)).find((one) => one.id === id) ?? null
  }
}

/** « 87 », « 200066512 », « 87161 », « Bellac », « 87400 »: a territory's code and the name it is shown by. */
function placeNamed(text: string): { code: string; label: string } | null {
  const communes = loadCommunes()
  const said = text.trim()
  const upper = said.toUpperCase()
  if (communes.departements.has(upper) || /^\d{9}$/.test(said)) return { code: upper, label: upper }
  const answer = findTerritory(communes, said)
  const commune = answer.kind === 'found' ? answer.commune : communes.byCode.get(upper)
  return commune ? { code: commune.codeInsee, label: commune.name } : null
}
