import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { NetworkSettingsStore } from '../../network/settings/open-network-settings.ts'

export interface SettingsUnderTest {
  /** one more reader of the same documents, as another process would be */
  open(): Promise<NetworkSettingsStore>
  /** what somebody does with an editor */
  write(id: string, text: string): Promise<void>
  close(): Promise<void>
}

const DAYS = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-28', '2026-12-29', '2026-12-30']

/** What the networks' settings do, wherever their documents are. */
export function networkSettingsContract(create: () => Promise<SettingsUnderTest>): void {
  let place: SettingsUnderTest
  let one: NetworkSettingsStore
  let other: NetworkSettingsStore
  beforeEach(async () => {
    place = await create()
    one = await place.open()
    other = await place.open()
  })
  afterEach(() => place.close())

  it('has one network at the first start, closed, without a problem', () => {
    expect(one.list().map(({ id }) => id)).toEqual(['passerelle'])
    expect(one.get('passerelle')).toMatchObject({ timeZone: 'Europe/Paris', territories: [], overlay: {} })
    expect(one.problem).toBeNull()
  })

  it('shows an update here at once, and soon to every other process', async () => {
    const updated = await one.update('passerelle', (current) => ({ ...current, name: 'Le Hub' }))
    expect(updated.kind).toBe('updated')
    expect(one.get('passerelle')?.name).toBe('Le Hub')
    await until(() => other.get('passerelle')?.name === 'Le Hub')
  })

  it('keeps every one of the updates made at the same moment by several', async () => {
    await Promise.all(
      DAYS.map((day, index) =>
        (index % 2 === 0 ? one : other).update('passerelle', (current) => ({
          ...current,
          closedOn: [...current.closedOn, day],
        })),
      ),
    )
    const fresh = await place.open()
    expect(fresh.get('passerelle')?.closedOn.toSorted()).toEqual(DAYS)
  })

  it('refuses an update that is not valid, and says why', async () => {
    const refused = await one.update('passerelle', (current) => ({ ...current, name: '' }))
    expect(refused.kind === 'refused' && refused.problem).toContain('"name"')
    expect((await place.open()).get('passerelle')?.name).toBe('Passerelle')
  })

  it('knows no network that is not there', async () => {
    expect(one.get('nowhere')).toBeNull()
    expect(await one.update('nowhere', (current) => current)).toEqual({ kind: 'unknown-network' })
  })

  it('does not let a change slip into what others read', async () => {
    await one.update('passerelle', (current) => {
      current.name = ''
      return current
    })
    expect(one.get('passerelle')?.name).toBe('Passerelle')
  })

  it.each([
    ['cut in the middle', '{ "id": "passerelle", "na', 'not valid JSON'],
    [
      'with a word misspelt',
      '{"id":"passerelle","name":"P","timeZone":"Europe/Paris","openingHour":{}}',
      'openingHour',
    ],
  ])(
    'answers a document %s with the last good one, in one line says why, and writes nothing over it',
    async (_, text, why) => {
      await one.update('passerelle', (current) => ({ ...current, name: 'Good' }))
      await place.write('passerelle', text)
      const fresh = await place.open()
      expect(fresh.get('passerelle')?.name).toBe('Good')
      expect(fresh.problem).toContain(why)
      expect(fresh.problem?.split('\n')).toHaveLength(1)
      expect((await fresh.update('passerelle', (current) => current)).kind).toBe('refused')
    },
  )
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries++) await sleep(50)
  expect(holds()).toBe(true)
}
