import { afterAll, beforeAll, expect, test } from 'vitest'
import { settle } from '../house.ts'
import { type ListeningHouse, openListeningHouse } from '../served-house.ts'
import { newVisitor } from './visitor.ts'

let house: ListeningHouse

beforeAll(async () => {
  house = await openListeningHouse()
})

afterAll(() => house.close())

/** Reads the stream until `isEnough`, then leaves as a phone does that lost its network. */
async function listen(cookie: string, lastSeen: string, isEnough: (heard: string) => boolean): Promise<string> {
  const leaving = new AbortController()
  const headers = { cookie, ...(lastSeen ? { 'last-event-id': lastSeen } : {}) }
  const answer = await fetch(`${house.url}/chat/events`, { headers, signal: leaving.signal })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  let heard = ''
  const decoder = new TextDecoder()
  for await (const piece of answer.body ?? []) {
    heard += decoder.decode(piece, { stream: true })
    if (isEnough(heard)) break
  }
  leaving.abort()
  return heard
}

const lastId = (heard: string) => [...heard.matchAll(/^id: (\w+)$/gm)].at(-1)?.[1] ?? ''

test('a page that comes back is given what it missed, and nothing twice', async () => {
  const visitor = newVisitor(house.app)
  await visitor.says('premier message')
  const first = await listen(
    visitor.cookie,
    '',
    (heard) => heard.includes('premier message') && heard.includes('event: state'),
  )
  await visitor.says('pendant la coupure')
  await settle(house.passerelle)
  const second = await listen(visitor.cookie, lastId(first), (heard) => heard.includes('event: state'))
  expect(second).toContain('pendant la coupure')
  expect(second).not.toContain('premier message')
})

test('what is said while the page is open comes by itself', async () => {
  const visitor = newVisitor(house.app)
  await visitor.says('bonjour')
  const hearing = listen(visitor.cookie, '', (heard) => heard.includes('une autre chose'))
  await visitor.post({ texte: 'une autre chose' })
  expect(await hearing).toContain('une autre chose')
})

test('after an erasure an open page is given the receipt', async () => {
  const visitor = newVisitor(house.app)
  await visitor.says('bonjour')
  const hearing = listen(
    visitor.cookie,
    '',
    (heard) => heard.includes('event: erased') && heard.includes('C’est effacé'),
  )
  await visitor.post({ texte: 'effacer' })
  expect(await hearing).toContain('event: erased')
})

test('whoever has no conversation is told not to ask again', async () => {
  const visitor = newVisitor(house.app)
  await visitor.get()
  expect((await fetch(`${house.url}/chat/events`, { headers: { cookie: visitor.cookie } })).status).toBe(204)
  expect((await fetch(`${house.url}/chat/events`)).status).toBe(204)
})
