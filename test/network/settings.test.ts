import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openNetworkSettings } from '../../network/settings/open-network-settings.ts'
import { networkSettingsSchema } from '../../network/settings/settings.schema.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-networks-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = (name: string) => join(folder, name)
const document = (name: string) => JSON.parse(readFileSync(path(name), 'utf8'))
const edit = (name: string, change: object) =>
  writeFileSync(path(name), JSON.stringify({ ...document(name), ...change }))
const MINIMAL = { id: 'hub', name: 'Hub', timeZone: 'Europe/Paris' }

describe('the first start', () => {
  it('makes the folder and the default network, valid, closed, without schemes', () => {
    const store = openNetworkSettings(path('networks'))
    expect(store.list().map(({ id }) => id)).toEqual(['passerelle'])
    expect(store.get('passerelle')).toMatchObject({
      timeZone: 'Europe/Paris',
      territories: [],
      overlay: {},
      retention: { conversationDays: 30 },
    })
    expect(store.problem).toBeNull()
    expect(existsSync(path('networks/passerelle.json'))).toBe(true)
  })

  it('leaves alone the networks that are already there', () => {
    writeFileSync(path('hub.json'), JSON.stringify(MINIMAL))
    expect(
      openNetworkSettings(folder)
        .list()
        .map(({ id }) => id),
    ).toEqual(['hub'])
  })

  it('needs only an id, a name and a time zone', () => {
    writeFileSync(path('hub.json'), JSON.stringify(MINIMAL))
    expect(openNetworkSettings(folder).get('hub')).toMatchObject({
      closedOn: [],
      structures: [],
      openingHours: { monday: [] },
    })
  })
})

describe('a file edited by hand', () => {
  it('is seen without a restart', () => {
    const store = openNetworkSettings(folder)
    edit('passerelle.json', { name: 'Le Hub' })
    expect(store.get('passerelle')?.name).toBe('Le Hub')
  })

  it.each([
    ['cut in the middle', '{ "id": "passerelle", "na', 'not valid JSON'],
    ['emptied', '', 'not valid JSON'],
    ['of another network', JSON.stringify({ ...MINIMAL, id: 'other' }), 'make them the same'],
    ['with a word misspelt', JSON.stringify({ ...MINIMAL, id: 'passerelle', openingHour: {} }), 'openingHour'],
    ['with a wrong zone', JSON.stringify({ ...MINIMAL, id: 'passerelle', timeZone: 'Paris' }), 'write a time zone'],
  ])('%s is answered with the last good one, and one message says what is wrong and what to do', (_, text, why) => {
    const store = openNetworkSettings(folder)
    edit('passerelle.json', { name: 'Good' })
    expect(store.problem).toBeNull()
    writeFileSync(path('passerelle.json'), text)
    expect(store.get('passerelle')?.name).toBe('Good')
    expect(store.problem).toContain(path('passerelle.json'))
    expect(store.problem).toContain(why)
    expect(store.problem).toContain('copy passerelle.last-good.json over it')
    expect(store.problem?.split('\n')).toHaveLength(1)
  })

  it('is answered with the last good one after a restart too', async () => {
    await openNetworkSettings(folder).update('passerelle', (current) => ({ ...current, name: 'Good' }))
    writeFileSync(path('passerelle.json'), 'oops')
    const store = openNetworkSettings(folder)
    expect(store.list()).toMatchObject([{ name: 'Good' }])
    expect(readFileSync(path('passerelle.json'), 'utf8')).toBe('oops')
  })

  it('that was deleted is a problem until its copy is deleted too', () => {
    const store = openNetworkSettings(folder)
    store.get('passerelle')
    rmSync(path('passerelle.json'))
    expect(store.get('passerelle')?.name).toBe('Passerelle')
    expect(store.problem).toContain('is missing')
    rmSync(path('passerelle.last-good.json'))
    expect(store.get('passerelle')).toBeNull()
    expect(store.problem).toBeNull()
  })

  it('is no problem any more once repaired', () => {
    const store = openNetworkSettings(folder)
    store.get('passerelle')
    writeFileSync(path('passerelle.json'), 'oops')
    expect(store.problem).not.toBeNull()
    writeFileSync(path('passerelle.json'), readFileSync(path('passerelle.last-good.json')))
    expect(store.problem).toBeNull()
  })

  it('that was never good gives no settings, and a message', () => {
    writeFileSync(path('hub.json'), '{}')
    const store = openNetworkSettings(folder)
    expect(store.get('hub')).toBeNull()
    expect(store.problem).toContain('no settings until the file is corrected')
  })
})

describe('an update', () => {
  it('keeps what someone else wrote meanwhile', async () => {
    const one = openNetworkSettings(folder)
    const other = openNetworkSettings(folder)
    one.get('passerelle')
    await other.update('passerelle', (current) => ({ ...current, name: 'Other' }))
    edit('passerelle.json', { territories: ['87'] })
    const updated = await one.update('passerelle', (current) => ({ ...current, closedOn: ['2026-12-25'] }))
    expect(updated).toMatchObject({
      kind: 'updated',
      settings: { name: 'Other', territories: ['87'], closedOn: ['2026-12-25'] },
    })
    expect(document('passerelle.json')).toMatchObject({ name: 'Other', territories: ['87'], closedOn: ['2026-12-25'] })
    expect(other.get('passerelle')?.closedOn).toEqual(['2026-12-25'])
  })

  it('leaves the document, its last good copy and nothing else', async () => {
    const store = openNetworkSettings(folder)
    await store.update('passerelle', (current) => ({ ...current, name: 'New' }))
    expect(readdirSync(folder).sort()).toEqual(['passerelle.json', 'passerelle.last-good.json'])
    expect(document('passerelle.last-good.json').name).toBe('New')
  })

  it('that is not valid writes nothing and says why', async () => {
    const store = openNetworkSettings(folder)
    const before = readFileSync(path('passerelle.json'), 'utf8')
    const answer = await store.update('passerelle', (current) => ({ ...current, name: '' }))
    expect(answer.kind === 'refused' && answer.problem).toContain('"name"')
    expect(readFileSync(path('passerelle.json'), 'utf8')).toBe(before)
    expect((await store.update('passerelle', (current) => ({ ...current, id: 'elsewhere' }))).kind).toBe('refused')
  })

  it('does not write over a broken file that someone is still repairing', async () => {
    const store = openNetworkSettings(folder)
    store.get('passerelle')
    writeFileSync(path('passerelle.json'), '{ "id": "passerelle", ')
    expect((await store.update('passerelle', (current) => current)).kind).toBe('refused')
    expect(readFileSync(path('passerelle.json'), 'utf8')).toBe('{ "id": "passerelle", ')
  })

  it('does not let a change slip into what others read', async () => {
    const store = openNetworkSettings(folder)
    await store.update('passerelle', (current) => {
      current.name = ''
      return current
    })
    expect(store.get('passerelle')?.name).toBe('Passerelle')
  })

  it.each(['nowhere', '../passerelle', '', '.', 'a/b'])('of « %s » finds no network', async (id) => {
    const store = openNetworkSettings(folder)
    expect(store.get(id)).toBeNull()
    expect(await store.update(id, (current) => current)).toEqual({ kind: 'unknown-network' })
  })
})

describe('settings', () => {
  it.each([
    [{ contact: { label: 'Accueil', phone: '05 55 00 00 00' } }, 'cost'],
    [{ contact: { label: 'Accueil', phone: '08 92 00 00 00', cost: '0,35 € la minute' } }, 'cannot be given'],
    [{ openingHours: { monday: [{ from: '9:00', to: '12:00' }] } }, 'like "09:00"'],
    [{ openingHours: { monday: [{ from: '12:00', to: '09:00' }] } }, 'later than'],
    [
      {
        openingHours: {
          monday: [
            { from: '09:00', to: '12:00' },
            { from: '11:00', to: '17:00' },
          ],
        },
      },
      'without overlap',
    ],
    [{ openingHours: { lundi: [] } }, 'lundi'],
    [{ territories: ['Limousin'] }, 'a territory is'],
    [{ closedOn: ['25/12/2026'] }, 'like "2026-12-25"'],
    [{ structures: [1, 2].map(() => ({ id: 'a', name: 'A', commune: 'Bellac', postcode: '87300' })) }, 'same id'],
    [{ retention: { conversationDays: 400 } }, 'retention'],
    [{ publicUrl: 'javascript:alert(1)' }, 'publicUrl'],
  ])('refuse %j', (change, why) => {
    const parsed = networkSettingsSchema.safeParse({ ...MINIMAL, ...change })
    expect(parsed.success).toBe(false)
    expect(JSON.stringify(parsed.error?.issues.map(({ path: at, message }) => [at, message]))).toContain(
      JSON.stringify(why).slice(1, -1),
    )
  })

  it('have every scheme off until it is turned on', () => {
    const parsed = networkSettingsSchema.parse({ ...MINIMAL, overlay: { aptic: { label: 'Chèque numérique' } } })
    expect(parsed.overlay.aptic).toEqual({ label: 'Chèque numérique', on: false, places: [] })
  })
})
