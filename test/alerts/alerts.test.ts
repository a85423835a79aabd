import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createPeopleActions } from '../../app/actions/people.ts'
import { createTicketActions } from '../../app/actions/tickets.ts'
import { startAlerts } from '../../app/alerts/start-alerts.ts'
import { saveAddress } from '../../handoff/alerts/addresses.ts'
import type { AlertTables } from '../../handoff/alerts/tables.ts'
import { signOffDuty, signOnDuty } from '../../handoff/desk.ts'
import { emptyProfile, type MediatorProfile } from '../../handoff/mediator-profile.ts'
import { saveProfile } from '../../handoff/roster.ts'
import type { AlertMessage } from '../../messaging/alerter.ts'
import type { SendOutcome } from '../../messaging/channel.ts'
import { type Account, createAccount } from '../../network/people/accounts.ts'
import { NEVER } from '../../store/store.ts'
import { openTestHouse, type Person, type TestHouse } from '../house.ts'
import { until } from '../telegram/until.ts'

let house: TestHouse
const told: { to: string; message: AlertMessage }[] = []
let answer: (address: string) => SendOutcome = () => ({ kind: 'sent', nativeId: null })
let made = 0
const everyHour = [{ from: '00:00', to: '24:00' }]

beforeAll(async () => {
  house = await openTestHouse({ PUBLIC_URL: 'https://aide.example' })
  for (const way of ['e-mail', 'telegram-group', 'web-push'] as const)
    house.passerelle.alerters.all.set(way, {
      way,
      async send(to, message) {
        const outcome = answer(to)
        if (outcome.kind === 'sent') told.push({ to, message })
        return outcome
      },
      probe: async () => ({ state: 'up' }),
      stop: async () => {},
    })
})
afterAll(() => house.close())

/** Nobody of an earlier test is told any more. */
afterEach(async () => {
  answer = () => ({ kind: 'sent', nativeId: null })
  const db = house.passerelle.store.of<AlertTables>()
  for (const table of ['alert_tellings', 'alert_calls', 'alert_addresses'] as const)
    await db.deleteFrom(table).execute()
  told.length = 0
})

/** A mediator who asked to be told by e-mail; on duty unless said otherwise. */
async function mediator(profile: Partial<MediatorProfile> = {}, onDuty = true) {
  const { box, config, now, store } = house.passerelle
  const login = `alertee-${++made}`
  const account = await createAccount(
    store,
    { networkId: config.networkId, login, firstName: login, role: 'mediator', password: 'un mot de passe long' },
    now(),
  )
  if (!account) throw new Error('The login is taken.')
  await saveProfile(store, config.networkId, account.id, { ...emptyProfile, ...profile })
  if (onDuty) await signOnDuty(store, config.networkId, account.id, now())
  const address = `${login}@example.org`
  await saveAddress(store, box, { networkId: config.networkId, accountId: account.id, way: 'e-mail', address }, now())
  return { ...account, address, heard: () => told.filter(({ to }) => to === address).map(({ message }) => message) }
}

async function asks(...texts: string[]): Promise<Person> {
  const person = house.newPerson()
  for (const text of texts) await person.sends({ kind: 'text', text })
  return person
}
const waits = () => asks('mon voisin prend ma boite aux lettres', 'humain', '87400', 'oui')

/** Every call was looked at since, and nothing is left to tell now. */
async function quiet() {
  const { store, now } = house.passerelle
  const db = store.of<AlertTables>()
  await until(async () => {
    const calls = await db.selectFrom('alert_calls').select('id').where('due_at', '<=', now()).execute()
    const addresses = await db.selectFrom('alert_addresses').select('id').where('due_at', '<=', now()).execute()
    return calls.length + addresses.length === 0
  })
}

test('whoever went on duty is told where somebody waits and since when, and not a word of what they wrote', async () => {
  const nadia = await mediator()
  const absent = await mediator({ absence: { from: '2026-10-01', until: '2026-12-31' } })
  const off = await mediator({}, false)
  await waits()
  await until(() => nadia.heard().length > 0)
  await quiet()
  const [alert] = nadia.heard()
  expect(alert).toMatchObject({ urgent: false, title: 'Une personne attend', link: 'https://aide.example/console' })
  expect(alert?.text).toMatch(/^Une personne attend \(Saint-Léonard-de-Noblat, 87\) depuis \d+ h/)
  expect(JSON.stringify(alert)).not.toContain('voisin')
  expect([absent.heard(), off.heard()]).toEqual([[], []])
  await signOffDuty(house.passerelle.store, nadia.id)
})

test('a page asleep for an hour does not stop the call; hours of one’s own count without being on duty', async () => {
  const asleep = await mediator()
  const inHours = await mediator({ shifts: { ...emptyProfile.shifts, monday: everyHour, tuesday: everyHour } }, false)
  await house.wait('60 minutes')
  await waits()
  await until(() => asleep.heard().length > 0 && inHours.heard().length > 0)
  await saveProfile(house.passerelle.store, inHours.networkId, inHours.id, emptyProfile)
  await signOffDuty(house.passerelle.store, asleep.id)
})

test('three who wait within five minutes make two messages, and the second tells of all that is left', async () => {
  const nadia = await mediator()
  await waits()
  await until(() => nadia.heard().length === 1)
  await waits()
  await waits()
  await quiet()
  expect(nadia.heard()).toHaveLength(1)
  await house.wait('6 minutes')
  await until(() => nadia.heard().length === 2)
  expect(nadia.heard()[1]?.title).toBe('2 personnes attendent')
  await signOffDuty(house.passerelle.store, nadia.id)
})

test('a danger is told at once whatever was said before, to everyone expected, in words of its own', async () => {
  const nadia = await mediator()
  const paul = await mediator({ themes: ['numerique'] })
  await waits()
  await until(() => nadia.heard().length === 1)
  await asks('je veux mourir')
  await until(() => nadia.heard().some(({ urgent }) => urgent) && paul.heard().some(({ urgent }) => urgent))
  const alert = nadia.heard().find(({ urgent }) => urgent)
  expect(alert?.title).toMatch(/^DANGER/)
  expect(JSON.stringify(alert)).not.toMatch(/mourir|suicide/)
  for (const { id } of [nadia, paul]) await signOffDuty(house.passerelle.store, id)
})

test('a request that suits one is told to that one; once it is taken nobody hears of it any more', async () => {
  const ana = await mediator({ languages: ['pt'], themes: ['social_sante'] })
  const lea = await mediator({ themes: ['social_sante'] })
  const person = await asks(
    'attestation caf',
    'nao consigo entrar na minha conta preciso de ajuda',
    'humano',
    '87400',
    'sim',
  )
  await until(() => ana.heard().length === 1)
  await quiet()
  expect(lea.heard()).toEqual([])
  expect(await createTicketActions(house.passerelle).claim(ana, (await person.ticket())?.id ?? '')).toEqual({
    kind: 'done',
  })
  await house.wait('12 minutes')
  await quiet()
  expect([ana.heard().length, lea.heard().length]).toEqual([1, 0])
  for (const { id } of [ana, lea]) await signOffDuty(house.passerelle.store, id)
})

test('given back to the queue, it is told again', async () => {
  const nadia = await mediator()
  const person = await waits()
  await until(() => nadia.heard().length === 1)
  await person.mediator('claim')
  await house.wait('6 minutes')
  await person.mediator('release')
  await until(() => nadia.heard().length === 2)
  await signOffDuty(house.passerelle.store, nadia.id)
})

test('what cannot be told now is tried again; what is refused stays visible, and a browser that is gone is forgotten', async () => {
  const nadia = await mediator()
  const { box, config, now, store } = house.passerelle
  const phone = { networkId: config.networkId, accountId: nadia.id, way: 'web-push' as const }
  await saveAddress(
    store,
    box,
    { ...phone, address: JSON.stringify({ endpoint: 'https://web.push.apple.com/x' }) },
    now(),
  )
  let tries = 0
  answer = (to) => {
    if (to.startsWith('{')) return { kind: 'refused', reason: '410 from the push service' }
    return ++tries === 1
      ? { kind: 'later', reason: 'EDNS', retryAfterMs: 1000 }
      : { kind: 'refused', reason: '550 EENVELOPE' }
  }
  const rows = () => store.of<AlertTables>().selectFrom('alert_addresses').selectAll().execute()
  await waits()
  await until(async () => (await rows()).some(({ error }) => error === '550 EENVELOPE'))
  expect((await rows()).map(({ way, due_at }) => [way, due_at])).toEqual([['e-mail', NEVER]])
  expect(tries).toBe(2)
  await signOffDuty(store, nadia.id)
})

test('a closed account is told nothing more, and its address is not kept', async () => {
  const { now, store } = house.passerelle
  const nadia = await mediator()
  const boss: Account = { ...house.mediator, id: 'cheffe', role: 'lead' }
  const people = createPeopleActions(house.passerelle, createTicketActions(house.passerelle))
  expect(await people.disable(boss, nadia.id)).toBe(true)
  expect(await store.of<AlertTables>().selectFrom('alert_addresses').select('id').execute()).toEqual([])
  await signOnDuty(store, nadia.networkId, nadia.id, now())
  await waits()
  await quiet()
  expect(nadia.heard()).toEqual([])
  await signOffDuty(store, nadia.id)
})

test('several processes on one database tell each thing once', async () => {
  const { alerters, box, config, now, settings, store } = house.passerelle
  const others = [1, 2, 3].map(() =>
    startAlerts({
      store,
      box,
      networkId: config.networkId,
      settings,
      alerters: alerters.all,
      publicUrl: config.publicUrl,
      now,
      report: () => {},
    }),
  )
  const all = [await mediator(), await mediator(), await mediator()]
  await Promise.all([waits(), waits()])
  await until(() => all.every(({ heard }) => heard().length > 0))
  await house.wait('6 minutes')
  await quiet()
  await Promise.all(others.map((other) => other.stop()))
  for (const { heard, id } of all) {
    const persons = heard().reduce((sum, { title }) => sum + (title.startsWith('Une') ? 1 : Number(title[0])), 0)
    expect([heard().length <= 2, persons]).toEqual([true, 2])
    await signOffDuty(store, id)
  }
})

test('a group hears of it when somebody is there, of a danger at any hour', async () => {
  const { box, config, now, store } = house.passerelle
  const group = { networkId: config.networkId, accountId: '', way: 'telegram-group' as const, address: '-100123' }
  await saveAddress(store, box, group, now())
  const heard = () => told.filter(({ to }) => to === '-100123')
  // far from the hours of the network, with nobody on duty
  await house.wait('11 heures')
  await waits()
  await quiet()
  expect(heard()).toEqual([])
  await asks('je veux mourir')
  await until(() => heard().length > 0)
  expect(heard()[0]?.message.title).toMatch(/^DANGER/)
})
