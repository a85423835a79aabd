import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HandoffTables } from '../../handoff/tables.ts'
import { newColleague } from '../console/visitor.ts'
import { type GraphStub, openGraph, wordsOf } from './graph-stub.ts'
import { personNumbered, says, text } from './webhooks.ts'
import { openWhatsAppHouse, type WhatsAppHouse } from './whatsapp-house.ts'

let stub: GraphStub
let house: WhatsAppHouse
const person = personNumbered(1)

beforeEach(async () => {
  stub = await openGraph()
  house = await openWhatsAppHouse(stub)
})
afterEach(async () => {
  await house.close()
  await stub.close()
})

/** Somebody asks for a person, a mediator takes it; returns its page. */
async function takenTicket() {
  for (const said of ['je veux parler à quelqu’un', '87400', 'oui']) await house.hears(person, text(said))
  const db = house.passerelle.store.of<HandoffTables>()
  const { id } = await db.selectFrom('tickets').select('id').where('status', '=', 'open').executeTakeFirstOrThrow()
  const mediator = await newColleague(house, 'mediator')
  await mediator.post(`/console/tickets/${id}/prendre`)
  return { mediator, page: `/console/tickets/${id}` }
}
const limitOn = (body: string) => /<p id="delai" class="(\w+)"[^>]*>([^<]+)</.exec(body)?.slice(1)
const answers = (mediator: Awaited<ReturnType<typeof newColleague>>, page: string, texte: string) =>
  mediator.post(`${page}/ecrire`, { texte, jeton: texte })

test('the mediator sees until when, is warned before it closes, and is stopped after it', async () => {
  const { mediator, page } = await takenTicket()
  expect(limitOn((await mediator.get(page)).body)).toEqual([
    'soft',
    expect.stringMatching(/^Vous pouvez encore répondre sur WhatsApp jusqu’à mardi 3 novembre à 10 h/),
  ])
  await house.wait('23 heures')
  await mediator.logIn(mediator.login)
  expect(limitOn((await mediator.get(page)).body)).toEqual(['late', expect.stringMatching(/jusqu’à 10 h/)])
  await house.wait('2 heures')
  expect(limitOn((await mediator.get(page)).body)).toEqual([
    'late',
    expect.stringMatching(/^WhatsApp ne laisse plus répondre/),
  ])
  const refused = await answers(mediator, page, 'Votre dossier est prêt.')
  expect(refused.statusCode).toBe(400)
  expect(refused.body).toContain('role="alert">WhatsApp ne laisse plus répondre')
  expect(refused.body).toContain('>Votre dossier est prêt.</textarea>')
  expect(stub.sentTo(person).map(wordsOf)).not.toContain('Votre dossier est prêt.')

  // the person writes again: a new day begins
  await stub.post(says(person, house.passerelle.now(), text('merci')))
  await mediator.get(page)
  expect((await answers(mediator, page, 'Votre dossier est prêt.')).statusCode).toBe(303)
  await house.settled()
  expect(stub.sentTo(person).map(wordsOf).join('\n')).toContain('Votre dossier est prêt.')
}, 180_000)
