import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from '../../network/people/accounts.ts'
import { hasAccounts } from '../../network/people/sessions.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { PASSWORD } from './visitor.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('a network whose neighbour on the same database has accounts is still offered its first one', async () => {
  const { store, now } = house.passerelle
  const person = { login: 'claire', firstName: 'Claire', role: 'admin' as const, password: PASSWORD }
  await createAccount(store, { ...person, networkId: 'hetre' }, now())
  expect([await hasAccounts(store, 'hetre'), await hasAccounts(store, 'passerelle')]).toEqual([true, false])
})
