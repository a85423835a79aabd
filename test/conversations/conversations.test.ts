import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../house.ts'
import { playTranscript } from './play-transcript.ts'
import { readTranscript } from './read-transcript.ts'

const folder = import.meta.dirname
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.chat'))
  .sort()

describe('conversations', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  for (const file of files) {
    const transcript = readTranscript(readFileSync(join(folder, file), 'utf8'))
    it(`${file} · ${transcript.title}`, async () => {
      await house.setOnDuty(false)
      await playTranscript(house, transcript)
    })
  }
})
