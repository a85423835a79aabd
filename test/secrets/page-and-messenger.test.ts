import { expect, it } from 'vitest'
import { createServer } from '../../app/http/server.ts'
import { openTestHouse, settle } from '../house.ts'
import { newVisitor } from '../web-chat/visitor.ts'
import { generateSecrets } from './generate-secrets.ts'
import { findLeaks, readAllWritten, readFolder } from './search.ts'
import { watchOutput } from './watch-output.ts'

const told = generateSecrets(2026)
/** what a mediator gives on purpose */
const GIVEN = new Set(['phone', 'e-mail'])

it('generated secrets leave no byte in a file, a row or a log, from the page, a messenger or their mediator', {
  timeout: 300_000,
}, async () => {
  const watch = watchOutput()
  const house = await openTestHouse(watch.environment)
  const app = await createServer(house.passerelle)
  const person = house.newPerson()
  const visitor = newVisitor(app)
  await house.setOnDuty(true)
  for (const text of ['humain', '87400', 'oui']) await person.sends({ kind: 'text', text })
  await person.mediator('claim')
  for (const [at, { kind, message }] of told.entries()) {
    if (at % 4 === 0) await visitor.says(message)
    else if (at % 4 === 1) await house.newPerson().sends({ kind: 'text', text: `${message} zzgl prfx ?` })
    else if (at % 4 === 2 && !GIVEN.has(kind)) await person.mediator('say', message)
    else await person.sends({ kind: 'text', text: message })
    // a page asked for with what somebody typed in the wrong box
    await app.inject({ url: `/nowhere?q=${encodeURIComponent(message)}` })
  }
  await settle(house.passerelle)
  const open = await readAllWritten(house.passerelle)
  await app.close()
  await house.passerelle.stop()
  const written = [...open, ...readFolder(house.passerelle.config.dataDir), ...watch.written()]
  await house.close()

  expect(
    findLeaks(
      told.map(({ secret }) => secret),
      written,
    ),
  ).toEqual([])
  // the search itself works: what may be kept is found
  expect(findLeaks(['zzgl prfx'], open)).not.toEqual([])
})
