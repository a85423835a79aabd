import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Health } from '../../messaging/channel.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'

let house: ServedHouse
let health: Health = { state: 'up' }
beforeAll(async () => {
  house = await openServedHouse()
  const channel = house.passerelle.channels.get('test')
  if (channel) house.passerelle.channels.set('test', { ...channel, probe: async () => health })
})
afterAll(() => house.close())

it('says that it lives and is ready', async () => {
  expect((await house.app.inject('/health/live')).json()).toEqual({ status: 'live' })
  expect((await house.app.inject('/health/ready')).json()).toEqual({ status: 'ready' })
})

it('says of each channel whether it is up, and what to do when it is not', async () => {
  const up = await house.app.inject('/health/channels')
  expect([up.statusCode, up.json()]).toEqual([200, expect.objectContaining({ test: { state: 'up' } })])
  health = { state: 'down', reason: 'Nobody answers.', advice: 'Plug it in.' }
  const down = await house.app.inject('/health/channels')
  expect([down.statusCode, down.json().test]).toEqual([503, health])
  expect((await house.app.inject('/metrics')).body).toContain('passerelle_channel_up{channel="test"} 0')
})

it('a probe that throws is a channel down, not an error', async () => {
  const channel = house.passerelle.channels.get('test')
  if (!channel) throw new Error('There is no test channel.')
  house.passerelle.channels.set('broken', { ...channel, name: 'broken', probe: () => Promise.reject(new Error('no')) })
  expect((await house.app.inject('/health/channels')).json().broken.state).toBe('down')
  house.passerelle.channels.delete('broken')
})

it('counts what came in, what went out and what waits', async () => {
  await house.setOnDuty(true)
  await house.newPerson().sends({ kind: 'text', text: 'bonjour' })
  await house.newPerson().sends({ kind: 'text', text: 'code caf perdu' })
  const { headers, body } = await house.app.inject('/metrics')
  expect(headers['content-type']).toContain('text/plain')
  const figure = (name: string) =>
    Number(
      body
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')
        .at(-1),
    )
  expect(figure('passerelle_messages_received_total{channel="test"}')).toBe(2)
  expect(figure('passerelle_replies_sent_total{channel="test"}')).toBe(
    [...house.sent.values()].reduce((sum, replies) => sum + replies.length, 0),
  )
  expect(figure('passerelle_turn_duration_seconds_count')).toBe(2)
  expect(figure('passerelle_mediators_on_duty')).toBe(1)
  for (const none of ['inbox_pending', 'outbox_pending', 'dead_letters', 'handoff_waiting'])
    expect(figure(`passerelle_${none}`), none).toBe(0)
  expect(body).toMatch(/^passerelle_answers_total\{band="\w+"\} \d+$/m)
})

it('tells the internet nothing but that it lives', async () => {
  const from = (url: string) => house.app.inject({ url, remoteAddress: '203.0.113.9' })
  expect((await from('/health/ready')).statusCode).toBe(200)
  expect((await from('/metrics')).statusCode).toBe(404)
  expect((await from('/health/channels')).statusCode).toBe(404)
  const proxied = await house.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect(proxied.statusCode).toBe(404)
})
