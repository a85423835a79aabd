import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { releaseAbandoned } from '../../app/actions/release-abandoned.ts'
import { createAccount } from '../../network/people/accounts.ts'
import { openTestHouse, settle, type TestHouse } from '../house.ts'

describe('a ticket whose mediator has left', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  it('goes back to the queue two hours after the person wrote, and the person is told', async () => {
    const { passerelle } = house
    const account = await createAccount(
      passerelle.store,
      {
        networkId: 'passerelle',
        login: 'nadia',
        firstName: 'Nadia',
        role: 'mediator',
        password: 'un-mot-de-passe-long',
      },
      passerelle.now(),
    )
    if (account) house.mediator.id = account.id
    await house.setOnDuty(true)
    const person = house.newPerson()
    for (const text of ['humain', '87400', 'oui']) await person.sends({ kind: 'text', text })
    await person.mediator('claim')
    await house.wait('1 minute')
    await person.sends({ kind: 'text', text: 'vous êtes là ?' })
    expect(await releaseAbandoned(passerelle, 'passerelle')).toBe(0)

    await house.wait('3 heures')
    // the house's own maintenance may have been quicker: either way it is released, and said, once
    await releaseAbandoned(passerelle, 'passerelle')
    await settle(passerelle)
    expect((await person.ticket())?.status).toBe('open')
    expect(person.replies().filter((reply) => reply.id === 'handoff.released')).toHaveLength(1)
  })

  it('and one given back is spoken of again, once', async () => {
    await house.setOnDuty(true)
    const person = house.newPerson()
    for (const text of ['humain', '87400', 'oui']) await person.sends({ kind: 'text', text })
    await person.mediator('claim')
    await house.wait('5 heures')
    await house.setOnDuty(true)
    await person.mediator('release')
    await house.wait('3 heures')
    const ids = person.replies().map((reply) => reply.id)
    expect(ids.filter((id) => /still-waiting|new-promise/.test(id))).toHaveLength(1)
  })
})
