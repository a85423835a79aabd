import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawCode } from '../../console/draw-code.ts'
import type { Channel, Health } from '../../messaging/channel.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { newColleague } from './visitor.ts'

let house: ServedHouse
beforeAll(async () => {
  house = await openServedHouse()
})
afterAll(() => house.close())

const down: Health = { state: 'down', reason: 'It fell.', advice: 'Lift it <up>.' }

/** A channel in this state, under this name. */
function put(name: string, health: Health, pairing?: string) {
  const of = house.passerelle.channels.get('test') as Channel
  house.passerelle.channels.set(name, {
    ...of,
    name,
    probe: async () => health,
    ...(pairing !== undefined && { pairing: () => pairing }),
  })
}

test('each channel says whether it works, in words; what is wrong is told with what to do', async () => {
  put('sms', down)
  const { body, headers } = await (await newColleague(house, 'lead')).get('/console/canaux')
  expect(body).toMatch(/Chat du site<\/strong>\s+marche\./)
  expect(body).toMatch(/SMS<\/strong>\s+ne marche pas\./)
  expect(body).toContain('It fell. Lift it &lt;up&gt;.')
  expect(body).not.toContain('<svg')
  expect(headers.refresh).toBeUndefined()
})

test('a channel that waits for a phone shows the code to scan, drawn within the page, and asks for itself again', async () => {
  put('whatsapp-web', down, '2@reference,clé,identité,secret,1')
  const { body, headers } = await (await newColleague(house, 'admin')).get('/console/canaux')
  const { size, path } = drawCode('2@reference,clé,identité,secret,1')
  expect(body).toContain(`viewBox="0 0 ${size} ${size}"`)
  expect(body).toContain(path)
  expect(body).not.toContain('2@reference')
  expect(headers.refresh).toBe('10')
  expect(headers['cache-control']).toBe('no-store')
})

test('the code keeps four light modules around it, and begins with the corner a reader looks for', () => {
  const { size, path } = drawCode('x')
  expect(size).toBe(21 + 8)
  for (let module = 0; module < 7; module++) expect(path).toContain(`M${4 + module} 4h1v1h-1z`)
  expect(path).not.toMatch(/M[0-3] |M\d+ [0-3]h/)
})
